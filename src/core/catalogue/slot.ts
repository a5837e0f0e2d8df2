/** One selection of the machine and what is in it. */
export interface Slot {
  /** As on the keypad: `A1`, `11`. */
  readonly selection: string;
  /** The machine's own number for it (MDB item number). */
  readonly item: number;
  readonly product: string;
  /** Including VAT, minor units. */
  readonly priceMinor: number;
  /** Hundredths of a percent. */
  readonly vatRate: number;
  readonly stock: number;
  readonly capacity: number;
  /** Years; 0 = none. */
  readonly minimumAge: number;
  /** The count is not certain since an unknown outcome. */
  readonly isCountDue: boolean;
  /** Drops that failed in a row. */
  readonly failures: number;
  /** Out of sale until a technician clears it. */
  readonly isLatched: boolean;
}

/** At or below this share of its capacity a slot is low. */
const LOW_SHARE = 0.2;

export function isSellable(slot: Slot): boolean {
  return slot.stock > 0 && !slot.isLatched;
}

export function isLow(slot: Slot): boolean {
  return slot.stock > 0 && slot.stock <= Math.max(1, Math.floor(slot.capacity * LOW_SHARE));
}

/** The dearest price that can be sold, minor units; undefined when nothing can. */
export function dearestSellableMinor(slots: readonly Slot[]): number | undefined {
  const prices = slots.filter(isSellable).map((slot) => slot.priceMinor);
  return prices.length === 0 ? undefined : Math.max(...prices);
}
