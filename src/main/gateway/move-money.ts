import { paymentPath } from '#contract/vipps/calls.ts';
import {
  buildCancelRequest,
  buildModificationRequest,
  modificationResponseSchema,
} from '#contract/vipps/epayment.ts';
import type { Currency } from '#core/money.ts';
import type { CaptureOrder, KeyedOrder, RefundOrder } from '#core/payment/gateway.ts';
import type { CancelSignal } from '#core/ports.ts';
import type { PaymentFact, RefusalClass } from '#core/sale/event.ts';
import type { Aggregate } from '#core/sale/state.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { aggregateOf, isInCurrency, refusalOf } from './payment-facts.ts';
import { look } from './read-payment.ts';
import type { VippsAnswer, VippsOrder } from './vipps-call.ts';

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

async function decide(
  tools: GatewayTools,
  movement: Movement,
  signal: CancelSignal,
): Promise<VippsAnswer | Refused | undefined> {
  const trying = tools.caller.begin(orderOf(movement));
  let sticky = 0;
  for (;;) {
    const answer = await trying.next(signal);
    if (answer?.kind !== 'again') return answer;
    sticky = answer.stickyCode === undefined ? 0 : sticky + 1;
    if (answer.stickyCode !== undefined && sticky >= STICKY_ATTEMPTS) {
      return { kind: 'refused', refusal: 'later', code: answer.stickyCode };
    }
  }
}

/** Carries out one movement of money: done with the sums that Vipps gives, or refused. */
async function move(
  tools: GatewayTools,
  movement: Movement,
  signal: CancelSignal,
): Promise<Moved | Refused | undefined> {
  const { reference, currency, isShown } = movement;
  const answer = await decide(tools, movement, signal);
  if (answer === undefined) return undefined;
  if (answer.kind === 'refused') {
    const refusal = 'refusal' in answer ? answer.refusal : refusalOf(answer.meaning);
    return { kind: 'refused', refusal, code: answer.code };
  }
  const told = modificationResponseSchema.safeParse(answer.body);
  if (told.success && !isInCurrency(told.data.aggregate, currency)) {
    tools.log.error('Vipps answers in a foreign currency', { reference, part: movement.part });
    return { kind: 'refused', refusal: 'look', code: 'currency' };
  }
  const aggregate = told.success ? aggregateOf(told.data.aggregate) : undefined;
  if (aggregate !== undefined && isShown(aggregate)) return { kind: 'moved', aggregate };
  const payment = await look(tools, reference, signal);
  if (payment === undefined) return undefined;
  if (payment === 'notFound') return { kind: 'refused', refusal: 'look', code: 'not-found' };
  return { kind: 'moved', aggregate: aggregateOf(payment.aggregate) };
}

export async function capture(
  tools: GatewayTools,
  order: CaptureOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const movement: Movement = {
    ...order,
    part: 'capture',
    body: buildModificationRequest(order.amountMinor, order.currency),
    isShown: ({ capturedMinor }) => capturedMinor >= order.amountMinor,
  };
  const result = await move(tools, movement, signal);
  if (result === undefined) return undefined;
  return result.kind === 'moved'
    ? { kind: 'payment.captured', aggregate: result.aggregate }
    : { kind: 'payment.captureRefused', refusal: result.refusal, code: result.code };
}

export async function release(
  tools: GatewayTools,
  order: KeyedOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const movement: Movement = {
    ...order,
    part: 'cancel',
    currency: tools.terms()?.currency,
    body: buildCancelRequest(false),
    isShown: ({ cancelledMinor }) => cancelledMinor > 0,
  };
  const result = await move(tools, movement, signal);
  if (result === undefined) return undefined;
  return result.kind === 'moved'
    ? { kind: 'payment.released', aggregate: result.aggregate }
    : { kind: 'payment.releaseRefused', refusal: result.refusal, code: result.code };
}

export async function refund(
  tools: GatewayTools,
  order: RefundOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const movement: Movement = {
    ...order,
    part: 'refund',
    body: buildModificationRequest(order.amountMinor, order.currency),
    isShown: ({ refundedMinor }) => refundedMinor >= order.sumMinor,
  };
  const result = await move(tools, movement, signal);
  if (result === undefined) return undefined;
  return result.kind === 'moved'
    ? { kind: 'payment.refunded', aggregate: result.aggregate }
    : { kind: 'payment.refundRefused', code: result.code };
}
