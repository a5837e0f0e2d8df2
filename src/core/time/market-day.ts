import type { Market } from '../money/money.ts';

/** Where and when something is sold. */
export interface MarketDay {
  readonly market: Market;
  /** In the market: `2026-11-25`. */
  readonly day: string;
}

const ZONES: Readonly<Record<Market, string>> = {
  NO: 'Europe/Oslo',
  DK: 'Europe/Copenhagen',
  FI: 'Europe/Helsinki',
};

/** Made when they are first needed: each takes milliseconds of a start. */
const formats = new Map<Market, Intl.DateTimeFormat>();

function formatOf(market: Market): Intl.DateTimeFormat {
  const known = formats.get(market);
  if (known !== undefined) return known;
  // Swedish writes days as 2026-11-25.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONES[market] });
  formats.set(market, format);
  return format;
}

/** The day that a market has at a moment (wall clock), whatever zone the machine's computer is set to. */
export function marketDay(market: Market, nowMs: number): MarketDay {
  return { market, day: formatOf(market).format(nowMs) };
}
