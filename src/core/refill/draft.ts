import type { Slot } from '../catalogue/slot.ts';
import type { Patch } from '../service/change.ts';

/** What somebody says is in a slot now; nothing of it counts until it is saved. */
export interface RefillCount {
  readonly selection: string;
  readonly count: number;
  /** The stock that was shown when they said it. */
  readonly seen: number;
}

/** A refill that has been begun and not saved. */
export interface RefillDraft {
  /** Who began it. */
  readonly by: string;
  readonly startedAtMs: number;
  readonly counts: readonly RefillCount[];
}

/** More than that is a slip of the finger. */
export const MOST_COUNT = 999;

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
  /** Sold since it was counted. */
  readonly sold: number;
}

export interface RefillTotals {
  /** Products that are put in. */
  readonly items: number;
  /** Slots that change. */
  readonly slots: number;
}

function lineOf(slot: Slot, { count, seen }: RefillCount): RefillLine {
  return {
    selection: slot.selection,
    product: slot.product,
    old: slot.stock,
    // What is sold between counting and saving has left the slot.
    new: Math.max(0, slot.stock + count - seen),
    capacity: slot.capacity,
    isCountDue: slot.isCountDue,
    sold: Math.max(0, seen - slot.stock),
  };
}

/** What saving would do, in the order of the catalogue. A slot that is not there any more is left out. */
export function refillLines(
  slots: readonly Slot[],
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

export function refillTotals(lines: readonly RefillLine[]): RefillTotals {
  const items = lines.reduce((sum, line) => sum + Math.max(0, line.new - line.old), 0);
  return { items, slots: lines.length };
}

export function refillPatches(lines: readonly RefillLine[]): readonly Patch[] {
  return lines.flatMap(({ selection, isCountDue, ...line }): readonly Patch[] => [
    ...(line.old === line.new
      ? []
      : [
          {
            subject: 'slot' as const,
            id: selection,
            field: 'stock',
            old: line.old,
            new: line.new,
          },
        ]),
    ...(isCountDue
      ? [{ subject: 'slot' as const, id: selection, field: 'isCountDue', old: true, new: false }]
      : []),
  ]);
}

/** Every one of the slots is full. One that holds more than it should is left as it is. */
export function filled(slots: readonly Slot[]): readonly RefillCount[] {
  return slots.map(({ selection, stock, capacity }) => ({
    selection,
    count: Math.max(stock, capacity),
    seen: stock,
  }));
}

/** As much in each slot as the last refill left there: the counts of its log entry. */
export function asLastTime(slots: readonly Slot[], last: readonly Patch[]): readonly RefillCount[] {
  const left = new Map(
    last
      .filter((patch) => patch.subject === 'slot' && patch.field === 'stock')
      .map((patch) => [patch.id, Number(patch.new)]),
  );
  return slots.flatMap(({ selection, stock }) => {
    const count = left.get(selection);
    return count === undefined ? [] : [{ selection, count: Math.max(stock, count), seen: stock }];
  });
}

/** The draft with some counts said anew; `count` undefined takes a count back. */
export function recounted(
  counts: readonly RefillCount[],
  changes: readonly { readonly selection: string; readonly count: RefillCount | undefined }[],
): readonly RefillCount[] {
  const changed = new Set(changes.map((change) => change.selection));
  return [
    ...counts.filter(({ selection }) => !changed.has(selection)),
    ...changes.flatMap(({ count }) => count ?? []),
  ];
}
