import type { Currency } from '../money.ts';
import { err, ok, type Result } from '../result.ts';
import type { Patch } from '../service/change.ts';
import { placeOf } from './front.ts';
import { NEW_SLOT, type Slot, type SlotPlace } from './slot.ts';
import {
  fieldProblem,
  selectionProblem,
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

/** A slot that is to be put in. Without a place it stands where its name says. */
export interface AddedSlot extends Omit<SlotFields, 'isBlocked' | 'place'> {
  readonly selection: string;
  readonly place?: SlotPlace | undefined;
}

/** Beside where the slots stand now, where the edits put them. */
interface Step {
  readonly before: Slot;
  readonly after: Slot;
}

const PLAIN_FIELDS = [
  'product',
  'priceMinor',
  'vatRate',
  'stock',
  'capacity',
  'minimumAge',
  'allergens',
  'isBlocked',
] as const;

function isSamePlace(a: SlotPlace, b: SlotPlace): boolean {
  return a.tray === b.tray && a.column === b.column && a.width === b.width;
}

/** What was seen is what is there. */
function isAsSeen(slot: Slot, { seen, to }: SlotEdit): boolean {
  const isPlain = [...PLAIN_FIELDS, 'item' as const].every(
    (field) => to[field] === undefined || seen[field] === slot[field],
  );
  if (!isPlain || to.place === undefined) return isPlain;
  return seen.place !== undefined && isSamePlace(seen.place, placeOf(slot));
}

function edited(slot: Slot, { to }: SlotEdit): Slot {
  const { place = slot.place, ...rest } = to;
  const isMoved = place !== undefined && !isSamePlace(place, placeOf(slot));
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  // A person who says how many there are has counted them.
  const isCountDue = slot.isCountDue && to.stock === undefined;
  return { ...slot, ...given, isCountDue, place: isMoved ? place : slot.place };
}

function overlaps(a: SlotPlace, b: SlotPlace): boolean {
  return a.tray === b.tray && a.column < b.column + b.width && b.column < a.column + a.width;
}

/** What cannot be because of what else is in the slot or in the machine. */
function neighbourProblem({ before, after }: Step, all: readonly Slot[]): SlotProblem | undefined {
  const { selection, item, stock, capacity } = after;
  const isFilled = stock !== before.stock || capacity !== before.capacity;
  if (isFilled && stock > capacity) {
    return { code: 'slot-stock-above-capacity', values: { selection, stock, capacity } };
  }
  const others = all.filter((other) => other.selection !== selection);
  const sameItem = others.find((other) => other.item === item);
  if (sameItem !== undefined && item !== before.item) {
    return { code: 'slot-item-taken', values: { item, selection: sameItem.selection } };
  }
  if (after.place === before.place) return undefined;
  const inTheWay = others.find((other) => overlaps(placeOf(other), placeOf(after)));
  return inTheWay === undefined
    ? undefined
    : { code: 'slot-place-taken', values: { selection: inTheWay.selection } };
}

function plainPatches({ before, after }: Step): readonly Patch[] {
  const patches: Patch[] = [];
  const add = (field: string, values: { old: Patch['old']; new: Patch['new'] }): void => {
    if (values.old === values.new) return;
    patches.push({ subject: 'slot', id: before.selection, field, ...values });
  };
  for (const field of [...PLAIN_FIELDS, 'isCountDue' as const]) {
    add(field, { old: before[field], new: after[field] });
  }
  for (const field of ['tray', 'column', 'width'] as const) {
    add(field, { old: before.place?.[field] ?? null, new: after.place?.[field] ?? null });
  }
  return patches;
}

/** Two slots never have the same number, not even within a change: where numbers go round, each is parked first. */
function itemPatches(steps: readonly Step[]): readonly Patch[] {
  const moving = steps.filter(({ before, after }) => before.item !== after.item);
  const free = moving.map(({ before }) => before.item);
  const isRound = moving.some(({ after }) => free.includes(after.item));
  const patch = (id: string, from: number, to: number): Patch => {
    return { subject: 'slot', id, field: 'item', old: from, new: to };
  };
  if (!isRound) {
    return moving.map(({ before, after }) => patch(before.selection, before.item, after.item));
  }
  return [
    ...moving.map(({ before }) => patch(before.selection, before.item, -before.item)),
    ...moving.map(({ before, after }) => patch(before.selection, -before.item, after.item)),
  ];
}

/** The patches that make the slots as they are to be, all or none; or the first thing that cannot be. */
export function editSlots(
  slots: readonly Slot[],
  edits: readonly SlotEdit[],
  currency: Currency,
): Result<readonly Patch[], SlotProblem> {
  const steps = new Map<string, Step>();
  for (const edit of edits) {
    const { selection } = edit;
    const before = slots.find((slot) => slot.selection === selection);
    if (before === undefined) return err({ code: 'no-such-slot', values: { selection } });
    if (!isAsSeen(before, edit)) return err({ code: 'changed-meanwhile', values: { selection } });
    const problem = fieldProblem(edit.to, currency);
    if (problem !== undefined) return err(problem);
    steps.set(selection, { before, after: edited(before, edit) });
  }
  const all = slots.map((slot) => steps.get(slot.selection)?.after ?? slot);
  for (const step of steps.values()) {
    const problem = neighbourProblem(step, all);
    if (problem !== undefined) return err(problem);
  }
  const changed = [...steps.values()];
  return ok([...itemPatches(changed), ...changed.flatMap(plainPatches)]);
}

/** A slot that can be put in beside these, or what it cannot be because of. */
export function addedSlot(
  slots: readonly Slot[],
  added: AddedSlot,
  currency: Currency,
): Result<Slot, SlotProblem> {
  const { selection, ...fields } = added;
  const isTaken = slots.some((slot) => slot.selection === selection);
  const taken: SlotProblem | undefined = isTaken
    ? { code: 'slot-selection-taken', values: { selection } }
    : undefined;
  const alone = selectionProblem(selection) ?? taken ?? fieldProblem(fields, currency);
  if (alone !== undefined) return err(alone);
  const after: Slot = { ...NEW_SLOT, ...added, place: added.place };
  // Nothing is compared with what was there before: nothing was.
  const before = { ...after, item: 0, stock: -1, place: placeOf({ ...after, selection: '' }) };
  const problem = neighbourProblem({ before, after }, slots);
  return problem === undefined ? ok(after) : err(problem);
}
