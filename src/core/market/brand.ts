import type { Market } from '../money/money.ts';
import { BRANDS, type Brand } from './facts.ts';
import type { MarketDay } from '../time/market-day.ts';

/** What customers of a market know the app by on a day. A day before all rows takes the first of them. */
export function brandOn({ market, day }: MarketDay, table: readonly Brand[] = BRANDS): string {
  const rows = table.filter((row) => row.market === market);
  const row = rows.findLast(({ from }) => from <= day) ?? rows[0];
  return row?.name ?? 'Vipps';
}

/** The name that was there first: what an older version printed without saying which. */
export function firstBrand(market: Market): string {
  return brandOn({ market, day: '' });
}
