import { isBelowLeast, type Currency } from '../money/money.ts';
import type { VatCategory } from '../market/vat-category.ts';

/** One selection of the machine and what is in it. */
export interface Slot {
  /** As on the keypad: `A1`, `11`. */
  readonly selection: string;
  /** The machine's own number for it (MDB item number). */
  readonly item: number;
  readonly product: string;
  /** Including VAT, minor units. */
  readonly priceMinor: number;
  /** Hundredths of a percent; where `vatCategory` is set, what held when it was set (core/market/vat-rates.ts). */
  readonly vatRate: number;
  /** Its rate is the one in force on the day of the sale; undefined: `vatRate` stands. */
  readonly vatCategory: VatCategory | undefined;
  readonly stock: number;
  readonly capacity: number;
  /** Years; 0 = none. */
  readonly minimumAge: number;
  /** As the sheet names them, `milk, nuts`; empty: none stated. */
  readonly allergens: string;
  /** The count is not certain since an unknown outcome. */
  readonly isCountDue: boolean;
  /** Drops that failed in a row. */
  readonly failures: number;
  /** Out of sale until a technician clears it: it failed, or has a fault. */
  readonly isLatched: boolean;
  /** Out of sale because a technician wants it so. */
  readonly isBlocked: boolean;
  /** Where it is at the front of the machine; undefined: where its name says (core/slots/planogram.ts). */
  readonly place: SlotPlace | undefined;
  /** What the machine last asked for this item, minor units; undefined: it has not said. */
  readonly deviceMinor: number | undefined;
}

/** Seen from the front. */
export interface SlotPlace {
  /** The name of the shelf; shelves stand in the order of their names. */
  readonly tray: string;
  /** Counted from the left, 1 is the first. */
  readonly column: number;
  /** In columns. */
  readonly width: number;
}

/** Defaults of a new slot. */
export const NEW_SLOT_DEFAULTS = {
  minimumAge: 0,
  vatCategory: undefined,
  allergens: '',
  isCountDue: false,
  failures: 0,
  isLatched: false,
  isBlocked: false,
  place: undefined,
  deviceMinor: undefined,
} as const satisfies Partial<Slot>;

/** At or below this share of its capacity a slot is low. */
const LOW_SHARE = 0.2;

/** It can drop a product, whatever the price. */
export function isStocked(slot: Slot): boolean {
  return slot.stock > 0 && !slot.isLatched && !slot.isBlocked;
}

/** It can drop a product, at a price that Vipps takes. */
export function isSellable(slot: Slot, currency: Currency): boolean {
  return isStocked(slot) && !isBelowLeast(slot.priceMinor, currency);
}

export function isLow(slot: Slot): boolean {
  return slot.stock > 0 && slot.stock <= Math.max(1, Math.floor(slot.capacity * LOW_SHARE));
}

/** The dearest price that can be sold, minor units; undefined when nothing can. */
export function dearestSellableMinor(
  slots: readonly Slot[],
  currency: Currency,
): number | undefined {
  const sellable = slots.filter((slot) => isSellable(slot, currency));
  const prices = sellable.map((slot) => slot.priceMinor);
  return prices.length === 0 ? undefined : Math.max(...prices);
}

/** A slot and its place in the order of the catalogue. */
export interface PlacedSlot {
  readonly slot: Slot;
  readonly position: number;
}
