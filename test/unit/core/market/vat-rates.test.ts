import { MARKETS } from '#core/money/money.ts';
import { VAT_CATEGORIES } from '#core/market/vat-category.ts';
import { marketDay } from '#core/time/market-day.ts';
import { slotsUnderTodaysLaw } from '#core/slots/lawful-slots.ts';
import { VAT_RATES } from '#core/market/facts.ts';
import { rateInForce, vatRateOf } from '#core/market/vat-rates.ts';
import { NEW_SLOT_DEFAULTS } from '#core/slots/slot.ts';
import { describe, expect, it } from 'vitest';

const slot = {
  ...NEW_SLOT_DEFAULTS,
  selection: 'A1',
  item: 1,
  product: 'Cola',
  priceMinor: 250,
  vatRate: 1400,
  stock: 1,
  capacity: 1,
  minimumAge: 0,
};

describe('VAT by category and day', () => {
  it('has a rate for every market and category, oldest first', () => {
    for (const market of MARKETS) {
      for (const category of VAT_CATEGORIES) {
        expect(rateInForce(category, { market, day: '2026-11-25' })).toBeDefined();
        const days = VAT_RATES.filter(
          (row) => row.market === market && row.category === category,
        ).map((row) => row.from);
        expect(days).toEqual([...days].sort());
      }
    }
  });

  it('changes on the day the law says, by itself', () => {
    const food = { ...slot, vatCategory: 'food' as const };
    const on = (day: string) => vatRateOf(food, { market: 'FI', day });
    expect([on('2025-12-31'), on('2026-01-01')]).toEqual([1400, 1350]);
    expect(rateInForce('food', { market: 'FI', day: '2025-12-31' })?.next).toMatchObject({
      rate: 1350,
      from: '2026-01-01',
    });
    expect(on('1990-01-01')).toBe(1400);
  });

  it('is the plain rate of a slot without a category, or where no table knows better', () => {
    const at = { market: 'FI', day: '2026-11-25' } as const;
    const food = { ...slot, vatCategory: 'food' as const };
    expect(slotsUnderTodaysLaw([slot, food], at).map((one) => one.vatRate)).toEqual([1400, 1350]);
    expect(slotsUnderTodaysLaw([slot], at)[0]).toBe(slot);
    expect(rateInForce('food', at, [])).toBeUndefined();
    expect(vatRateOf(food, at, [])).toBe(1400);
  });

  it('takes the day of the market, whatever zone the computer is set to', () => {
    const newYear = Date.UTC(2025, 11, 31, 22, 30);
    expect(marketDay('FI', newYear)).toEqual({ market: 'FI', day: '2026-01-01' });
    expect(marketDay('NO', newYear).day).toBe('2025-12-31');
    expect(marketDay('DK', newYear + 3_600_000).day).toBe('2026-01-01');
  });
});
