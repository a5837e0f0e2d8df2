import { z } from 'zod';
import { absentOr, foreignAmountSchema } from './amount.ts';
import { booleanLike, instantLike, instantOrNone, textLike } from './form.ts';

export const CHECK_IN_EVENT = 'user.checked-in.v1';

/** Every payment event of the Webhooks API. */
export const PAYMENT_WEBHOOK_EVENTS = [
  'epayments.payment.created.v1',
  'epayments.payment.authorized.v1',
  'epayments.payment.captured.v1',
  'epayments.payment.cancelled.v1',
  'epayments.payment.refunded.v1',
  'epayments.payment.aborted.v1',
  'epayments.payment.expired.v1',
  'epayments.payment.terminated.v1',
] as const;

/** What a relay registers for. */
export const WEBHOOK_EVENT_NAMES = [CHECK_IN_EVENT, ...PAYMENT_WEBHOOK_EVENTS] as const;
export type WebhookEventName = (typeof WEBHOOK_EVENT_NAMES)[number];

/** Bounds of what customers' tokens have been seen and may become. */
export const CUSTOMER_TOKEN_MAX_LENGTH = 4000;

const salesUnitNumber = absentOr(textLike(40));
const salesUnitFields = { msn: salesUnitNumber, merchantSerialNumber: salesUnitNumber };

/** The sales unit's number has had two names; it may be missing, and never two numbers. */
function takeSalesUnit<
  Event extends { msn?: string | undefined; merchantSerialNumber?: string | undefined },
>(
  event: Event,
  context: z.RefinementCtx,
): Omit<Event, 'msn' | 'merchantSerialNumber'> & { merchantSerialNumber: string | undefined } {
  const { msn, merchantSerialNumber, ...rest } = event;
  if (msn !== undefined && merchantSerialNumber !== undefined && msn !== merchantSerialNumber) {
    context.addIssue({ code: 'custom', path: ['msn'], message: 'Two sales units' });
    return z.NEVER;
  }
  return { ...rest, merchantSerialNumber: msn ?? merchantSerialNumber };
}

/**
 * A customer has scanned the machine's QR. The token opens one payment within 15 minutes; it is never
 * logged nor written to the relay's disk.
 */
export const checkInEventSchema = z
  .object({
    customerToken: z.string().min(1).max(CUSTOMER_TOKEN_MAX_LENGTH),
    merchantQrId: textLike(200),
    /** RFC 3339, up to seven fractional digits. */
    initiatedAt: instantLike,
    /** undefined: that of the address it came to. */
    ...salesUnitFields,
  })
  .transform(takeSalesUnit);
export type CheckInEvent = z.infer<typeof checkInEventSchema>;

/** A customer waits for the answer to this one, even if nothing else of it can be understood. */
export function isLikeCheckIn(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    !('reference' in body) &&
    ['customerToken', 'merchantQrId', 'initiatedAt'].some((key) => key in body)
  );
}

/** A hint that a payment changed: GET the payment before moving money. `name` may be a new one. */
export const paymentWebhookSchema = z
  .object({
    reference: textLike(100),
    /** The event's own. */
    pspReference: textLike(100),
    name: textLike(60).transform((name) => name.toUpperCase()),
    /** Of this event, not the sum. */
    amount: foreignAmountSchema,
    timestamp: textLike(60),
    idempotencyKey: absentOr(textLike(200)),
    /** false: the operation failed. */
    success: booleanLike,
    captureGuaranteedUntil: instantOrNone,
    /** undefined: that of the address it came to. */
    ...salesUnitFields,
  })
  .transform(takeSalesUnit);
export type PaymentWebhook = z.infer<typeof paymentWebhookSchema>;

/** Equal for every copy of one payment event; two partial captures differ in their pspReference. */
export function dedupeKey(event: Pick<PaymentWebhook, 'pspReference' | 'name'>): string {
  return `${event.pspReference}:${event.name}`;
}

/** Equal for every copy of one check-in, and free of the token. */
export function checkInKey(event: Pick<CheckInEvent, 'merchantQrId' | 'initiatedAt'>): string {
  return `${event.merchantQrId}:${event.initiatedAt}`;
}
