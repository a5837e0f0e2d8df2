import type { Market } from '../money.ts';
import type { VatDay } from './rates.ts';

const ZONES: Readonly<Record<Market, string>> = {
  NO: 'Europe/Oslo',
  DK: 'Europe/Copenhagen',
  FI: 'Europe/Helsinki',
};

/** The day that a market has at a moment (wall clock), whatever zone the machine's computer is set to. */
export function marketDay(market: Market, nowMs: number): VatDay {
  // Swedish writes days as 2026-11-25.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONES[market] });
  return { market, day: format.format(nowMs) };
}
