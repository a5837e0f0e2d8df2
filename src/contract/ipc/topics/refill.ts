import type { RefillCount, RefillTotals } from '#core/refill/refill.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';
import { stickIdSchema } from './usb.ts';

/** What is put into the machine. */
export interface RefillCallMap {
  /**
   * All counts as one change, or none. What was sold since each was said is taken off it. Refused with `no-such-slot` or
   * `slot-stock-above-capacity`. `sequence` undefined: everything was so already.
   */
  readonly saveRefill: Call<
    { readonly counts: readonly RefillCount[] },
    RefillTotals & { readonly sequence: number | undefined }
  >;
  /** What is missing to the brim, by product, as CSV. Refused with a `usb-…` code. @returns the file’s name */
  readonly savePickList: Call<{ readonly stickId: string }, { readonly file: string }>;
}

const stock = z.int().min(0).max(999_999);

export const refillSchemas = {
  saveRefill: z.strictObject({
    counts: z
      .array(z.strictObject({ selection: z.string().min(1).max(40), count: stock, seen: stock }))
      .min(1)
      .max(1_000),
  }),
  savePickList: z.strictObject({ stickId: stickIdSchema }),
};
