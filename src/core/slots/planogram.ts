import type { Slot, SlotPlace } from './slot.ts';

const LETTERED = /^(\D+)(\d{1,3})$/;
const NUMBERED = /^(\d{1,2}?)(\d{1,2})$/;
const DIGIT = /^()(\d)$/;

/**
 * Reads the place from the name of a selection: `A3` is the third of shelf A, `24` the fourth of shelf 2, `1203` the
 * third of shelf 12, `7` the seventh of shelf 0. A name that says nothing is a shelf of its own.
 */
export function placeFromName(selection: string): SlotPlace {
  const match = [LETTERED, NUMBERED, DIGIT]
    .map((form) => form.exec(selection))
    .find((found) => found !== null);
  if (match === undefined) return { tray: selection, column: 1, width: 1 };
  const [, tray, column] = match;
  return { tray: tray === '' ? '0' : String(tray), column: Number(column), width: 1 };
}

export function placeOf(slot: Pick<Slot, 'selection' | 'place'>): SlotPlace {
  return slot.place ?? placeFromName(slot.selection);
}

export function isSamePlace(a: SlotPlace, b: SlotPlace): boolean {
  return a.tray === b.tray && a.column === b.column && a.width === b.width;
}

export interface Tray<Item> {
  readonly tray: string;
  /** From the left. */
  readonly slots: readonly Item[];
}

/** The slots as one sees them in front of the open door. */
export interface Planogram<Item> {
  /** In the order of their names, `2` before `10`. */
  readonly trays: readonly Tray<Item>[];
  /** The leftmost column that is used, and how many there are from it to the right edge. */
  readonly firstColumn: number;
  readonly columns: number;
}

/** `2` before `10`, `A` before `B`, whatever language the screen speaks. */
function byName(a: string, b: string): number {
  const [numberA, numberB] = [Number(a), Number(b)];
  if (Number.isFinite(numberA) && Number.isFinite(numberB)) return numberA - numberB;
  return a < b ? -1 : Number(a > b);
}

export function planogramOf<Item extends SlotPlace>(slots: readonly Item[]): Planogram<Item> {
  const names = [...new Set(slots.map((slot) => slot.tray))].sort(byName);
  const trays = names.map((tray) => ({
    tray,
    slots: slots.filter((slot) => slot.tray === tray).sort((a, b) => a.column - b.column),
  }));
  const firstColumn = slots.reduce((least, slot) => Math.min(least, slot.column), 1);
  const edge = slots.reduce((most, slot) => Math.max(most, slot.column + slot.width), firstColumn);
  return { trays, firstColumn, columns: edge - firstColumn };
}
