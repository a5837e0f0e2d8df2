import {
  currencyOf,
  formatMajor,
  formatShort,
  isPayable,
  marketOf,
  MARKETS,
  parseMajor,
} from '#core/money/money.ts';
import { vatIncluded } from '#core/money/vat-included.ts';
import { describe, expect, it } from 'vitest';

describe('amounts as people write them', () => {
  it.each([
    ['30.00', 3000],
    ['30', 3000],
    ['30,5', 3050],
    [' 0.01 ', 1],
    ['25.000', 2500],
    ['7.', 700],
  ])('reads %j', (text, minor) => {
    expect(parseMajor(text)).toEqual({ ok: true, value: minor });
  });

  it.each(['', 'x', '-1', '1.234', '1e3', '12345678901', '1 000', '.5'])('refuses %j', (text) => {
    expect(parseMajor(text).ok).toBe(false);
  });

  it('reads and writes amounts without decimals', () => {
    expect(parseMajor('500', 0)).toEqual({ ok: true, value: 500 });
    expect(parseMajor('500.00', 0)).toEqual({ ok: true, value: 500 });
    expect(parseMajor('500.50', 0).ok).toBe(false);
  });

  it('writes minor units with a point', () => {
    expect(formatMajor(3050)).toBe('30.50');
    expect(formatMajor(5)).toBe('0.05');
    expect(formatMajor(0)).toBe('0.00');
  });

  it('writes them short for a person', () => {
    expect(formatShort(5000, 'NOK')).toBe('50 kr');
    expect(formatShort(2550, 'DKK')).toBe('25,50 kr');
    expect(formatShort(200, 'EUR')).toBe('2 €');
  });
});

describe('what Vipps accepts', () => {
  it.each([
    [100, 'NOK', true],
    [99, 'NOK', false],
    [1, 'DKK', true],
    [0, 'EUR', false],
    [65_000_000, 'NOK', true],
    [65_000_001, 'NOK', false],
    [100.5, 'NOK', false],
  ] as const)('%d minor units of %s: %s', (amount, currency, isFine) => {
    expect(isPayable(amount, currency)).toBe(isFine);
  });

  it('has one currency a market', () => {
    expect([currencyOf('NO'), currencyOf('DK'), currencyOf('FI')]).toEqual(['NOK', 'DKK', 'EUR']);
  });
});

describe('VAT contained in a price', () => {
  it.each([
    [3000, 2500, 600],
    [2500, 1500, 326],
    [1000, 1350, 119],
    [1000, 0, 0],
    [1, 2500, 0],
  ])('%d at %d is %d', (gross, rate, tax) => {
    expect(vatIncluded(gross, rate)).toBe(tax);
  });
});

describe('markets', () => {
  it.each(MARKETS)('%s is where its currency is sold in', (market) => {
    expect(marketOf(currencyOf(market))).toBe(market);
  });
});
