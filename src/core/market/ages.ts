import type { VatCategory } from './vat-category.ts';
import { AGE_LIMITS, type AgeLimit } from './facts.ts';
import type { MarketDay } from '../time/market-day.ts';

/** From which age the law lets a category be sold on a day, years; 0: it does not say. */
export function lawfulAge(
  category: VatCategory | undefined,
  { market, day }: MarketDay,
  table: readonly AgeLimit[] = AGE_LIMITS,
): number {
  const rows = table.filter((row) => row.market === market && row.category === category);
  return rows.findLast((row) => row.from <= day)?.years ?? 0;
}

/** From which age a slot sells on a day: what somebody set, and never less than the law. */
export function minimumAgeOf(
  slot: { readonly minimumAge: number; readonly vatCategory: VatCategory | undefined },
  at: MarketDay,
): number {
  return Math.max(slot.minimumAge, lawfulAge(slot.vatCategory, at));
}
