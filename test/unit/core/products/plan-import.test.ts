import { planImport } from '#core/products/plan-import.ts';
import { NEW_SLOT_DEFAULTS, type Slot } from '#core/slots/slot.ts';
import { describe, expect, it } from 'vitest';

const AT = { market: 'NO', day: '2026-11-25' } as const;
const COLA: Slot = {
  ...NEW_SLOT_DEFAULTS,
  selection: 'A1',
  item: 1,
  product: 'Cola',
  priceMinor: 3000,
  vatRate: 1500,
  stock: 8,
  capacity: 10,
  minimumAge: 0,
};
const fileOf = (slot: Slot, changes: Partial<Slot> = {}) => {
  const { selection, item, product, priceMinor, vatRate, stock, capacity, minimumAge } = {
    ...slot,
    ...changes,
  };
  return { selection, item, product, priceMinor, vatRate, stock, capacity, minimumAge };
};

describe('what a file makes of the catalogue', () => {
  it('is another rate of a slot without a category', () => {
    const file = [fileOf(COLA, { vatRate: 2500 })];
    expect(planImport([{ slot: COLA, position: 0 }], file, AT).patches).toMatchObject([
      { field: 'vatRate', old: 1500, new: 2500 },
    ]);
  });

  it('keeps the whole of a slot that goes, its place included', () => {
    const slot: Slot = { ...COLA, vatCategory: 'food', place: { tray: 'C', column: 2, width: 3 } };
    const other = fileOf(COLA, { selection: 'B1', item: 9 });
    const { patches } = planImport([{ slot, position: 4 }], [other], AT);
    expect(String(patches[0]?.old)).toContain('"place":["C",2,3]');
    expect(String(patches[0]?.old)).toContain('"vatCategory":"food"');
  });

  it('is nothing when it says what is so', () => {
    const plan = planImport([{ slot: COLA, position: 0 }], [fileOf(COLA)], AT);
    expect(plan).toEqual({ rows: [], sameCount: 1, patches: [] });
  });

  it('is added, changed and removed slots, each with old and new', () => {
    const water: Slot = { ...COLA, selection: 'A2', item: 2, product: 'Water' };
    const now = [
      { slot: COLA, position: 0 },
      { slot: water, position: 1 },
    ];
    const juice = fileOf(COLA, { selection: 'A3', item: 3, product: 'Juice' });
    const plan = planImport(now, [juice, fileOf(COLA, { priceMinor: 3200 })], AT);
    expect(plan.rows).toEqual([
      { selection: 'A3', product: 'Juice', kind: 'added', fields: [] },
      {
        selection: 'A1',
        product: 'Cola',
        kind: 'changed',
        fields: [{ field: 'priceMinor', old: 3000, new: 3200 }],
      },
      { selection: 'A2', product: 'Water', kind: 'removed', fields: [] },
    ]);
    expect(plan.patches.map(({ id, field }) => `${id} ${field}`)).toEqual([
      'A2 row',
      'A3 row',
      'A1 priceMinor',
      'A1 position',
    ]);
    expect(plan.sameCount).toBe(0);
  });

  it('counts what was to be counted', () => {
    const slot = { ...COLA, isCountDue: true };
    const { patches } = planImport([{ slot, position: 0 }], [fileOf(slot)], AT);
    expect(patches).toMatchObject([{ field: 'isCountDue', old: true, new: false }]);
  });

  it('leaves a category alone whose rate the file repeats, and ends it with another rate', () => {
    const slot: Slot = { ...COLA, vatCategory: 'food' };
    const at = (vatRate: number) =>
      planImport([{ slot, position: 0 }], [fileOf(slot, { vatRate })], AT).patches;
    expect(at(1500)).toEqual([]);
    expect(at(2500)).toMatchObject([
      { field: 'vatRate', old: 1500, new: 2500 },
      { field: 'vatCategory', old: 'food', new: null },
    ]);
    const finnish = { market: 'FI', day: '2026-11-25' } as const;
    const file = [fileOf(slot, { vatRate: 1500 })];
    expect(planImport([{ slot, position: 0 }], file, finnish).patches).toMatchObject([
      { field: 'vatCategory', old: 'food', new: null },
    ]);
  });
});
