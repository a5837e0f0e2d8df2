import { CURRENCIES } from '#core/money/money.ts';
import { z } from 'zod';
import { capitals, wholeNumberLike } from './form.ts';

/** Largest amount of any call, minor units (ePayment spec 1.8.1, Amount). */
export const LARGEST_AMOUNT_MINOR = 65_000_000;

/** Minor units in one of the currencies of a WALLET payment. */
export const amountSchema = z.object({
  currency: z.enum(CURRENCIES),
  value: z.number().int().min(0).max(LARGEST_AMOUNT_MINOR),
});
export type Amount = z.infer<typeof amountSchema>;

/** The same as Vipps tells it. */
export const toldAmountSchema = z.object({
  currency: z.preprocess(capitals, z.enum(CURRENCIES)),
  value: wholeNumberLike.pipe(z.number().min(0).max(LARGEST_AMOUNT_MINOR)),
});

/** An amount in something we only store or log: card payments of the same unit may be in SEK or USD. */
export const foreignAmountSchema = z.object({
  currency: z.preprocess(capitals, z.string().min(3).max(3)),
  value: wholeNumberLike,
});
export type ForeignAmount = z.infer<typeof foreignAmountSchema>;

/** A field that Vipps may leave out or send as null. */
export function absentOr<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodPipe<
  z.ZodOptional<z.ZodNullable<Schema>>,
  z.ZodTransform<z.output<Schema> | undefined, z.output<Schema> | null | undefined>
> {
  return schema.nullish().transform((value) => value ?? undefined);
}
