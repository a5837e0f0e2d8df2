import { placeOf } from '#core/slots/planogram.ts';
import type { Slot } from '#core/slots/slot.ts';
import { suggestSlot } from '#core/slots/suggest-slot.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const TODAY = { market: 'NO', day: '2026-11-26' } as const;
const shown = (...slots: readonly Partial<Slot>[]) =>
  slots.map((over) => {
    const slot = slotWith(over);
    return { ...slot, ...placeOf(slot) };
  });
const suggest = (slots: readonly Partial<Slot>[], named?: string) =>
  suggestSlot(shown(...slots), TODAY, named);

describe('a new slot is suggested as its neighbour is', () => {
  it('on an empty machine: the first of shelf A, and the price is for a person to say', () => {
    expect(suggest([])).toEqual({
      selection: 'A1',
      item: 1,
      priceMinor: undefined,
      vatCategory: 'food',
      stock: 0,
      capacity: 10,
      place: { tray: 'A', column: 1, width: 1 },
    });
  });

  it('behind the last one of the catalogue', () => {
    const b2 = { selection: 'B2', item: 7, priceMinor: 3_300, capacity: 6, vatRate: 2_500 };
    expect(suggest([{}, b2])).toEqual({
      selection: 'B3',
      item: 8,
      priceMinor: 3_300,
      vatCategory: 'standard',
      stock: 0,
      capacity: 6,
      place: { tray: 'B', column: 3, width: 1 },
    });
  });

  it('a name that is taken is passed over, and so is a number', () => {
    const slots = [
      { selection: 'A3', item: 3 },
      { selection: 'A2', item: 2 },
    ];
    expect(suggest(slots)).toMatchObject({ selection: 'A4', item: 4 });
    const crossed = [
      { selection: 'A1', item: 1 },
      { selection: 'B1', item: 2 },
    ];
    expect(suggest(crossed, 'A2')).toMatchObject({ item: 3, place: { tray: 'A', column: 2 } });
  });

  it('behind a wide one comes the next column that is free', () => {
    const wide = { selection: 'A1', place: { tray: 'A', column: 1, width: 2 } };
    expect(suggest([wide])).toMatchObject({ selection: 'A3', place: { tray: 'A', column: 3 } });
    expect(suggest([wide], 'A2')).toMatchObject({ place: { tray: 'A', column: 3, width: 1 } });
  });

  it('in the tray that its name says, like the last one there', () => {
    const slots = [{ priceMinor: 1_100 }, { selection: 'B1', item: 2, priceMinor: 2_200 }];
    expect(suggest(slots, 'A2')).toMatchObject({ priceMinor: 1_100 });
    expect(suggest(slots, 'C1')).toMatchObject({ priceMinor: 2_200, place: { tray: 'C' } });
  });

  it('of the category that its neighbour has, or whose rate it has, or food', () => {
    expect(suggest([{ vatCategory: 'standard' }]).vatCategory).toBe('standard');
    expect(suggest([{ vatRate: 1_500 }]).vatCategory).toBe('food');
    expect(suggest([{ vatRate: 1_200 }]).vatCategory).toBe('food');
  });

  it('a name without a number has nothing behind it', () => {
    expect(suggest([{ selection: 'EXTRA' }]).selection).toBe('');
  });
});
