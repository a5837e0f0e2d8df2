import { DEADLINES, type DeadlineName } from '#core/time/deadlines.ts';
import { isPaymentReference, type PaymentReference } from '#core/base/ids.ts';
import { CURRENCIES } from '#core/money/money.ts';
import type { SaleEvent } from '#core/sale/event.ts';
import { UNKNOWN_OUTCOME_POLICIES } from '#core/sale/state.ts';
import { z } from 'zod';

/**
 * The journal's rows as they stand in the file, for every version of the program that will ever read them: fields
 * are added with a default, never renamed or removed.
 */
export const JOURNAL_VERSION = 1;

const minor = z.number().int();
const ms = z.number();
/** JSON knows no undefined: it is written as null. */
const text = z
  .string()
  .nullable()
  .transform((value) => value ?? undefined);
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? undefined);

const proof = z
  .object({ drop: z.enum(['confirmed', 'assumed']), tookMs: z.number() })
  .nullable()
  .transform((value) => value ?? undefined);

const reference = z.custom<PaymentReference>(
  (value) => typeof value === 'string' && isPaymentReference(value),
);

const held = z.object({
  requestId: z.string(),
  selection: text,
  item: number,
  product: z.string(),
  priceMinor: minor,
  vatRate: z.number(),
  cataloguePriceMinor: number.optional(),
  earlierFailures: number.optional(),
  minimumAge: number.optional(),
  answerByMs: ms,
});

const aggregate = z.object({
  authorizedMinor: minor,
  capturedMinor: minor,
  cancelledMinor: minor,
  refundedMinor: minor,
});

const ownMovements = z
  .object({ capturedMinor: minor, cancelledMinor: minor, refundedMinor: minor })
  .nullable()
  .transform((value) => value ?? undefined);

const terms = z.object({
  approvalMs: ms,
  selectionMs: ms,
  vendResultMs: ms,
  onUnknownOutcome: z.enum(UNKNOWN_OUTCOME_POLICIES),
  postReceipt: z.boolean(),
  latchAfterFailures: number.optional(),
  isTest: z.boolean().optional(),
});

const refund = z.object({
  refundId: z.string(),
  amountMinor: minor,
  reason: z.string(),
  by: z.string(),
});

const isDeadlineName = (value: unknown): boolean =>
  typeof value === 'string' && Object.hasOwn(DEADLINES, value);

const circumstances = {
  atMs: ms,
  isMachineReady: z.boolean(),
  elapsedMs: number.optional(),
  relayAtMs: number.optional(),
};
/** Absent: Vipps was asked, or an older version had no difference. */
const isHint = z
  .boolean()
  .nullable()
  .transform((value) => value ?? undefined)
  .optional();
const refusal = z.enum(['later', 'fullCaptureOnly', 'amount', 'look']);

const bare = <const Kind extends string>(
  kind: Kind,
): z.ZodObject<{
  kind: z.ZodLiteral<Kind>;
  atMs: z.ZodNumber;
  isMachineReady: z.ZodBoolean;
  elapsedMs: typeof circumstances.elapsedMs;
  relayAtMs: typeof circumstances.relayAtMs;
}> => z.object({ kind: z.literal(kind), ...circumstances });

const saleEventSchema = z.discriminatedUnion('kind', [
  bare('payment.created'),
  bare('payment.createRefused').extend({ code: z.string(), isDoubtful: isHint }),
  bare('payment.authorized').extend({
    amountMinor: minor,
    guaranteedUntilMs: number.optional(),
    isHint,
  }),
  bare('payment.aborted').extend({ isHint }),
  bare('payment.expired').extend({ isHint }),
  bare('payment.terminated').extend({ isHint }),
  bare('payment.notFound'),
  bare('payment.captured').extend({ aggregate }),
  bare('payment.captureRefused').extend({ refusal, code: z.string() }),
  bare('payment.released').extend({ aggregate }),
  bare('payment.releaseRefused').extend({ refusal, code: z.string() }),
  bare('payment.observed').extend({
    aggregate,
    foreign: z.array(z.string()).optional(),
    own: ownMovements.optional(),
  }),
  bare('payment.moved').extend({ mayBeOurs: isHint }),
  bare('payment.refunded').extend({ aggregate }),
  bare('payment.refundRefused').extend({ code: z.string() }),
  bare('receipt.posted'),
  bare('receipt.refused').extend({ code: z.string() }),
  bare('vend.requested').extend({
    selection: held,
    refusal: z
      .literal('not-sellable')
      .nullable()
      .transform((value) => value ?? undefined),
  }),
  bare('vend.approvalRefused').extend({ requestId: z.string() }),
  bare('vend.succeeded').extend({
    requestId: z.string(),
    proof: proof.optional(),
  }),
  bare('vend.failed').extend({ requestId: z.string() }),
  bare('vend.cancelled').extend({ requestId: z.string() }),
  bare('vend.unknown').extend({ requestId: z.string() }),
  bare('session.refused'),
  bare('session.ended'),
  bare('machine.lost'),
  bare('customer.checkedIn').extend({
    reference,
    checkInId: z.string(),
    ageMs: number.optional(),
    currency: z.enum(CURRENCIES),
    amountMinor: minor,
    terms,
    held: held.nullable().transform((value) => value ?? undefined),
    ageLimit: number.optional(),
    fallback: z
      .object({ reference, amountMinor: minor })
      .nullable()
      .transform((value) => value ?? undefined)
      .optional(),
  }),
  bare('customer.turnedAway'),
  bare('deadline.passed').extend({ deadline: z.custom<DeadlineName>(isDeadlineName) }),
  bare('kiosk.restarted'),
  bare('kiosk.replaced'),
  bare('technician.resolved').extend({ decision: z.enum(['charge', 'release']) }),
  bare('refund.requested').extend({ refund }),
]);

/** One journal row's event as JSON text. */
export function encodeSaleEvent(event: SaleEvent): string {
  return JSON.stringify(event, (_key, value: unknown) => (value === undefined ? null : value));
}

/** The event of a row, or undefined when the text is not one: the journal is damaged there. */
export function decodeSaleEvent(json: string): SaleEvent | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  const event = saleEventSchema.safeParse(parsed);
  return event.success ? event.data : undefined;
}
