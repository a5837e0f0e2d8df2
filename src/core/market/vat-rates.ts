import { VAT_RATES, type VatRate } from './facts.ts';
import type { MarketDay } from '../time/market-day.ts';
import type { VatCategory } from './vat-category.ts';

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
  { market, day }: MarketDay,
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
  slot: { readonly vatRate: number; readonly vatCategory: VatCategory | undefined },
  at: MarketDay,
  table: readonly VatRate[] = VAT_RATES,
): number {
  const { vatCategory, vatRate } = slot;
  return vatCategory === undefined
    ? vatRate
    : (rateInForce(vatCategory, at, table)?.rate ?? vatRate);
}
