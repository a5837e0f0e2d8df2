import type { SlotEdit } from '#core/catalogue/edit-slots.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';

/** The slots of the machine, changed by a person. */
export interface SlotsCallMap {
  /**
   * One change, all or none. `seen` is what the person saw of the fields of `to`. Refused with a `slot-…` code,
   * `no-such-slot`, or `changed-meanwhile` when something else stands there by now.
   */
  readonly editSlots: Call<{ readonly edits: readonly SlotEdit[] }, { readonly sequence: number }>;
}

const LONGEST = 1_000;
const selection = z.string().min(1).max(40);
/** Only kinds of value: what may stand there is core’s to say, in words. */
const changes = z.strictObject({
  item: z.number().optional(),
  product: z.string().max(LONGEST).optional(),
  priceMinor: z.number().optional(),
  stock: z.number().optional(),
  capacity: z.number().optional(),
  minimumAge: z.number().optional(),
  allergens: z.string().max(LONGEST).optional(),
  isBlocked: z.boolean().optional(),
  place: z
    .strictObject({ tray: z.string().max(LONGEST), column: z.number(), width: z.number() })
    .optional(),
});

export const slotsSchemas = {
  editSlots: z.strictObject({
    edits: z
      .array(z.strictObject({ selection, seen: changes, to: changes }))
      .min(1)
      .max(1_000),
  }),
};
