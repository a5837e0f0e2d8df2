import type { Market } from '../money/money.ts';

/** Where and when something is sold. */
export interface MarketDay {
  readonly market: Market;
  /** In the market: `2026-11-25`. */
  readonly day: string;
}

// Swedish writes days as 2026-11-25.
const dayIn = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone });

const FORMATS: Readonly<Record<Market, Intl.DateTimeFormat>> = {
  NO: dayIn('Europe/Oslo'),
  DK: dayIn('Europe/Copenhagen'),
  FI: dayIn('Europe/Helsinki'),
};

/** The day that a market has at a moment (wall clock), whatever zone the machine's computer is set to. */
export function marketDay(market: Market, nowMs: number): MarketDay {
  return { market, day: FORMATS[market].format(nowMs) };
}
