import type { Slot } from '../catalogue/slot.ts';
import type { Market } from '../money.ts';
import type { VatCategory } from './category.ts';

export interface VatRate {
  readonly market: Market;
  readonly category: VatCategory;
  /** Hundredths of a percent. */
  readonly rate: number;
  /** The first day on which it holds, in the market: `2026-01-01`. */
  readonly from: string;
}

/**
 * Rates in force, oldest first. Norway: 15 and 25 % (skatteetaten.no, mva-satser). Denmark: one rate (momsloven § 33).
 * Finland: food 13.5 % since 1 January 2026, before that 14 % (info.aallon.fi); 25.5 % since 1 September 2024, before
 * that 24 % (vero.fi). A new rate is a new row; a row is never changed.
 */
export const VAT_RATES: readonly VatRate[] = [
  { market: 'NO', category: 'food', rate: 15_00, from: '2012-01-01' },
  { market: 'NO', category: 'standard', rate: 25_00, from: '2005-01-01' },
  { market: 'DK', category: 'food', rate: 25_00, from: '1992-01-01' },
  { market: 'DK', category: 'standard', rate: 25_00, from: '1992-01-01' },
  { market: 'FI', category: 'food', rate: 14_00, from: '2013-01-01' },
  { market: 'FI', category: 'food', rate: 13_50, from: '2026-01-01' },
  { market: 'FI', category: 'standard', rate: 24_00, from: '2013-01-01' },
  { market: 'FI', category: 'standard', rate: 25_50, from: '2024-09-01' },
];

/** Where and when something is sold. */
export interface VatDay {
  readonly market: Market;
  /** In the market: `2026-11-25`. */
  readonly day: string;
}

export interface RateInForce {
  readonly category: VatCategory;
  readonly rate: number;
  readonly from: string;
  /** The one that is decided and follows. */
  readonly next: { readonly rate: number; readonly from: string } | undefined;
}

/** A day before all rows of the table takes the first of them. */
export function rateInForce(
  category: VatCategory,
  { market, day }: VatDay,
  table: readonly VatRate[] = VAT_RATES,
): RateInForce | undefined {
  const rows = table.filter((row) => row.market === market && row.category === category);
  const index = Math.max(
    0,
    rows.findLastIndex((row) => row.from <= day),
  );
  const row = rows[index];
  return row === undefined
    ? undefined
    : { category, rate: row.rate, from: row.from, next: rows[index + 1] };
}

/** The rate at which a slot sells on a day, hundredths of a percent. */
export function vatRateOf(
  slot: Pick<Slot, 'vatRate' | 'vatCategory'>,
  at: VatDay,
  table: readonly VatRate[] = VAT_RATES,
): number {
  const { vatCategory, vatRate } = slot;
  return vatCategory === undefined
    ? vatRate
    : (rateInForce(vatCategory, at, table)?.rate ?? vatRate);
}

/** The slots with the rates of a day. */
export function ratedSlots(slots: readonly Slot[], at: VatDay): readonly Slot[] {
  return slots.map((slot) =>
    slot.vatCategory === undefined ? slot : { ...slot, vatRate: vatRateOf(slot, at) },
  );
}
