import { planogramOf, placeFromName, placeOf } from '#core/slots/planogram.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

describe('the place of a slot', () => {
  it.each([
    ['A3', 'A', 3],
    ['B12', 'B', 12],
    ['24', '2', 4],
    ['10', '1', 0],
    ['110', '1', 10],
    ['1203', '12', 3],
    ['7', '0', 7],
    ['07', '0', 7],
    ['EXTRA', 'EXTRA', 1],
    ['A-1-2-3-4', 'A-1-2-3-4', 1],
  ])('%s says shelf %s, column %i', (selection, tray, column) => {
    expect(placeFromName(selection)).toEqual({ tray, column, width: 1 });
  });

  it('is what a technician has said, before what its name says', () => {
    const place = { tray: '4', column: 2, width: 3 };
    expect(placeOf(slotWith({ place }))).toEqual(place);
    expect(placeOf(slotWith())).toEqual({ tray: 'A', column: 1, width: 1 });
  });
});

describe('the front of the machine', () => {
  const front = (...names: readonly string[]) =>
    planogramOf(names.map((selection) => ({ selection, ...placeFromName(selection) })));

  it('has its shelves in the order of their names and its slots from the left', () => {
    const { trays, firstColumn, columns } = front('B2', 'A3', 'B1', 'A1');
    expect(trays.map(({ tray, slots }) => [tray, slots.map((slot) => slot.selection)])).toEqual([
      ['A', ['A1', 'A3']],
      ['B', ['B1', 'B2']],
    ]);
    expect([firstColumn, columns]).toEqual([1, 3]);
  });

  it('counts its shelves as numbers where they are numbers', () => {
    expect(front('101', '1001', '21', 'X').trays.map(({ tray }) => tray)).toEqual([
      '1',
      '2',
      '10',
      'X',
    ]);
    expect(front('B1', 'A1', 'C1', 'A2').trays.map(({ tray }) => tray)).toEqual(['A', 'B', 'C']);
  });

  it('begins at column 0 where a name says so, and is as wide as its widest shelf', () => {
    expect(front('10', '11')).toMatchObject({ firstColumn: 0, columns: 2 });
    const wide = [{ tray: 'A', column: 1, width: 2 }];
    expect(planogramOf([...wide, { tray: 'A', column: 3, width: 3 }]).columns).toBe(5);
    expect(planogramOf([])).toEqual({ trays: [], firstColumn: 1, columns: 0 });
  });
});
