import { err, ok, type Result } from '../base/result.ts';
import type { Patch } from '../changes/audit-log.ts';
import type { SlotProblem } from '../slots/slot-rules.ts';
import type { Slot } from '../slots/slot.ts';

/** What somebody says is in a slot now; nothing of it counts until it is saved. */
export interface RefillCount {
  readonly selection: string;
  readonly count: number;
  /** The stock that was shown when they said it. */
  readonly seen: number;
}

/** What a refill needs to know of a slot. */
export type RefillSlot = Pick<Slot, 'selection' | 'product' | 'stock' | 'capacity' | 'isCountDue'>;

export interface RefillLine {
  readonly selection: string;
  readonly product: string;
  /** The stock now. */
  readonly old: number;
  /** The stock after saving. */
  readonly new: number;
  readonly capacity: number;
  /** Saving ends the doubt about the count. */
  readonly isCountDue: boolean;
}

export interface RefillTotals {
  /** Products that are put in. */
  readonly added: number;
  /** Products that were not there when somebody counted. */
  readonly missing: number;
  /** Slots that change. */
  readonly slots: number;
}

function lineOf(slot: RefillSlot, { count, seen }: RefillCount): RefillLine {
  const { selection, product, stock, capacity, isCountDue } = slot;
  // What is sold between counting and saving has left the slot. Where there is more than was seen, the count stands.
  const sold = Math.max(0, seen - stock);
  return { selection, product, old: stock, new: Math.max(0, count - sold), capacity, isCountDue };
}

/** What saving would do, in the order of the catalogue. A slot that is not there any more is left out. */
export function refillLines(
  slots: readonly RefillSlot[],
  counts: readonly RefillCount[],
): readonly RefillLine[] {
  const bySelection = new Map(counts.map((count) => [count.selection, count]));
  return slots.flatMap((slot) => {
    const count = bySelection.get(slot.selection);
    if (count === undefined) return [];
    const line = lineOf(slot, count);
    return line.new === line.old && !line.isCountDue ? [] : [line];
  });
}

/** The lines, or the first count that cannot be: of a slot that is not there, or of more than it holds. */
export function planRefill(
  slots: readonly RefillSlot[],
  counts: readonly RefillCount[],
): Result<readonly RefillLine[], SlotProblem> {
  const known = new Set(slots.map(({ selection }) => selection));
  const unknown = counts.find(({ selection }) => !known.has(selection));
  if (unknown !== undefined) {
    return err({ code: 'no-such-slot', values: { selection: unknown.selection } });
  }
  const lines = refillLines(slots, counts);
  const over = lines.find((line) => line.new > line.capacity && line.new > line.old);
  if (over === undefined) return ok(lines);
  const { selection, capacity, new: stock } = over;
  return err({ code: 'slot-stock-above-capacity', values: { selection, stock, capacity } });
}

export function refillTotals(lines: readonly RefillLine[]): RefillTotals {
  const sum = (of: (line: RefillLine) => number): number =>
    lines.reduce((all, line) => all + Math.max(0, of(line)), 0);
  return {
    added: sum((line) => line.new - line.old),
    missing: sum((line) => line.old - line.new),
    slots: lines.length,
  };
}

export function refillPatches(lines: readonly RefillLine[]): readonly Patch[] {
  return lines.flatMap(({ selection: id, isCountDue, ...line }): readonly Patch[] => {
    const stock = { subject: 'slot', id, field: 'stock', old: line.old, new: line.new } as const;
    const due = { subject: 'slot', id, field: 'isCountDue', old: true, new: false } as const;
    return [...(line.old === line.new ? [] : [stock]), ...(isCountDue ? [due] : [])];
  });
}

/**
 * Every one of the slots is full. One whose count is uncertain is left out, and has to be counted; one that holds more
 * than it should is left as it is.
 */
export function filled(slots: readonly RefillSlot[]): readonly RefillCount[] {
  return slots
    .filter(({ stock, capacity, isCountDue }) => !isCountDue && stock < capacity)
    .map(({ selection, stock, capacity }) => ({ selection, count: capacity, seen: stock }));
}

/** The counts with some of them said anew. */
export function recounted(
  counts: readonly RefillCount[],
  news: readonly RefillCount[],
): readonly RefillCount[] {
  const said = new Set(news.map(({ selection }) => selection));
  return [...counts.filter(({ selection }) => !said.has(selection)), ...news];
}
