import { z } from 'zod';
import { absentOr, foreignAmountSchema } from './amount.ts';

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

const salesUnitFields = {
  msn: z.string().min(1).optional(),
  merchantSerialNumber: z.string().min(1).optional(),
};

/** The sales unit's number has had two names. */
function takeSalesUnit<
  Event extends { msn?: string | undefined; merchantSerialNumber?: string | undefined },
>(
  event: Event,
  context: z.RefinementCtx,
): Omit<Event, 'msn' | 'merchantSerialNumber'> & { merchantSerialNumber: string } {
  const { msn, merchantSerialNumber, ...rest } = event;
  const number = msn ?? merchantSerialNumber;
  if (number === undefined) {
    context.addIssue({ code: 'custom', path: ['msn'], message: 'Sales unit missing' });
    return z.NEVER;
  }
  return { ...rest, merchantSerialNumber: number };
}

/**
 * A customer has scanned the machine's QR. The token opens one payment within 15 minutes; it is never
 * logged nor written to the relay's disk.
 */
export const checkInEventSchema = z
  .object({
    customerToken: z.string().min(1).max(1000),
    merchantQrId: z.string().min(1).max(200),
    /** UTC, up to seven fractional digits. */
    initiatedAt: z.iso.datetime({ offset: true }),
    ...salesUnitFields,
  })
  .transform(takeSalesUnit);
export type CheckInEvent = z.infer<typeof checkInEventSchema>;

/** A hint that a payment changed: GET the payment before moving money. `name` may be a new one. */
export const paymentWebhookSchema = z
  .object({
    reference: z.string().min(1).max(100),
    /** The event's own. */
    pspReference: z.string().min(1).max(100),
    name: z.string().min(1).max(60),
    /** Of this event, not the sum. */
    amount: foreignAmountSchema,
    timestamp: z.string().min(1).max(60),
    idempotencyKey: absentOr(z.string()),
    /** false: the operation failed. */
    success: z.boolean(),
    captureGuaranteedUntil: absentOr(z.string()),
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
