import { err, ok, type Result } from '../base/result.ts';

/** Currencies of a WALLET payment, one a market (Vipps ePayment, error 5040). */
export const CURRENCIES = ['NOK', 'DKK', 'EUR'] as const;
export type Currency = (typeof CURRENCIES)[number];

export const MARKETS = ['NO', 'DK', 'FI'] as const;
export type Market = (typeof MARKETS)[number];

/** ISO 4217: all three currencies have two decimals. */
const MINOR_PER_MAJOR = 100;
const CURRENCY_OF: Readonly<Record<Market, Currency>> = { NO: 'NOK', DK: 'DKK', FI: 'EUR' };
const MARKET_OF: Readonly<Record<Currency, Market>> = { NOK: 'NO', DKK: 'DK', EUR: 'FI' };
/** Smallest payment, minor units (Vipps ePayment, error 6010). */
export const SMALLEST_MINOR: Readonly<Record<Currency, number>> = { NOK: 100, DKK: 1, EUR: 1 };
/** Largest payment, minor units (Vipps ePayment). */
export const LARGEST_MINOR = 65_000_000;

export function currencyOf(market: Market): Currency {
  return CURRENCY_OF[market];
}

/** Where a currency is sold in. */
export function marketOf(currency: Currency): Market {
  return MARKET_OF[currency];
}

/** Less than Vipps ever takes, as a payment or as a capture (error 6010). Amount in minor units. */
export function isBelowLeast(amountMinor: number, currency: Currency): boolean {
  return amountMinor < SMALLEST_MINOR[currency];
}

/** Whether Vipps accepts a payment of this size. Amount in minor units. */
export function isPayable(amountMinor: number, currency: Currency): boolean {
  return (
    Number.isSafeInteger(amountMinor) &&
    !isBelowLeast(amountMinor, currency) &&
    amountMinor <= LARGEST_MINOR
  );
}

/**
 * Reads an amount in major units (`30.00`, `30,5`, `30`) into minor units by string arithmetic.
 * Negative amounts, more than `decimals` digits after the point and anything else are refused.
 */
export function parseMajor(text: string, decimals = 2): Result<number, string> {
  const match = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim());
  const whole = match?.[1];
  if (whole === undefined) return err(`“${text}” is not an amount like 30.00`);
  const fraction = match?.[2] ?? '';
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  if (/[1-9]/.test(fraction.slice(decimals))) {
    return err(`“${text}” has more than ${String(decimals)} decimals`);
  }
  return ok(Number(whole + kept));
}

/** Writes minor units as major units with a point: 3050 → `30.50`. Takes a non-negative integer. */
export function formatMajor(amountMinor: number): string {
  const digits = String(amountMinor).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** For a person: `50 kr`, `25,50 kr`, `2,00 €` whole amounts of crowns lose their zeros. */
export function formatShort(amountMinor: number, currency: Currency): string {
  const major = formatMajor(amountMinor).replace('.', ',');
  const short = amountMinor % MINOR_PER_MAJOR === 0 ? major.slice(0, -3) : major;
  return `${short} ${currency === 'EUR' ? '€' : 'kr'}`;
}
