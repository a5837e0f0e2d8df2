import { planImport } from '#core/products/plan-import.ts';
import { lookAlikesIn, selectionKey } from '#core/slots/selection-name.ts';
import { NEW_SLOT_DEFAULTS } from '#core/slots/slot.ts';
import { describe, expect, it } from 'vitest';
import { lookAlikeSentence } from '../../../../src/main/products/fault-sentences.ts';

describe('the name of a selection', () => {
  it('is one, however its letters are put together', () => {
    expect(new Set(['Å1', 'A\u030a1', '\u212b1', 'å1', 'Å\uff11'].map(selectionKey)).size).toBe(1);
  });

  it('looks like another one', () => {
    const pairs = lookAlikesIn(['01', 'O1', 'A1', 'Al', 'AI', 'B2', 'А1', 'L1', '11', 'B2']);
    expect(pairs).toEqual([
      { one: '01', other: 'O1' },
      { one: 'A1', other: 'Al' },
      { one: 'A1', other: 'AI' },
      { one: 'A1', other: 'А1' },
    ]);
    expect(pairs.map(lookAlikeSentence)[0]).toBe(
      'Selections “01” and “O1” look alike: check that both are on the keypad.',
    );
  });

  it('is the one that the machine knows, when a file spells it otherwise', () => {
    const file = { item: 1, product: 'Cola', priceMinor: 3000, vatRate: 1500, stock: 8 };
    const rest = { capacity: 10, minimumAge: 0 };
    const known = [
      { slot: { ...NEW_SLOT_DEFAULTS, ...file, ...rest, selection: 'A\u030a1' }, position: 0 },
      { slot: { ...NEW_SLOT_DEFAULTS, ...file, ...rest, selection: 'B1', item: 2 }, position: 1 },
    ];
    const read = [
      { ...file, ...rest, selection: 'Å1' },
      { ...file, ...rest, selection: 'B1', item: 2 },
    ];
    const at = { market: 'NO', day: '2026-11-25' } as const;
    expect(planImport(known, read, at)).toEqual({ rows: [], sameCount: 2, patches: [] });
    const other = [...read, { ...file, ...rest, selection: 'b2', item: 3 }];
    expect(planImport(known, other, at).rows).toMatchObject([{ selection: 'b2', kind: 'added' }]);
  });
});
