import {
  filled,
  planRefill,
  recounted,
  refillLines,
  refillPatches,
  refillTotals,
} from '#core/refill/refill.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const A1 = slotWith({ stock: 3 });
const A2 = slotWith({ selection: 'A2', item: 2, stock: 10 });
const DUE = slotWith({ selection: 'B1', item: 3, stock: 4, isCountDue: true });
const ALL = [A1, A2, DUE];

describe('a refill', () => {
  it('of everything fills what is not full, and leaves out what must be counted', () => {
    expect(filled(ALL)).toEqual([{ selection: 'A1', count: 10, seen: 3 }]);
    expect(filled([slotWith({ stock: 12 })])).toEqual([]);
  });

  it('says old and new in the order of the catalogue, and what does not change is no line', () => {
    const counts = [
      { selection: 'B1', count: 4, seen: 4 },
      { selection: 'A2', count: 10, seen: 10 },
      { selection: 'A1', count: 10, seen: 3 },
    ];
    const lines = refillLines(ALL, counts);
    expect(lines).toMatchObject([
      { selection: 'A1', old: 3, new: 10 },
      { selection: 'B1', old: 4, new: 4, isCountDue: true },
    ]);
    expect(refillTotals(lines)).toEqual({ added: 7, missing: 0, slots: 2 });
    expect(refillPatches(lines)).toEqual([
      { subject: 'slot', id: 'A1', field: 'stock', old: 3, new: 10 },
      { subject: 'slot', id: 'B1', field: 'isCountDue', old: true, new: false },
    ]);
  });

  it('counts what was not there', () => {
    expect(refillTotals(refillLines(ALL, [{ selection: 'A2', count: 8, seen: 10 }]))).toEqual({
      added: 0,
      missing: 2,
      slots: 1,
    });
  });

  it('leaves out of the lines what is not there any more, and does not save it', () => {
    const counts = [{ selection: 'Z9', count: 1, seen: 0 }];
    expect(refillLines(ALL, counts)).toEqual([]);
    const error = { code: 'no-such-slot', values: { selection: 'Z9' } };
    expect(planRefill(ALL, counts)).toEqual({ ok: false, error });
  });

  it('never puts in more than a slot holds', () => {
    const over = planRefill(ALL, [{ selection: 'A1', count: 11, seen: 3 }]);
    const values = { selection: 'A1', stock: 11, capacity: 10 };
    expect(over).toEqual({ ok: false, error: { code: 'slot-stock-above-capacity', values } });
    // One that holds too much already may be counted down.
    const [full] = [slotWith({ stock: 14 })];
    expect(planRefill([full], [{ selection: 'A1', count: 12, seen: 14 }])).toMatchObject({
      ok: true,
      value: [{ old: 14, new: 12 }],
    });
  });

  it('loses no sale between counting and saving, whatever was counted', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 20 }),
        fc.nat({ max: 20 }),
        fc.nat({ max: 20 }),
        (seen, count, wanted) => {
          const sold = Math.min(wanted, seen);
          const slot = slotWith({ stock: seen - sold, capacity: 20 });
          const [line] = refillLines([slot], [{ selection: 'A1', count, seen }]);
          const stock = line === undefined ? slot.stock : line.new;
          expect(stock).toBe(Math.max(0, count - sold));
        },
      ),
    );
  });

  it('is what was counted where somebody else has put in more meanwhile', () => {
    expect(refillLines([A2], [{ selection: 'A2', count: 9, seen: 3 }])).toMatchObject([
      { old: 10, new: 9 },
    ]);
  });

  it('takes a count said anew in the place of the old one', () => {
    const first = { selection: 'A1', count: 5, seen: 3 };
    const other = { selection: 'A2', count: 5, seen: 3 };
    const anew = { selection: 'A1', count: 6, seen: 3 };
    expect(recounted([first, other], [anew])).toEqual([other, anew]);
  });
});
