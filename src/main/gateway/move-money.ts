import { paymentPath } from '#contract/vipps/calls.ts';
import {
  buildCancelRequest,
  buildModificationRequest,
  modificationResponseSchema,
} from '#contract/vipps/epayment.ts';
import type { Currency } from '#core/money/money.ts';
import type { CaptureOrder, KeyedOrder, RefundOrder } from '#core/payment/payment-gateway.ts';
import type { CancelSignal } from '#core/base/ports.ts';
import type { PaymentFact, RefusalClass } from '#core/sale/event.ts';
import { latestOf, NO_MONEY, type Aggregate } from '#core/sale/state.ts';
import type { GatewayContext } from './gateway-context.ts';
import { aggregateOf, isInCurrency, refusalOf } from './payment-facts.ts';
import { fetchPayment } from './read-payment.ts';
import type { CallAttempts, VippsAnswer, VippsOrder } from './vipps-call.ts';

/** 423, 6160 and 6280 as often as this may have stuck to the key: the sale goes on with a look and a new one. */
const STICKY_ATTEMPTS = 5;

interface Refused {
  readonly kind: 'refused';
  readonly refusal: RefusalClass;
  readonly code: string;
}

interface Moved {
  readonly kind: 'moved';
  readonly aggregate: Aggregate;
}

interface Movement {
  readonly part: 'capture' | 'cancel' | 'refund';
  readonly reference: string;
  readonly key: string;
  readonly body: unknown;
  readonly currency: Currency | undefined;
  /** Whether the sums show what was ordered: an HTTP 200 alone does not (vipps-api §5). */
  readonly isShown: (aggregate: Aggregate) => boolean;
}

function orderOf({ part, reference, key, body }: Movement): VippsOrder {
  return {
    operation: part,
    reference,
    call: { method: 'POST', path: paymentPath(reference, part), body, idempotencyKey: key },
  };
}

async function callUntilDecided(
  trying: CallAttempts,
  signal: CancelSignal,
): Promise<VippsAnswer | Refused | undefined> {
  let sticky = 0;
  let isDoubtful = false;
  for (;;) {
    const answer = await trying.next(signal);
    if (answer?.kind !== 'again') return answer;
    sticky = answer.stickyCode === undefined ? 0 : sticky + 1;
    // A call without an answer may have been carried out: no new key before Vipps has decided on this one.
    isDoubtful ||= answer.stickyCode === undefined;
    if (answer.stickyCode !== undefined && !isDoubtful && sticky >= STICKY_ATTEMPTS) {
      return { kind: 'refused', refusal: 'later', code: answer.stickyCode };
    }
  }
}

/** The sums in a success; undefined when it cannot be read, or is about something else. */
function sumsIn(context: GatewayContext, movement: Movement, body: unknown): Aggregate | undefined {
  const { reference, currency, part } = movement;
  const told = modificationResponseSchema.safeParse(body);
  if (!told.success || told.data.reference !== reference) return undefined;
  if (isInCurrency(told.data.aggregate, currency)) return aggregateOf(told.data.aggregate);
  context.log.error('gateway.foreign-currency', { reference, part });
  return undefined;
}

/**
 * Carries out one movement of money: done with the sums that Vipps gives, or refused. Sums that do not show it yet are told
 * as they are. A success that cannot be read may be one: the same is sent again, under the same key.
 */
async function moveMoney(
  context: GatewayContext,
  movement: Movement,
  signal: CancelSignal,
): Promise<Moved | Refused | undefined> {
  const { reference, isShown, part } = movement;
  const trying = context.caller.begin(orderOf(movement));
  for (;;) {
    const answer = await callUntilDecided(trying, signal);
    if (answer === undefined) return undefined;
    if (answer.kind === 'refused') {
      const refusal = 'refusal' in answer ? answer.refusal : refusalOf(answer.meaning);
      return { kind: 'refused', refusal, code: answer.code };
    }
    const told = sumsIn(context, movement, answer.body);
    if (told !== undefined && isShown(told)) return { kind: 'moved', aggregate: told };
    const payment = await fetchPayment(context, reference, signal);
    if (payment === undefined) return undefined;
    const seen = payment === 'notFound' ? NO_MONEY : aggregateOf(payment.aggregate);
    if (told !== undefined) return { kind: 'moved', aggregate: latestOf(told, seen) };
    if (isShown(seen)) return { kind: 'moved', aggregate: seen };
    context.log.error('gateway.success-unreadable', { reference, part });
  }
}

export async function capturePayment(
  context: GatewayContext,
  order: CaptureOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const movement: Movement = {
    ...order,
    part: 'capture',
    body: buildModificationRequest(order.amountMinor, order.currency),
    isShown: ({ capturedMinor }) => capturedMinor >= order.amountMinor,
  };
  const result = await moveMoney(context, movement, signal);
  if (result === undefined) return undefined;
  return result.kind === 'moved'
    ? { kind: 'payment.captured', aggregate: result.aggregate }
    : { kind: 'payment.captureRefused', refusal: result.refusal, code: result.code };
}

export async function releasePayment(
  context: GatewayContext,
  order: KeyedOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const movement: Movement = {
    ...order,
    part: 'cancel',
    currency: context.terms()?.currency,
    body: buildCancelRequest(false),
    isShown: ({ cancelledMinor }) => cancelledMinor > 0,
  };
  const result = await moveMoney(context, movement, signal);
  if (result === undefined) return undefined;
  return result.kind === 'moved'
    ? { kind: 'payment.released', aggregate: result.aggregate }
    : { kind: 'payment.releaseRefused', refusal: result.refusal, code: result.code };
}

export async function refundPayment(
  context: GatewayContext,
  order: RefundOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const movement: Movement = {
    ...order,
    part: 'refund',
    body: buildModificationRequest(order.amountMinor, order.currency),
    isShown: ({ refundedMinor }) => refundedMinor >= order.sumMinor,
  };
  const result = await moveMoney(context, movement, signal);
  if (result === undefined) return undefined;
  return result.kind === 'moved'
    ? { kind: 'payment.refunded', aggregate: result.aggregate }
    : { kind: 'payment.refundRefused', code: result.code };
}
