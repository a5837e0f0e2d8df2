import type { Currency } from '#core/money/money.ts';
import { z } from 'zod';
import { absentOr, amountSchema, foreignAmountSchema, toldAmountSchema } from './amount.ts';
import { booleanLike, capitals, instantOrNone, textLike } from './form.ts';

export { amountSchema, type Amount } from './amount.ts';

/** ePayment API 1.8.1: the calls about one payment. Requests are strict, answers tolerate more fields. */

/** Unique for ever within a sales unit. */
export const referenceSchema = z.string().regex(/^[a-zA-Z0-9-]{8,64}$/);

/** Length limit of the Idempotency-Key header: shorter than a reference may be. */
export const IDEMPOTENCY_KEY_MAX_LENGTH = 50;
export const USER_FLOWS = ['PUSH_MESSAGE', 'NATIVE_REDIRECT', 'WEB_REDIRECT', 'QR'] as const;
export const METADATA_LIMITS = { pairs: 5, keyLength: 100, valueLength: 500 } as const;

/** Either shape of customer known to the API; exactly one of the three. */
export const customerSchema = z.union([
  z.strictObject({ customerToken: z.string().min(1) }),
  z.strictObject({ phoneNumber: z.string().regex(/^\d{9,15}$/) }),
  z.strictObject({ personalQr: z.string().min(5).max(255) }),
]);
export type Customer = z.infer<typeof customerSchema>;

/** What this product sends, plus the legal fields it leaves out. */
export const createPaymentRequestSchema = z.strictObject({
  amount: amountSchema,
  paymentMethod: z.strictObject({
    type: z.enum(['WALLET', 'CARD']),
    blockedSources: z.array(z.enum(['COMMERCIAL_CARDS'])).optional(),
  }),
  customer: customerSchema.optional(),
  customerInteraction: z.enum(['CUSTOMER_PRESENT', 'CUSTOMER_NOT_PRESENT']).optional(),
  reference: referenceSchema,
  userFlow: z.enum(USER_FLOWS),
  returnUrl: z.string().max(2500).optional(),
  paymentDescription: z.string().min(3).max(100).optional(),
  metadata: z
    .record(z.string().max(METADATA_LIMITS.keyLength), z.string().max(METADATA_LIMITS.valueLength))
    .nullish(),
  minimumUserAge: z.number().int().min(0).max(100).nullish(),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
  receiptUrl: z.string().nullish(),
  receipt: z.unknown().optional(),
  profile: z.object({ scope: z.string().optional() }).optional(),
  qrFormat: z.unknown().optional(),
});
export type CreatePaymentRequest = z.infer<typeof createPaymentRequestSchema>;

/** No `redirectUrl` for PUSH_MESSAGE. */
export const createPaymentResponseSchema = z.object({
  reference: textLike(100),
  redirectUrl: absentOr(z.string()),
});
export type CreatePaymentResponse = z.infer<typeof createPaymentResponseSchema>;

/**
 * CREATED is the only state that changes by itself. After approval the state stays AUTHORIZED for
 * ever: only the aggregate shows what became of the money.
 */
export const PAYMENT_STATES = [
  'CREATED',
  'AUTHORIZED',
  'ABORTED',
  'EXPIRED',
  'TERMINATED',
] as const;
export const paymentStateSchema = z.preprocess(capitals, z.enum(PAYMENT_STATES));
export type PaymentState = z.infer<typeof paymentStateSchema>;

/**
 * Sums over the life of a payment. A payment cancelled before approval has `authorizedAmount` 0 and
 * `cancelledAmount` = its amount, so the rest is not simply authorised − captured − cancelled.
 */
export const aggregateSchema = z.object({
  authorizedAmount: toldAmountSchema,
  cancelledAmount: toldAmountSchema,
  capturedAmount: toldAmountSchema,
  refundedAmount: toldAmountSchema,
});
export type Aggregate = z.infer<typeof aggregateSchema>;

/** GET /epayment/v1/payments/{reference} */
export const paymentSchema = z.object({
  aggregate: aggregateSchema,
  amount: toldAmountSchema,
  state: paymentStateSchema,
  pspReference: textLike(100),
  reference: textLike(100),
  redirectUrl: absentOr(z.string()),
  metadata: absentOr(z.record(z.string(), z.unknown())),
  /** ISO 8601; until then the bank guarantees the capture. */
  captureGuaranteedUntil: instantOrNone,
});
export type Payment = z.infer<typeof paymentSchema>;

