import type { SlotEdit } from '#core/slots/edit-slots.ts';
import type { TypedSlot } from '#core/slots/add-slot.ts';
import { VAT_CATEGORIES } from '#core/market/vat-category.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';

/** The slots of the machine, changed by a person. */
export interface SlotsCallMap {
  /**
   * One change, all or none; `sequence` undefined: nothing was different. `seen` is what the person saw of the fields of `to`. Refused with a `slot-…` code,
   * `no-such-slot`, or `changed-meanwhile` when something else stands there by now.
   */
  readonly editSlots: Call<
    { readonly edits: readonly SlotEdit[] },
    { readonly sequence: number | undefined }
  >;
  /** Puts a slot behind the others. Refused with a `slot-…` code. */
  readonly addSlot: Call<TypedSlot, { readonly sequence: number }>;
  /**
   * Takes a slot away; `product` is what the person saw in it. Refused with `no-such-slot`, `changed-meanwhile`, or
   * `sale-running` when a customer has chosen it.
   */
  readonly removeSlot: Call<
    { readonly selection: string; readonly product: string },
    { readonly sequence: number }
  >;
}

const LONGEST = 1_000;
const selection = z.string().min(1).max(40);
const place = z.strictObject({
  tray: z.string().max(LONGEST),
  column: z.number(),
  width: z.number(),
});
/** Only kinds of value: what may stand there is core’s to say, in words. */
const changes = z.strictObject({
  item: z.number().optional(),
  product: z.string().max(LONGEST).optional(),
  priceMinor: z.number().optional(),
  vatCategory: z.enum(VAT_CATEGORIES).optional(),
  stock: z.number().optional(),
  capacity: z.number().optional(),
  minimumAge: z.number().optional(),
  allergens: z.string().max(LONGEST).optional(),
  isBlocked: z.boolean().optional(),
  place: place.optional(),
});

export const slotsSchemas = {
  editSlots: z.strictObject({
    edits: z
      .array(z.strictObject({ selection, seen: changes, to: changes }))
      .min(1)
      .max(1_000),
  }),
  addSlot: z.strictObject({
    selection: z.string().max(LONGEST),
    item: z.number(),
    product: z.string().max(LONGEST),
    priceMinor: z.number(),
    vatCategory: z.enum(VAT_CATEGORIES),
    stock: z.number(),
    capacity: z.number(),
    place,
  }),
  removeSlot: z.strictObject({ selection, product: z.string().max(LONGEST) }),
};
