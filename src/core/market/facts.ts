import type { Market } from '../money/money.ts';
import type { VatCategory } from './vat-category.ts';

/** A fact of a market that holds from a day on, until a later row of its kind. */
export interface DatedFact {
  readonly market: Market;
  /** The first day on which it holds, in the market: `2026-01-01`. */
  readonly from: string;
}

export interface VatRate extends DatedFact {
  readonly category: VatCategory;
  /** Hundredths of a percent. */
  readonly rate: number;
}

export interface AgeLimit extends DatedFact {
  readonly category: VatCategory;
  /** Whoever is younger is not sold it. */
  readonly years: number;
}

export interface Brand extends DatedFact {
  /** What customers know the app by. */
  readonly name: string;
  /** Where its landing pages are; nothing is refused for being elsewhere. */
  readonly landingHost: string;
}

/*
 * All that law and Vipps change on known days, oldest first. A new rate, age or name is a new row; a row is never changed.
 */

/**
 * Norway: 15 and 25 % (skatteetaten.no, mva-satser). Denmark: one rate (momsloven § 33). Finland: food 13.5 % since
 * 1 January 2026, before that 14 % (info.aallon.fi); 25.5 % since 1 September 2024, before that 24 % (vero.fi). An
 * energy drink is food to the tax in all three.
 */
export const VAT_RATES: readonly VatRate[] = [
  { market: 'NO', category: 'food', rate: 15_00, from: '2012-01-01' },
  { market: 'NO', category: 'energyDrink', rate: 15_00, from: '2012-01-01' },
  { market: 'NO', category: 'standard', rate: 25_00, from: '2005-01-01' },
  { market: 'DK', category: 'food', rate: 25_00, from: '1992-01-01' },
  { market: 'DK', category: 'energyDrink', rate: 25_00, from: '1992-01-01' },
  { market: 'DK', category: 'standard', rate: 25_00, from: '1992-01-01' },
  { market: 'FI', category: 'food', rate: 14_00, from: '2013-01-01' },
  { market: 'FI', category: 'food', rate: 13_50, from: '2026-01-01' },
  { market: 'FI', category: 'energyDrink', rate: 14_00, from: '2013-01-01' },
  { market: 'FI', category: 'energyDrink', rate: 13_50, from: '2026-01-01' },
  { market: 'FI', category: 'standard', rate: 24_00, from: '2013-01-01' },
  { market: 'FI', category: 'standard', rate: 25_50, from: '2024-09-01' },
];

/** Norway: energy drinks from 16, vending machines and canteens of schools included. */
export const AGE_LIMITS: readonly AgeLimit[] = [
  { market: 'NO', category: 'energyDrink', years: 16, from: '2026-01-01' },
];

/** MobilePay is called Vipps everywhere from 12 January 2027 on (Vipps MobilePay, technical update 2026-10). */
export const BRANDS: readonly Brand[] = [
  { market: 'NO', name: 'Vipps', landingHost: 'pay.vipps.no', from: '2015-05-30' },
  { market: 'DK', name: 'MobilePay', landingHost: 'pay.mobilepay.dk', from: '2013-05-07' },
  { market: 'DK', name: 'Vipps', landingHost: 'pay.vipps.dk', from: '2027-01-12' },
  { market: 'FI', name: 'MobilePay', landingHost: 'pay.mobilepay.fi', from: '2013-12-01' },
  { market: 'FI', name: 'Vipps', landingHost: 'pay.vipps.fi', from: '2027-01-12' },
];
