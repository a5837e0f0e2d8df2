import { editKind, editSlots, type SlotChanges } from '#core/slots/edit-slots.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const A1 = slotWith();
const A2 = slotWith({ selection: 'A2', item: 2, isCountDue: true });
const SLOTS = [A1, A2];
const TERMS = {
  currency: 'NOK',
  capMinor: 20_000,
  vatDay: { market: 'NO', day: '2026-11-26' },
} as const;
const edit = (seen: SlotChanges, to: SlotChanges, selection = 'A1') =>
  editSlots(SLOTS, [{ selection, seen, to }], TERMS);
const place = (tray: string, column: number, width = 1) => ({ tray, column, width });
const AT_A1 = { place: place('A', 1) };

describe('one slot is edited', () => {
  it('only what changes is a patch', () => {
    expect(edit({ priceMinor: 2_500 }, { priceMinor: 3_000 })).toEqual({
      ok: true,
      value: [{ subject: 'slot', id: 'A1', field: 'priceMinor', old: 2_500, new: 3_000 }],
    });
    expect(edit({ priceMinor: 2_500 }, { priceMinor: 2_500 })).toEqual({ ok: true, value: [] });
  });

  it('whoever types the stock has counted it', () => {
    expect(edit({ stock: 5 }, { stock: 5 }, 'A2')).toMatchObject({
      value: [{ field: 'isCountDue', old: true, new: false }],
    });
  });

  it('it moves to where there is room, and stays without a place of its own where its name says', () => {
    expect(edit(AT_A1, AT_A1)).toEqual({ ok: true, value: [] });
    expect(edit(AT_A1, { place: place('B', 1, 2) })).toMatchObject({
      value: [
        { field: 'tray', old: null, new: 'B' },
        { field: 'column', old: null, new: 1 },
        { field: 'width', old: null, new: 2 },
      ],
    });
    expect(edit(AT_A1, { place: place('A', 1, 2) })).toMatchObject({
      error: { code: 'slot-place-taken', values: { selection: 'A2' } },
    });
  });

  it('what it sells decides its rate of VAT, as it is that day', () => {
    expect(edit({}, { vatCategory: 'standard' })).toMatchObject({
      value: [
        { field: 'vatCategory', old: null, new: 'standard' },
        { field: 'vatRate', old: 1_500, new: 2_500 },
      ],
    });
  });

  it('what has changed since it was seen is not overwritten', () => {
    const changed = { error: { code: 'changed-meanwhile', values: { selection: 'A1' } } };
    expect(edit({ stock: 6 }, { stock: 9 })).toMatchObject(changed);
    expect(edit({}, { place: place('B', 1) })).toMatchObject(changed);
    expect(edit({ place: place('B', 2) }, { place: place('B', 1) })).toMatchObject(changed);
    expect(edit({}, {}, 'Z9')).toMatchObject({ error: { code: 'no-such-slot' } });
  });
});

describe('many slots are edited', () => {
  const swap = (a: number, b: number) =>
    editSlots(
      SLOTS,
      [
        { selection: 'A1', seen: { item: 1 }, to: { item: a } },
        { selection: 'A2', seen: { item: 2 }, to: { item: b } },
      ],
      TERMS,
    );

  it('as one change', () => {
    expect(swap(11, 12)).toMatchObject({ value: [{ new: 11 }, { new: 12 }] });
  });

  it('two may swap their numbers', () => {
    expect(swap(2, 1)).toMatchObject({ value: [{ new: 2 }, { new: 1 }] });
  });

  it('none of them when one cannot be so', () => {
    expect(swap(7, 7)).toMatchObject({
      error: { code: 'slot-item-taken', values: { item: 7, selection: 'A2' } },
    });
  });
});

describe('the log names it', () => {
  const kindOf = (...to: readonly SlotChanges[]): string =>
    editKind(to.map((one) => ({ selection: 'A1', seen: {}, to: one })));
  it('by what is changed', () => {
    expect(kindOf({ priceMinor: 1 }, { priceMinor: 2 })).toBe('prices');
    expect(kindOf({ vatCategory: 'food' })).toBe('vat');
    expect(kindOf({ stock: 1 })).toBe('edit');
    expect(kindOf({ priceMinor: 1 }, { stock: 2 })).toBe('edit');
  });
});

describe('what cannot be is refused with its bounds', () => {
  const PLACE = 'slot-place-form';
  it.each<[SlotChanges, SlotChanges, string, object]>([
    [{ item: 1 }, { item: 0 }, 'slot-item-form', { least: 1, most: 65_534 }],
    [{ item: 1 }, { item: 1.5 }, 'slot-item-form', {}],
    [{ item: 1 }, { item: 2 }, 'slot-item-taken', { selection: 'A2' }],
    [{ product: 'Cola' }, { product: ' ' }, 'slot-product-form', { most: 30 }],
    [{ product: 'Cola' }, { product: 'x'.repeat(31) }, 'slot-product-form', { most: 30 }],
    [{ product: 'Cola' }, { product: 'a\u0007' }, 'slot-product-form', { most: 30 }],
    [{ priceMinor: 2_500 }, { priceMinor: 99 }, 'slot-price-form', { least: '1 kr' }],
    [{ stock: 5 }, { stock: -1 }, 'slot-stock-form', { least: 0, most: 999 }],
    [{ stock: 5 }, { stock: 11 }, 'slot-stock-above-capacity', { stock: 11, capacity: 10 }],
    [{ capacity: 10 }, { capacity: 4 }, 'slot-stock-above-capacity', { stock: 5, capacity: 4 }],
    [{ capacity: 10 }, { capacity: 0 }, 'slot-capacity-form', { least: 1 }],
    [{ minimumAge: 0 }, { minimumAge: 100 }, 'slot-age-form', { most: 99 }],
    [{ allergens: '' }, { allergens: 'x'.repeat(121) }, 'slot-allergens-form', { most: 120 }],
    [AT_A1, { place: place('', 1) }, PLACE, { most: 4, columns: 99, width: 12 }],
    [AT_A1, { place: place('A', 100) }, PLACE, {}],
    [AT_A1, { place: place('A', 1, 0) }, PLACE, {}],
  ])('%o → %o', (seen, to, code, values) => {
    expect(edit(seen, to)).toMatchObject({ ok: false, error: { code, values } });
  });

  it('no allergens and named allergens are both fine', () => {
    expect(edit({ allergens: '' }, { allergens: '' }).ok).toBe(true);
    expect(edit({ allergens: '' }, { allergens: 'milk' }).ok).toBe(true);
    expect(edit({ product: 'Cola' }, { product: 'Water' }).ok).toBe(true);
    expect(edit({ minimumAge: 0 }, { minimumAge: 18 }).ok).toBe(true);
    expect(edit({ capacity: 10 }, { capacity: 12 }).ok).toBe(true);
  });
});
