import { slotsUnderTodaysLaw } from '#core/slots/lawful-slots.ts';
import { lawfulAge, minimumAgeOf } from '#core/market/ages.ts';
import { brandOn, firstBrand } from '#core/market/brand.ts';
import { AGE_LIMITS, BRANDS, VAT_RATES, type DatedFact } from '#core/market/facts.ts';
import { marketDay } from '#core/time/market-day.ts';
import { MARKETS, type Market } from '#core/money/money.ts';
import { rateInForce } from '#core/market/vat-rates.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const dayBefore = (day: string): string =>
  new Date(Date.parse(day) - 24 * 3_600_000).toISOString().slice(0, 10);

describe('what law and Vipps change on known days', () => {
  it('is a row with a day, oldest first for each market', () => {
    const tables: readonly (readonly DatedFact[])[] = [VAT_RATES, AGE_LIMITS, BRANDS];
    for (const table of tables) {
      for (const { from } of table) expect(from).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    for (const market of MARKETS) {
      const days = BRANDS.filter((row) => row.market === market).map(({ from }) => from);
      expect(days.length).toBeGreaterThan(0);
      expect(days).toEqual([...days].sort());
    }
  });

  it.each(VAT_RATES)('VAT of $category in $market is $rate from $from on', (row) => {
    const { market, category, rate, from } = row;
    expect(rateInForce(category, { market, day: from })?.rate).toBe(rate);
    const older = VAT_RATES.filter(
      (one) => one.market === market && one.category === category && one.from < from,
    ).at(-1);
    const before = rateInForce(category, { market, day: dayBefore(from) });
    expect(before?.rate).toBe((older ?? row).rate);
  });

  it.each(AGE_LIMITS)('$category in $market is for $years from $from on', (row) => {
    const { market, category, years, from } = row;
    expect(lawfulAge(category, { market, day: from })).toBe(years);
    expect(lawfulAge(category, { market, day: dayBefore(from) })).toBe(0);
    const others = MARKETS.filter((other) => other !== market);
    expect(others.map((other) => lawfulAge(category, { market: other, day: from }))).toEqual(
      others.map(() => 0),
    );
  });

  it.each<[Market, string, string]>([
    ['DK', 'MobilePay', 'Vipps'],
    ['FI', 'MobilePay', 'Vipps'],
    ['NO', 'Vipps', 'Vipps'],
  ])('in %s the app is %s until 11 January 2027 and %s from the 12th on', (market, old, now) => {
    expect(brandOn({ market, day: '2027-01-11' })).toBe(old);
    expect(brandOn({ market, day: '2027-01-12' })).toBe(now);
    expect(firstBrand(market)).toBe(old);
    const [row] = BRANDS.filter((one) => one.market === market && one.name === old);
    expect(row?.landingHost).toBe(`pay.${old.toLowerCase()}.${market.toLowerCase()}`);
  });

  it('changes at midnight of the market, an hour earlier in Finland, whatever the computer says', () => {
    const at = (market: Market, iso: string): string => brandOn(marketDay(market, Date.parse(iso)));
    expect(at('FI', '2027-01-11T21:59:59Z')).toBe('MobilePay');
    expect(at('FI', '2027-01-11T22:00:00Z')).toBe('Vipps');
    expect(at('DK', '2027-01-11T22:59:59Z')).toBe('MobilePay');
    expect(at('DK', '2027-01-11T23:00:00Z')).toBe('Vipps');
  });

  it('has a name even where the table has no row', () => {
    expect(brandOn({ market: 'DK', day: '2026-01-01' }, [])).toBe('Vipps');
  });
});

describe('the age from which a slot sells', () => {
  const at = { market: 'NO', day: '2026-01-01' } as const;
  const before = { market: 'NO', day: '2025-12-31' } as const;
  const drink = slotWith({ vatCategory: 'energyDrink', vatRate: 2500 });

  it('is what the law says of its category, never less than what somebody set', () => {
    expect(minimumAgeOf(drink, at)).toBe(16);
    expect(minimumAgeOf(drink, before)).toBe(0);
    expect(minimumAgeOf({ ...drink, minimumAge: 18 }, at)).toBe(18);
    expect(minimumAgeOf({ ...drink, minimumAge: 10 }, at)).toBe(16);
  });

  it('comes with the slots of the day, and the rate as well', () => {
    const plain = slotWith({ selection: 'B1', minimumAge: 18 });
    const [first, second] = slotsUnderTodaysLaw([drink, plain], at);
    expect(first).toMatchObject({ minimumAge: 16, vatRate: 1500 });
    expect(second).toBe(plain);
  });
});
