import type { DropConfirmation } from '../vend/device-controls.ts';

/** One drop of a slot. */
export interface SlotDrop extends DropConfirmation {
  /** When its sale began, wall clock. */
  readonly atMs: number;
}

/** How the motor of one slot has been doing, over the drops that are looked at. */
export interface SlotHealth {
  /** Its drops take longer and longer. */
  readonly isLikelyToJam: boolean;
  /** Median of the last drops and of those before them, milliseconds; undefined: too few. */
  readonly recentMs: number | undefined;
  readonly usualMs: number | undefined;
  /** Drops that a sensor saw, and drops that were taken on trust. */
  readonly confirmed: number;
  readonly assumed: number;
}

/** Drops that are compared with those before them. */
const RECENT = 3;
/** Fewer than this tell nothing. */
const LEAST_BEFORE = 5;
const SLOWER_BY = 1.5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.max(...sorted.slice(0, Math.floor(sorted.length / 2) + 1));
}

/**
 * A motor that takes half as long again as it used to is about to jam. `tookMs`: newest first, milliseconds from the
 * order to the drop.
 */
export function isLikelyToJam(tookMs: readonly number[]): boolean {
  const before = tookMs.slice(RECENT);
  if (before.length < LEAST_BEFORE) return false;
  return median(tookMs.slice(0, RECENT)) > median(before) * SLOWER_BY;
}

/** `drops`: newest first. */
export function slotHealthOf(drops: readonly SlotDrop[]): SlotHealth {
  const tookMs = drops.map((drop) => drop.tookMs);
  const before = tookMs.slice(RECENT);
  const confirmed = drops.filter(({ drop }) => drop === 'confirmed').length;
  return {
    isLikelyToJam: isLikelyToJam(tookMs),
    recentMs: tookMs.length < RECENT ? undefined : median(tookMs.slice(0, RECENT)),
    usualMs: before.length < LEAST_BEFORE ? undefined : median(before),
    confirmed,
    assumed: drops.length - confirmed,
  };
}
