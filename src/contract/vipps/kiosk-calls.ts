import { CURRENCIES, type Market } from '#core/money/money.ts';
import { z } from 'zod';
import { LARGEST_AMOUNT_MINOR } from './amount.ts';
import { describePayment } from './description.ts';
import { referenceSchema } from './epayment.ts';
import { CUSTOMER_TOKEN_MAX_LENGTH } from './webhook-events.ts';

/**
 * The bodies that a kiosk sends through the gateway, and no others: the kiosk builds them (contract/vipps/epayment.ts,
 * receipt.ts), the relay parses them and passes on what it parsed. A field more is a call that no kiosk makes.
 */

const kioskAmountSchema = z.strictObject({
  currency: z.enum(CURRENCIES),
  value: z.number().int().min(0).max(LARGEST_AMOUNT_MINOR),
});

export const kioskCreateSchema = z.strictObject({
  amount: kioskAmountSchema,
  paymentMethod: z.strictObject({ type: z.literal('WALLET') }),
  /** Who has just scanned this machine's sticker; a phone number would be anybody's. */
  customer: z.strictObject({ customerToken: z.string().min(1).max(CUSTOMER_TOKEN_MAX_LENGTH) }),
  customerInteraction: z.literal('CUSTOMER_PRESENT'),
  reference: referenceSchema,
  userFlow: z.enum(['PUSH_MESSAGE', 'WEB_REDIRECT']),
  /** That of the sales unit; with WEB_REDIRECT only. */
  returnUrl: z.string().max(2500).optional(),
  paymentDescription: z.string().min(3).max(100).optional(),
  metadata: z.strictObject({ machine: z.string().max(40) }).optional(),
  minimumUserAge: z.number().int().min(0).max(100).optional(),
});
export type KioskCreate = z.infer<typeof kioskCreateSchema>;

/** Capture and refund. */
export const kioskModificationSchema = z.strictObject({
  modificationAmount: kioskAmountSchema.extend({
    value: z.number().int().positive().max(LARGEST_AMOUNT_MINOR),
  }),
});

export const kioskCancelSchema = z.strictObject({ cancelTransactionOnly: z.boolean().optional() });

const line = z.string().min(1).max(200);
const minor = z.number().int().min(0).max(LARGEST_AMOUNT_MINOR);

export const kioskReceiptSchema = z.strictObject({
  orderLines: z
    .array(
      z.strictObject({
        name: line,
        id: line,
        totalAmount: minor,
        totalAmountExcludingTax: minor,
        totalTaxAmount: minor,
        taxRate: z.number().int().min(0).max(10_000).optional(),
        unitInfo: z
          .strictObject({
            unitPrice: minor,
            quantity: z
              .string()
              .regex(/^\d{1,8}(\.\d{1,8})?$/)
              .max(10),
            quantityUnit: z.literal('PCS'),
          })
          .optional(),
      }),
    )
    .min(1)
    .max(10),
  bottomLine: z.strictObject({
    currency: z.enum(CURRENCIES),
    posId: line.optional(),
    receiptNumber: line.optional(),
  }),
});

/**
 * The same create with a text that a machine of this market says. Any other is replaced, so that nobody writes to
 * customers in the operator's name, and a kiosk with another wording than the relay's still sells.
 */
export function withStandingDescription(create: KioskCreate, market: Market): KioskCreate {
  const { amount, paymentDescription } = create;
  const { value: amountMinor, currency } = amount;
  const texts = [false, true].map((isExactPrice) =>
    describePayment({ amountMinor, currency, market, isExactPrice }),
  );
  const text = texts.find((known) => known === paymentDescription) ?? texts[0];
  return { ...create, paymentDescription: text };
}
