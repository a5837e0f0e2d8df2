import { addSlot, removeSlot, type TypedSlot } from '#core/slots/add-slot.ts';
import { slotRowText } from '#core/slots/slot-row.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const A1 = slotWith();
const A2 = slotWith({ selection: 'A2', item: 2, product: 'Water' });
const NOW = [
  { slot: A1, position: 0 },
  { slot: A2, position: 4 },
];
const TERMS = {
  currency: 'NOK',
  capMinor: 20_000,
  vatDay: { market: 'NO', day: '2026-11-26' },
} as const;
const TYPED: TypedSlot = {
  selection: 'A3',
  item: 3,
  product: ' Juice ',
  priceMinor: 3_000,
  vatCategory: 'food',
  stock: 2,
  capacity: 8,
  place: { tray: 'A', column: 3, width: 1 },
};
const add = (over: Partial<TypedSlot> = {}, now = NOW) =>
  addSlot(now, { ...TYPED, ...over }, TERMS);

describe('a slot is added', () => {
  it('behind the others, with the rate of its category and no place of its own where its name says it', () => {
    const slot = slotWith({
      selection: 'A3',
      item: 3,
      product: 'Juice',
      priceMinor: 3_000,
      vatRate: 1_500,
      vatCategory: 'food',
      stock: 2,
      capacity: 8,
    });
    const row = slotRowText(slot, 5);
    expect(add()).toEqual({
      ok: true,
      value: [{ subject: 'slot', id: 'A3', field: 'row', old: null, new: row }],
    });
  });

  it('where it is, when its name says something else', () => {
    const place = { tray: 'C', column: 1, width: 2 };
    const [patch] = expectOk(add({ place }));
    expect(JSON.parse(String(patch?.new))).toMatchObject({ place: ['C', 1, 2] });
  });

  it('to an empty machine', () => {
    const [patch] = expectOk(add({}, []));
    expect(JSON.parse(String(patch?.new))).toMatchObject({ position: 0 });
  });

  it('at the cap, and at any price while the cap is not known', () => {
    expect(add({ priceMinor: 20_000 }).ok).toBe(true);
    const terms = { ...TERMS, capMinor: undefined };
    expect(addSlot(NOW, { ...TYPED, priceMinor: 20_001 }, terms).ok).toBe(true);
  });
});

function expectOk(result: ReturnType<typeof addSlot>) {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('what cannot be is refused', () => {
  it.each<[Partial<TypedSlot>, string, object]>([
    [{ selection: '' }, 'slot-selection-form', { most: 8 }],
    [{ selection: 'A 3' }, 'slot-selection-form', {}],
    [{ selection: 'ABCDEFGH9' }, 'slot-selection-form', {}],
    [{ selection: '<b>' }, 'slot-selection-form', {}],
    [{ selection: 'a2' }, 'slot-selection-taken', { selection: 'A2', product: 'Water' }],
    [{ item: 2 }, 'slot-item-taken', { item: 2, selection: 'A2' }],
    [{ item: 0 }, 'slot-item-form', {}],
    [{ item: NaN }, 'slot-item-form', {}],
    [{ product: '' }, 'slot-product-form', {}],
    [{ product: 'Cola\u202e' }, 'slot-product-form', {}],
    [{ product: 'Cola\nWater' }, 'slot-product-form', {}],
    [{ priceMinor: 0 }, 'slot-price-form', {}],
    [{ priceMinor: Infinity }, 'slot-price-form', {}],
    [{ priceMinor: 20_001 }, 'slot-price-above-cap', { most: '200 kr' }],
    [{ stock: 9 }, 'slot-stock-above-capacity', { selection: 'A3', stock: 9, capacity: 8 }],
    [{ stock: -1 }, 'slot-stock-form', {}],
    [{ capacity: 0 }, 'slot-capacity-form', {}],
    [{ place: { tray: '', column: 1, width: 1 } }, 'slot-place-form', {}],
    [{ place: { tray: 'A', column: 2, width: 1 } }, 'slot-place-taken', { selection: 'A2' }],
    [{ place: { tray: 'A', column: 0, width: 2 } }, 'slot-place-taken', { selection: 'A1' }],
  ])('%o', (over, code, values) => {
    expect(add(over)).toMatchObject({ ok: false, error: { code, values } });
  });
});

describe('a slot is removed', () => {
  it('whole, so that it can come back as it was', () => {
    expect(removeSlot(NOW, { selection: 'A2', product: 'Water' })).toEqual({
      ok: true,
      value: [{ subject: 'slot', id: 'A2', field: 'row', old: slotRowText(A2, 4), new: null }],
    });
  });

  it('only when it is there and holds what was seen', () => {
    expect(removeSlot(NOW, { selection: 'Z9', product: 'Water' })).toMatchObject({
      error: { code: 'no-such-slot', values: { selection: 'Z9' } },
    });
    expect(removeSlot(NOW, { selection: 'A2', product: 'Cola' })).toMatchObject({
      error: { code: 'changed-meanwhile' },
    });
  });
});