export const PAYMENT_EVENT_NAMES = [
  'CREATED',
  'AUTHORIZED',
  'CAPTURED',
  'CANCELLED',
  'REFUNDED',
  'ABORTED',
  'EXPIRED',
  'TERMINATED',
] as const;
export type PaymentEventName = (typeof PAYMENT_EVENT_NAMES)[number];

/** Names outside the list are logged and never fatal. */
export function isPaymentEventName(name: string): name is PaymentEventName {
  return PAYMENT_EVENT_NAMES.some((known) => known === name);
}

/** One row of GET /epayment/v1/payments/{reference}/events; `amount` is this event's, not a sum. */
export const paymentEventSchema = z.object({
  reference: textLike(100),
  /** The event's own, for CAPTURED the one of the settlement report. */
  pspReference: textLike(100),
  name: textLike(60).transform((name) => name.toUpperCase()),
  amount: foreignAmountSchema,
  timestamp: textLike(60),
  idempotencyKey: absentOr(textLike(200)),
  success: booleanLike,
});
export type PaymentEvent = z.infer<typeof paymentEventSchema>;
export const paymentEventListSchema = z.array(paymentEventSchema);

/** Body of capture and refund. */
export const modificationRequestSchema = z.strictObject({ modificationAmount: amountSchema });
export type ModificationRequest = z.infer<typeof modificationRequestSchema>;

/** `cancelTransactionOnly`: only if not approved yet; after approval it is refused with 6060. */
export const cancelRequestSchema = z.strictObject({
  cancelTransactionOnly: z.boolean().optional(),
});
export type CancelRequest = z.infer<typeof cancelRequestSchema>;

/** Success of capture, cancel and refund; arrives as application/problem+json. */
export const modificationResponseSchema = z.object({
  amount: toldAmountSchema,
  state: paymentStateSchema,
  aggregate: aggregateSchema,
  /** The CREATED event's, not the operation's. */
  pspReference: textLike(100),
  reference: textLike(100),
});
export type ModificationResponse = z.infer<typeof modificationResponseSchema>;

/** POST /epayment/v1/test/payments/{reference}/approve, test environment only. */
export const forceApproveRequestSchema = z.strictObject({
  customer: customerSchema.optional(),
  token: z.string().optional(),
});
export type ForceApproveRequest = z.infer<typeof forceApproveRequestSchema>;

export interface CreatePaymentOrder {
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly customerToken: string;
  readonly userFlow: 'PUSH_MESSAGE' | 'WEB_REDIRECT';
  /** https; sent with WEB_REDIRECT only, which requires it. */
  readonly returnUrl?: string | undefined;
  /** 3-100 characters, shown to the customer. */
  readonly description: string;
  readonly machineId: string;
  /** Years; 0 or absent: anybody. Somebody younger gets 7010 with PUSH_MESSAGE, as somebody unknown does. */
  readonly minimumUserAge?: number | undefined;
}

/** A payment by a customer who stands at the machine (CUSTOMER_PRESENT is a regulatory must). */
export function buildCreatePaymentRequest(order: CreatePaymentOrder): CreatePaymentRequest {
  const isRedirect = order.userFlow === 'WEB_REDIRECT';
  const { minimumUserAge = 0 } = order;
  return {
    amount: { currency: order.currency, value: order.amountMinor },
    paymentMethod: { type: 'WALLET' },
    customer: { customerToken: order.customerToken },
    customerInteraction: 'CUSTOMER_PRESENT',
    reference: order.reference,
    userFlow: order.userFlow,
    ...(isRedirect && order.returnUrl !== undefined ? { returnUrl: order.returnUrl } : {}),
    paymentDescription: order.description,
    metadata: { machine: order.machineId },
    ...(minimumUserAge > 0 ? { minimumUserAge } : {}),
  };
}

/** Body of capture and refund. */
export function buildModificationRequest(
  amountMinor: number,
  currency: Currency,
): ModificationRequest {
  return { modificationAmount: { currency, value: amountMinor } };
}

/** Always with a body: integrators report type errors without one. */
export function buildCancelRequest(cancelTransactionOnly: boolean): CancelRequest {
  return { cancelTransactionOnly };
}

const numberedSchema = z.object({ pspReference: textLike(100) });

/** Vipps' own number of the payment, where a success tells it. */
export function pspReferenceIn(body: unknown): string | undefined {
  const numbered = numberedSchema.safeParse(body);
  return numbered.success ? numbered.data.pspReference : undefined;
}
