import { err, ok, type Result } from '../base/result.ts';
import type { Patch } from '../changes/audit-log.ts';
import { vatRateOf } from '../market/vat-rates.ts';
import { neighbourProblem, type EditTerms } from './edit-slots.ts';
import type { PlacedSlot } from './slot.ts';
import { selectionKey } from './selection-name.ts';
import { isSamePlace, placeFromName } from './planogram.ts';
import { NEW_SLOT_DEFAULTS, type Slot } from './slot.ts';
import { slotRowText } from './slot-row.ts';
import {
  fieldProblem,
  isSelection,
  SLOT_BOUNDS,
  type SlotFields,
  type SlotProblem,
} from './slot-rules.ts';

/** A slot as somebody types it in. */
export interface TypedSlot extends Omit<SlotFields, 'minimumAge' | 'allergens' | 'isBlocked'> {
  /** As on the keypad. */
  readonly selection: string;
}

function selectionProblem(selection: string, slots: readonly Slot[]): SlotProblem | undefined {
  if (!isSelection(selection)) {
    return { code: 'slot-selection-form', values: { most: SLOT_BOUNDS.selectionLength } };
  }
  const key = selectionKey(selection);
  const known = slots.find((slot) => selectionKey(slot.selection) === key);
  return known === undefined
    ? undefined
    : {
        code: 'slot-selection-taken',
        values: { selection: known.selection, product: known.product },
      };
}

/** The patch that puts a new slot behind the others of the catalogue, or the first thing that cannot be. */
export function addSlot(
  now: readonly PlacedSlot[],
  typed: TypedSlot,
  terms: EditTerms,
): Result<readonly Patch[], SlotProblem> {
  const slots = now.map(({ slot }) => slot);
  const { selection, place, ...fields } = typed;
  const problem = selectionProblem(selection, slots) ?? fieldProblem({ ...fields, place }, terms);
  if (problem !== undefined) return err(problem);
  const after: Slot = {
    ...NEW_SLOT_DEFAULTS,
    ...fields,
    selection,
    product: fields.product.trim(),
    vatRate: vatRateOf({ ...fields, vatRate: 0 }, terms.vatDay),
    place: isSamePlace(place, placeFromName(selection)) ? undefined : place,
  };
  const inTheWay = neighbourProblem({ before: undefined, after }, slots);
  if (inTheWay !== undefined) return err(inTheWay);
  const position = now.reduce((most, placed) => Math.max(most, placed.position + 1), 0);
  const row = slotRowText(after, position);
  return ok([{ subject: 'slot', id: selection, field: 'row', old: null, new: row }]);
}

/** The patch that takes a slot away, or why it cannot go. `product`: what the person saw in it. */
export function removeSlot(
  now: readonly PlacedSlot[],
  { selection, product }: { readonly selection: string; readonly product: string },
): Result<readonly Patch[], SlotProblem> {
  const placed = now.find(({ slot }) => slot.selection === selection);
  if (placed === undefined) return err({ code: 'no-such-slot', values: { selection } });
  const { slot, position } = placed;
  if (slot.product !== product) return err({ code: 'changed-meanwhile', values: { selection } });
  const row = slotRowText(slot, position);
  return ok([{ subject: 'slot', id: selection, field: 'row', old: row, new: null }]);
}
