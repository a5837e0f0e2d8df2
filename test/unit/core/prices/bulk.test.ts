import { priceProblem, pricesAfter, ROUND_TO, type PriceRule } from '#core/prices/bulk.ts';
import { productsOf } from '#core/prices/by-product.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const BOUNDS = { currency: 'NOK', capMinor: 20_000 } as const;
const after = (priceMinor: number, rule: PriceRule): number | undefined =>
  pricesAfter([slotWith({ priceMinor })], rule, BOUNDS)[0]?.new;

describe('many prices at once', () => {
  it.each<[number, PriceRule, number]>([
    [2_500, { kind: 'set', priceMinor: 3_150 }, 3_150],
    [2_500, { kind: 'add', amountMinor: 200, roundTo: 1 }, 2_700],
    [2_500, { kind: 'add', amountMinor: -333, roundTo: 1 }, 2_167],
    [2_500, { kind: 'add', amountMinor: -333, roundTo: 50 }, 2_150],
    [2_500, { kind: 'percent', percent: 10, roundTo: 1 }, 2_750],
    [2_500, { kind: 'percent', percent: 10, roundTo: 100 }, 2_800],
    [2_500, { kind: 'percent', percent: -10, roundTo: 100 }, 2_300],
    [2_599, { kind: 'percent', percent: 3, roundTo: 1 }, 2_677],
    [333, { kind: 'percent', percent: 50, roundTo: 1 }, 500],
  ])('%d with %o is %d', (before, rule, expected) => {
    expect(after(before, rule)).toBe(expected);
  });

  it('is always a whole number of steps, and at most half a step from what was asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 65_000_000 }),
        fc.integer({ min: -100, max: 1_000 }),
        fc.constantFrom(...ROUND_TO),
        (priceMinor, percent, roundTo) => {
          const price = after(priceMinor, { kind: 'percent', percent, roundTo }) ?? Number.NaN;
          expect(price % roundTo).toBe(0);
          const off = Math.abs(price * 100 - priceMinor * (100 + percent));
          expect(off).toBeLessThanOrEqual(roundTo * 50);
        },
      ),
    );
  });

  it('says which slot had and gets what, in the order they were given', () => {
    const slots = [slotWith(), slotWith({ selection: 'B4', product: 'Water', priceMinor: 19_950 })];
    expect(pricesAfter(slots, { kind: 'add', amountMinor: 100, roundTo: 1 }, BOUNDS)).toEqual([
      { selection: 'A1', product: 'Cola', old: 2_500, new: 2_600, problem: undefined },
      { selection: 'B4', product: 'Water', old: 19_950, new: 20_050, problem: 'above-cap' },
    ]);
  });

  it.each([
    [0, 'not-a-price'],
    [-100, 'not-a-price'],
    [99, 'not-a-price'],
    [100, undefined],
    [20_000, undefined],
    [20_001, 'above-cap'],
    [65_000_001, 'not-a-price'],
  ])('%d is %s', (priceMinor, problem) => {
    expect(priceProblem(priceMinor, BOUNDS)).toBe(problem);
  });

  it('without a word from the relay no price is too high', () => {
    expect(priceProblem(65_000_000, { currency: 'NOK', capMinor: undefined })).toBeUndefined();
  });
});

describe('products', () => {
  it('stand together with all their slots, and have a price where these agree', () => {
    const [a1, a2, b1] = [
      slotWith(),
      slotWith({ selection: 'A2', product: 'Water' }),
      slotWith({ selection: 'B1', priceMinor: 3_000 }),
    ];
    expect(productsOf([a1, a2, b1])).toEqual([
      { product: 'Cola', slots: [a1, b1], priceMinor: undefined },
      { product: 'Water', slots: [a2], priceMinor: 2_500 },
    ]);
  });
});
