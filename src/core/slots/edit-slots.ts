import { err, ok, type Result } from '../base/result.ts';
import type { ChangeKind, Patch } from '../changes/audit-log.ts';
import { minimumAgeOf } from '../market/ages.ts';
import type { MarketDay } from '../time/market-day.ts';
import { rateInForce } from '../market/vat-rates.ts';
import { isSamePlace, placeOf } from './planogram.ts';
import type { Slot, SlotPlace } from './slot.ts';
import {
  fieldProblem,
  type PriceTerms,
  type SlotField,
  type SlotFields,
  type SlotProblem,
} from './slot-rules.ts';

export type SlotChanges = { readonly [F in SlotField]?: SlotFields[F] | undefined };

/** One slot as it was seen, and as it is to be. Both name the same fields. */
export interface SlotEdit {
  readonly selection: string;
  readonly seen: SlotChanges;
  readonly to: SlotChanges;
}

/** What the machine sells in, and the day whose rates hold. */
export interface EditTerms extends PriceTerms {
  readonly vatDay: MarketDay;
}

/** Beside where the slots stand now, where the edits put them. */
interface Step {
  /** Undefined: it is a new slot. */
  readonly before: Slot | undefined;
  readonly after: Slot;
}

interface Edited extends Step {
  readonly before: Slot;
}

const PLAIN_FIELDS = [
  'item',
  'product',
  'priceMinor',
  'vatCategory',
  'stock',
  'capacity',
  'minimumAge',
  'allergens',
  'isBlocked',
] as const;

/** The slot still is as the person saw it. For the age the screen shows the law's minimum. */
function isAsSeen(stored: Slot, { seen, to }: SlotEdit, at: MarketDay): boolean {
  const slot = { ...stored, minimumAge: minimumAgeOf(stored, at) };
  const isPlain = PLAIN_FIELDS.every(
    (field) => to[field] === undefined || seen[field] === slot[field],
  );
  if (!isPlain || to.place === undefined) return isPlain;
  return seen.place !== undefined && isSamePlace(seen.place, placeOf(slot));
}

function edited(slot: Slot, { to }: SlotEdit, { vatDay }: EditTerms): Slot {
  const { place = slot.place, ...rest } = to;
  const isMoved = place !== undefined && !isSamePlace(place, placeOf(slot));
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  // A person who says how many there are has counted them.
  const isCountDue = slot.isCountDue && to.stock === undefined;
  const rate = to.vatCategory === undefined ? undefined : rateInForce(to.vatCategory, vatDay);
  return {
    ...slot,
    ...given,
    vatRate: rate?.rate ?? slot.vatRate,
    isCountDue,
    place: isMoved ? place : slot.place,
  };
}

function overlaps(a: SlotPlace, b: SlotPlace): boolean {
  return a.tray === b.tray && a.column < b.column + b.width && b.column < a.column + a.width;
}

/** What cannot be because of what else is in the slot or in the machine. */
export function neighbourProblem(
  { before, after }: Step,
  all: readonly Slot[],
): SlotProblem | undefined {
  const { selection, item, stock, capacity } = after;
  const isFilled = stock !== before?.stock || capacity !== before.capacity;
  if (isFilled && stock > capacity) {
    return { code: 'slot-stock-above-capacity', values: { selection, stock, capacity } };
  }
  const others = all.filter((other) => other.selection !== selection);
  const sameItem = others.find((other) => other.item === item);
  if (sameItem !== undefined && item !== before?.item) {
    return { code: 'slot-item-taken', values: { item, selection: sameItem.selection } };
  }
  if (before !== undefined && after.place === before.place) return undefined;
  const inTheWay = others.find((other) => overlaps(placeOf(other), placeOf(after)));
  return inTheWay === undefined
    ? undefined
    : { code: 'slot-place-taken', values: { selection: inTheWay.selection } };
}

/** Two slots may swap their item numbers in any order: the audit log makes room. */
function patchesOf({ before, after }: Edited): readonly Patch[] {
  const patches: Patch[] = [];
  const add = (field: string, values: { old: Patch['old']; new: Patch['new'] }): void => {
    if (values.old === values.new) return;
    patches.push({ subject: 'slot', id: before.selection, field, ...values });
  };
  for (const field of [...PLAIN_FIELDS, 'vatRate' as const, 'isCountDue' as const]) {
    add(field, { old: before[field] ?? null, new: after[field] ?? null });
  }
  for (const field of ['tray', 'column', 'width'] as const) {
    add(field, { old: before.place?.[field] ?? null, new: after.place?.[field] ?? null });
  }
  return patches;
}

/** The patches that make the slots as they are to be, all or none; or the first thing that cannot be. */
export function editSlots(
  slots: readonly Slot[],
  edits: readonly SlotEdit[],
  terms: EditTerms,
): Result<readonly Patch[], SlotProblem> {
  const steps = new Map<string, Edited>();
  for (const edit of edits) {
    const { selection } = edit;
    const before = slots.find((slot) => slot.selection === selection);
    if (before === undefined) return err({ code: 'no-such-slot', values: { selection } });
    if (!isAsSeen(before, edit, terms.vatDay))
      return err({ code: 'changed-meanwhile', values: { selection } });
    // A price that nobody can reserve is shown as one: the cap may be raised.
    const problem = fieldProblem(edit.to, { ...terms, capMinor: undefined });
    if (problem !== undefined) return err(problem);
    steps.set(selection, { before, after: edited(before, edit, terms) });
  }
  const all = slots.map((slot) => steps.get(slot.selection)?.after ?? slot);
  for (const step of steps.values()) {
    const problem = neighbourProblem(step, all);
    if (problem !== undefined) return err(problem);
  }
  return ok([...steps.values()].flatMap(patchesOf));
}

/** What the log calls it. */
export function editKind(edits: readonly SlotEdit[]): ChangeKind {
  const fields = new Set(edits.flatMap(({ to }) => Object.keys(to)));
  if (fields.size > 1) return 'edit';
  if (fields.has('priceMinor')) return 'prices';
  return fields.has('vatCategory') ? 'vat' : 'edit';
}
