import { parseMajor } from '#core/money/money.ts';

/** The kiosk counts in minor units; the adapter writes major units with the decimals it is set to. */
const OUR_DECIMALS = 2;

/** `25.00`, `25` or `25.000` at 2, 0 or 3 decimals: 2500 minor units. Undefined: not an amount. */
export function parseAmount(text: string, decimals: number): number | undefined {
  const amount = parseMajor(text, decimals);
  if (!amount.ok) return undefined;
  const minor = amount.value * 10 ** (OUR_DECIMALS - decimals);
  return Number.isInteger(minor) ? minor : undefined;
}

/** Minor units as the adapter writes them, rounded down to its decimals. */
export function formatAmount(amountMinor: number, decimals: number): string {
  const units = Math.floor(amountMinor * 10 ** (decimals - OUR_DECIMALS));
  if (decimals === 0) return String(units);
  const digits = String(units).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
