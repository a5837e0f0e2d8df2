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
