import { planImport } from '#core/products/plan-import.ts';
import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import type { FileSlot } from '#core/products/columns.ts';
import { editSlots } from '#core/slots/edit-slots.ts';
import type { Slot } from '#core/slots/slot.ts';
import { describe, expect, it } from 'vitest';
import { formatCatalogue } from '../../../../src/main/products/export-csv.ts';
import { slotWith } from '../../../support/slots.ts';

const HEADER = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
const NORWAY = { market: 'NO', day: '2026-11-30' } as const;
const DRINK = slotWith({ vatCategory: 'energyDrink' });

function read(row: string): readonly FileSlot[] {
  const slots = readCatalogueFile(`${HEADER},Category\n${row}\n`);
  if (!slots.ok) throw new Error(JSON.stringify(slots.error));
  return slots.value;
}

/** What a file makes of one slot. */
function changes(before: Slot, file: Partial<FileSlot>): readonly unknown[] {
  const { selection, item, product, priceMinor, vatRate, stock, capacity, minimumAge } = before;
  const same = { selection, item, product, priceMinor, vatRate, stock, capacity, minimumAge };
  const plan = planImport([{ slot: before, position: 0 }], [{ ...same, ...file }], NORWAY);
  return plan.rows.flatMap(({ fields }) => fields);
}

describe('the category of a product list', () => {
  it('may stand in a column of its own, or not', () => {
    expect(read('A1,1,Cola,25.00,15,5,10,0,')[0]?.vatCategory).toBeUndefined();
    expect(read('A1,1,Bull,25.00,15,5,10,0,ENERGYDRINK')[0]?.vatCategory).toBe('energyDrink');
    const wrong = readCatalogueFile(`${HEADER},category\nA1,1,Bull,25.00,15,5,10,0,beer\n`);
    expect(wrong).toMatchObject({
      error: [{ line: 2, column: 9, field: 'category', code: 'not-category' }],
    });
  });

  it('is written only where the law has an age for it, and is read again as it was', () => {
    expect(formatCatalogue([slotWith({ vatCategory: 'food' })]).split('\n')[0]).toBe(HEADER);
    const text = formatCatalogue([DRINK, slotWith({ selection: 'A2', item: 2 })]);
    expect(text.split('\n').slice(0, 3)).toEqual([
      `${HEADER},category`,
      'A1,1,Cola,25.00,15,5,10,0,energyDrink',
      'A2,2,Cola,25.00,15,5,10,0,',
    ]);
    expect(readCatalogueFile(text).ok).toBe(true);
  });

  it('sets the category and its rate, and says nothing where it is so', () => {
    expect(changes(slotWith({ vatRate: 2500 }), { vatCategory: 'energyDrink' })).toEqual([
      { field: 'vatRate', old: 2500, new: 1500 },
      { field: 'vatCategory', old: null, new: 'energyDrink' },
    ]);
    expect(changes(DRINK, { vatCategory: 'energyDrink' })).toEqual([]);
    expect(changes(DRINK, { vatCategory: 'food' })).toEqual([
      { field: 'vatCategory', old: 'energyDrink', new: 'food' },
    ]);
  });

  it('is not lost by a rate, and the age of the law is no change', () => {
    expect(changes(DRINK, { vatRate: 2500 })).toEqual([]);
    expect(changes(DRINK, { minimumAge: 16 })).toEqual([]);
    expect(changes(DRINK, { minimumAge: 18 })).toEqual([{ field: 'minimumAge', old: 0, new: 18 }]);
  });
});

it('a person who saw the age of the law changes what was stored', () => {
  const edit = { selection: 'A1', seen: { minimumAge: 16 }, to: { minimumAge: 18 } };
  const terms = { currency: 'NOK', capMinor: undefined, vatDay: NORWAY } as const;
  expect(editSlots([DRINK], [edit], terms)).toMatchObject({
    ok: true,
    value: [{ field: 'minimumAge', old: 0, new: 18 }],
  });
  const stale = { ...edit, seen: { minimumAge: 0 } };
  expect(editSlots([DRINK], [stale], terms)).toMatchObject({ ok: false });
});
