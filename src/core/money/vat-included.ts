/** Rates are hundredths of a percent: 25 % = 2500, 13.5 % = 1350. */
const WHOLE = 10_000;

/**
 * VAT contained in a price that includes it: round(gross × rate / (10000 + rate)), half up.
 * @param grossMinor price including VAT, minor units, not negative
 * @param rateHundredths VAT rate in hundredths of a percent
 */
export function vatIncluded(grossMinor: number, rateHundredths: number): number {
  return Math.round((grossMinor * rateHundredths) / (WHOLE + rateHundredths));
}
