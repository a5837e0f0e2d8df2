import { SALE_GROUPS } from '#core/sales/sale-group.ts';
import type { ListedSale, SaleCursor, SaleFilter, SalePage } from '#core/sales/sale-query.ts';
import type { TimelineStep } from '#core/sales/timeline.ts';
import { isPlainLine } from '#core/base/text.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';
import { stickIdSchema } from './usb.ts';

/** One sale, told from its beginning. */
export interface SaleStory {
  readonly sale: ListedSale;
  /** Oldest first. */
  readonly steps: readonly TimelineStep[];
}

/** The log of sales, and what people order about one of them. */
export interface SalesCallMap {
  /** Newest first; `after` is where the page before ended. */
  readonly findSales: Call<
    {
      readonly filter: SaleFilter;
      readonly after?: SaleCursor | undefined;
      readonly limit: number;
    },
    SalePage
  >;
  /** Refused with `no-such-sale`. */
  readonly getSale: Call<{ readonly reference: string }, SaleStory>;
  /** All that is left of the charge, or a part (minor units). Answers when it is ordered; Vipps may still refuse. */
  readonly refundSale: Call<
    {
      readonly reference: string;
      readonly amountMinor?: number | undefined;
      readonly reason: string;
    },
    null
  >;
  /** Ends the wait of a sale whose outcome is not known. */
  readonly decideSale: Call<
    { readonly reference: string; readonly decision: 'charge' | 'release' },
    null
  >;
  /** Vipps is asked at once instead of later. Refused with `nothing-to-try` or `no-such-sale`. */
  readonly trySaleAgain: Call<{ readonly reference: string }, null>;
  /** Writes every sale to a stick, oldest first. The name of the file. Refused with a `usb-…` code. */
  readonly exportSales: Call<
    { readonly stickId: string; readonly format: 'csv' | 'json' },
    { readonly name: string }
  >;
}

const reference = z.string().min(1).max(64);
const timeMs = z.number().int().min(0);
const amountMinor = z.number().int().min(1).max(65_000_000);

export const salesSchemas = {
  findSales: z.strictObject({
    filter: z.strictObject({
      reference: reference.optional(),
      product: z.string().min(1).max(100).optional(),
      amountMinor: amountMinor.optional(),
      fromMs: timeMs.optional(),
      toMs: timeMs.optional(),
      group: z.enum(SALE_GROUPS).optional(),
    }),
    after: z.strictObject({ startedAtMs: timeMs, reference }).optional(),
    limit: z.int().min(1).max(200),
  }),
  getSale: z.strictObject({ reference }),
  refundSale: z.strictObject({
    reference,
    amountMinor: amountMinor.optional(),
    reason: z.string().trim().min(1).max(200).refine(isPlainLine),
  }),
  decideSale: z.strictObject({ reference, decision: z.enum(['charge', 'release']) }),
  trySaleAgain: z.strictObject({ reference }),
  exportSales: z.strictObject({ stickId: stickIdSchema, format: z.enum(['csv', 'json']) }),
};
