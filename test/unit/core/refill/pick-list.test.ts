import { pickList, pickPlaces } from '#core/refill/pick-list.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

describe('the pick list', () => {
  it('is what is missing to the brim, by product, the most first', () => {
    const list = pickList([
      slotWith({ selection: 'A1', product: 'Water', stock: 8 }),
      slotWith({ selection: 'A2', product: 'Cola', stock: 3 }),
      slotWith({ selection: 'A3', product: 'Water', stock: 10 }),
      slotWith({ selection: 'B1', product: 'Cola', stock: 9 }),
      slotWith({ selection: 'B2', product: 'Apple', stock: 8 }),
      slotWith({ selection: 'B3', product: 'Nuts', stock: 12 }),
    ]);
    expect(list.map(({ product, count }) => [product, count])).toEqual([
      ['Cola', 8],
      ['Apple', 2],
      ['Water', 2],
    ]);
    expect(list.map(pickPlaces)).toEqual(['A2 7, B1 1', 'B2 2', 'A1 2']);
  });

  it('orders the same products the same way whatever the catalogue says first', () => {
    const [water, apple] = [
      slotWith({ selection: 'A1', product: 'Water' }),
      slotWith({ selection: 'A2', product: 'Apple' }),
    ];
    expect(pickList([water, apple])).toEqual(pickList([apple, water]));
  });
});
