import { type PlacedSlot } from '../slots/slot.ts';
import type { ChangeValue, Patch } from '../changes/audit-log.ts';
import { lawfulAge, minimumAgeOf } from '../market/ages.ts';
import type { MarketDay } from '../time/market-day.ts';
import { vatRateOf } from '../market/vat-rates.ts';
import type { VatCategory } from '../market/vat-category.ts';
import { NEW_SLOT_DEFAULTS, type Slot } from '../slots/slot.ts';
import { slotRowText } from '../slots/slot-row.ts';
import type { FileSlot } from './columns.ts';
import { selectionKey } from '../slots/selection-name.ts';

/** One selection that a file changes. */
export interface ImportRow {
  readonly selection: string;
  readonly product: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** Old → new, of a slot that stays. */
  readonly fields: readonly {
    readonly field: string;
    readonly old: ChangeValue;
    readonly new: ChangeValue;
  }[];
}

export interface ImportPlan {
  /** In the order of the file, then what is removed. */
  readonly rows: readonly ImportRow[];
  readonly sameCount: number;
  /** Empty: the file says what is so already. */
  readonly patches: readonly Patch[];
}

const FIELDS = ['item', 'product', 'priceMinor', 'stock', 'capacity'] as const;

/**
 * A rate that is the one in force for the slot's category leaves the category alone; another one stands by itself. A
 * category that the law keeps from the young is only taken away by name.
 */
function vatChanges(before: Slot, file: FileSlot, at: MarketDay): ImportRow['fields'] {
  const { vatRate, vatCategory } = file;
  if (vatCategory !== undefined) return categoryChanges(before, vatCategory, at);
  if (vatRateOf(before, at) === vatRate || lawfulAge(before.vatCategory, at) > 0) return [];
  const changes = [{ field: 'vatRate', old: before.vatRate, new: vatRate }];
  const isCategorised = before.vatCategory !== undefined;
  return [
    ...changes.filter((change) => change.old !== change.new),
    ...(isCategorised ? [{ field: 'vatCategory', old: before.vatCategory, new: null }] : []),
  ];
}

/** The category has the word, and sets the rate. */
function categoryChanges(
  before: Slot,
  vatCategory: VatCategory,
  at: MarketDay,
): ImportRow['fields'] {
  if (before.vatCategory === vatCategory) return [];
  const vatRate = vatRateOf({ vatCategory, vatRate: before.vatRate }, at);
  const changes = [
    { field: 'vatRate', old: before.vatRate, new: vatRate },
    { field: 'vatCategory', old: before.vatCategory ?? null, new: vatCategory },
  ];
  return changes.filter((change) => change.old !== change.new);
}

/** An age that the law makes it anyway is no change. */
function ageChanges(before: Slot, file: FileSlot, at: MarketDay): ImportRow['fields'] {
  const { minimumAge } = before;
  const isSame = file.minimumAge === minimumAge || file.minimumAge === minimumAgeOf(before, at);
  return isSame ? [] : [{ field: 'minimumAge', old: minimumAge, new: file.minimumAge }];
}

function changesOf(before: Slot, file: FileSlot, at: MarketDay): ImportRow['fields'] {
  const plain = FIELDS.filter((field) => before[field] !== file[field]).map((field) => ({
    field,
    old: before[field],
    new: file[field],
  }));
  // Somebody has counted it: the file says how much there is.
  const counted = before.isCountDue ? [{ field: 'isCountDue', old: true, new: false }] : [];
  return [...plain, ...ageChanges(before, file, at), ...vatChanges(before, file, at), ...counted];
}

const patch = (id: string, change: ImportRow['fields'][number]): Patch => ({
  subject: 'slot',
  id,
  ...change,
});

/** The file’s slots under the names by which the machine knows them, which a file may spell otherwise: `a1` for A1. */
function underKnownNames(
  file: readonly FileSlot[],
  now: readonly PlacedSlot[],
): readonly FileSlot[] {
  const known = new Map(
    now.map(({ slot }) => [selectionKey(slot.selection), slot.selection] as const),
  );
  const exact = new Set(now.map(({ slot }) => slot.selection));
  return file.map((slot) => {
    if (exact.has(slot.selection)) return slot;
    return { ...slot, selection: known.get(selectionKey(slot.selection)) ?? slot.selection };
  });
}

/**
 * What a file makes of the catalogue: slots that it does not name go, in its order the others stay or come. What only
 * the machine or a technician can say of a slot that stays is left alone.
 */
export function planImport(
  now: readonly PlacedSlot[],
  read: readonly FileSlot[],
  at: MarketDay,
): ImportPlan {
  const file = underKnownNames(read, now);
  const before = new Map(now.map((placed) => [placed.slot.selection, placed]));
  const named = new Set(file.map((slot) => slot.selection));
  const removed = now.filter(({ slot }) => !named.has(slot.selection));
  const rows: ImportRow[] = [];
  const patches: Patch[] = removed.map(({ slot, position }) =>
    patch(slot.selection, { field: 'row', old: slotRowText(slot, position), new: null }),
  );
  for (const [position, slot] of file.entries()) {
    const { selection, product } = slot;
    const known = before.get(selection);
    if (known === undefined) {
      const row = slotRowText({ ...NEW_SLOT_DEFAULTS, ...slot }, position);
      rows.push({ selection, product, kind: 'added', fields: [] });
      patches.push(patch(selection, { field: 'row', old: null, new: row }));
      continue;
    }
    const fields = changesOf(known.slot, slot, at);
    if (fields.length > 0) rows.push({ selection, product, kind: 'changed', fields });
    patches.push(...fields.map((change) => patch(selection, change)));
    if (known.position !== position) {
      patches.push(patch(selection, { field: 'position', old: known.position, new: position }));
    }
  }
  const changedCount = rows.length;
  rows.push(
    ...removed.map(({ slot }) => ({
      selection: slot.selection,
      product: slot.product,
      kind: 'removed' as const,
      fields: [],
    })),
  );
  return { rows, sameCount: file.length - changedCount, patches };
}
