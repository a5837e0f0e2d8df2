import { dearestSellableMinor, isSellable, type Slot } from '../slots/slot.ts';
import type { Currency } from '../money/money.ts';
import type { Settings } from '../settings/settings.ts';

/** What a sales unit allows, as far as amounts go. */
export interface ReserveLimits {
  readonly currency: Currency;
  /** Minor units. */
  readonly capMinor: number;
  readonly partialCapture: boolean;
}

/** What the next customer is asked to reserve before choosing, minor units; undefined: nothing to sell. */
export function reservationMinor(
  slots: readonly Slot[],
  maxAmount: Settings['maxAmount'],
  limits: ReserveLimits,
): number | undefined {
  const dearest = dearestSellableMinor(slots, limits.currency);
  if (dearest === undefined) return undefined;
  return Math.min(maxAmount === 'auto' ? dearest : maxAmount, limits.capMinor);
}

/**
 * Whether a maximum may be reserved at all: a unit that captures only in full (Vipps error 6140) may do so
 * only while everything costs exactly that.
 */
export function canReserveMaximum(
  slots: readonly Slot[],
  reserve: number | undefined,
  limits: ReserveLimits,
): boolean {
  if (limits.partialCapture) return true;
  const sellable = slots.filter((slot) => isSellable(slot, limits.currency));
  return sellable.every((slot) => slot.priceMinor === reserve);
}
