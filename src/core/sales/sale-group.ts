import type { SaleOutcome, SaleStateName } from '../sale/state.ts';

/** How a sale is looked for: what became of it, in one word. */
export const SALE_GROUPS = [
  'sold',
  'refunded',
  /** Something was reserved, and all of it was given back without a vend. */
  'released',
  /** The machine, or Vipps, failed. */
  'failed',
  /** Nothing was ever reserved. */
  'notApproved',
  /** It is not known what dropped, or it was known too late. */
  'unknown',
  /** Nobody knows what dropped: a person decides, or the time does. */
  'held',
  /** Something is left to do. */
  'open',
] as const;
export type SaleGroup = (typeof SALE_GROUPS)[number];

const GROUP_OF: Readonly<Record<SaleOutcome, SaleGroup>> = {
  sold: 'sold',
  noSelection: 'released',
  vendCancelled: 'released',
  machineNotReady: 'released',
  tested: 'released',
  restarted: 'released',
  movedElsewhere: 'released',
  vendFailed: 'failed',
  captureRefused: 'failed',
  createRefused: 'failed',
  ageLimited: 'notApproved',
  notApproved: 'notApproved',
  declined: 'notApproved',
  expired: 'notApproved',
  turnedAway: 'notApproved',
  unknownReleased: 'unknown',
  unknownCharged: 'unknown',
  droppedUncharged: 'unknown',
};

export interface GroupFacts {
  readonly state: SaleStateName;
  readonly isOpen: boolean;
  readonly outcome: SaleOutcome | undefined;
  readonly refundedMinor: number;
}

export function saleGroupOf({ state, isOpen, outcome, refundedMinor }: GroupFacts): SaleGroup {
  if (state === 'held') return 'held';
  if (isOpen || outcome === undefined) return 'open';
  return refundedMinor > 0 ? 'refunded' : GROUP_OF[outcome];
}
