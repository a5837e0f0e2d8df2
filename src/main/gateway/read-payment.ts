import { paymentPath } from '#contract/vipps/calls.ts';
import {
  paymentEventListSchema,
  paymentSchema,
  type Payment,
  type PaymentEvent,
} from '#contract/vipps/epayment.ts';
import type { CancelSignal } from '#core/base/ports.ts';
import type { PaymentFact } from '#core/sale/event.ts';
import { openReservationMinor } from '#core/sale/state.ts';
import type { GatewayContext } from './gateway-context.ts';
import {
  aggregateOf,
  approvalFactOf,
  foreignMovements,
  isAheadOf,
  isInCurrency,
  ownMovements,
} from './payment-facts.ts';
import { waitFor } from './retry.ts';
import type { UnknownResult, VippsAnswer, VippsOrder } from './vipps-call.ts';

/** Vipps asks for the first poll after 5 s, then every 2 s (vipps-api §13). */
const FIRST_POLL_MS = 5_000;
const POLL_EVERY_MS = 2_000;
/** Before a payment that Vipps did not show is asked for again. */
const LOOK_AGAIN_MS = 15_000;

export type ShownPayment = Payment | 'notFound';

export function getPaymentCall(reference: string): VippsOrder {
  const call = { method: 'GET', path: paymentPath(reference) } as const;
  return { operation: 'get', reference, call };
}

/** The payment in a definite answer, `notFound`, or undefined when it is not told. */
export function paymentIn(
  context: GatewayContext,
  reference: string,
  answer: VippsAnswer,
): ShownPayment | undefined {
  if (answer.kind === 'refused') return answer.meaning === 'notFound' ? 'notFound' : undefined;
  const payment = paymentSchema.safeParse(answer.body);
  if (!payment.success || payment.data.reference !== reference) return undefined;
  if (isInCurrency(payment.data.aggregate, context.terms()?.currency)) return payment.data;
  context.log.error('gateway.foreign-currency', { reference });
  return undefined;
}

/** Asks until Vipps shows the payment or says that there is none. Undefined only when `signal` ended it. */
export async function fetchPayment(
  context: GatewayContext,
  reference: string,
  signal: CancelSignal,
): Promise<ShownPayment | undefined> {
  while (!signal.aborted) {
    const answer = await context.caller.call(getPaymentCall(reference), signal);
    if (answer === undefined) return undefined;
    const seen = paymentIn(context, reference, answer);
    if (seen !== undefined) return seen;
    context.log.error('gateway.payment-not-found', { reference });
    await waitFor(context.clock, LOOK_AGAIN_MS, signal);
  }
  return undefined;
}

/** Polls until the payment has left CREATED. */
export async function pollUntilDecided(
  context: GatewayContext,
  { reference, isUrgent }: { readonly reference: string; readonly isUrgent: boolean },
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  let pauseMs = isUrgent ? 0 : FIRST_POLL_MS;
  while (pauseMs === 0 || (await waitFor(context.clock, pauseMs, signal))) {
    pauseMs = POLL_EVERY_MS;
    const payment = await fetchPayment(context, reference, signal);
    if (payment === 'notFound') return { kind: 'payment.notFound' };
    const fact = payment === undefined ? undefined : approvalFactOf(payment);
    if (fact !== undefined) return fact;
  }
  return undefined;
}

export async function observePayment(
  context: GatewayContext,
  reference: string,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const payment = await fetchPayment(context, reference, signal);
  if (payment === undefined) return undefined;
  if (payment === 'notFound') return { kind: 'payment.notFound' };
  const aggregate = aggregateOf(payment.aggregate);
  // The sums may be behind the log, which also tells who moved what.
  const isWorthReading =
    openReservationMinor(aggregate) > 0 ||
    aggregate.capturedMinor > 0 ||
    aggregate.refundedMinor > 0;
  const events = isWorthReading ? await fetchEvents(context, reference, signal) : [];
  const foreign = foreignMovements(events, reference);
  const own = ownMovements(events, reference);
  return {
    kind: 'payment.observed',
    aggregate,
    ...(foreign.length > 0 ? { foreign } : {}),
    ...(isAheadOf(own, aggregate) ? { own } : {}),
  };
}

/** One question only: the sums do not wait for the log. */
async function fetchEvents(
  context: GatewayContext,
  reference: string,
  signal: CancelSignal,
): Promise<readonly PaymentEvent[]> {
  return eventsIn(await context.caller.begin(getEventsCall(reference)).next(signal)) ?? [];
}

function getEventsCall(reference: string): VippsOrder {
  const call = { method: 'GET', path: paymentPath(reference, 'events') } as const;
  return { operation: 'get', reference, call };
}

function eventsIn(
  answer: VippsAnswer | UnknownResult | undefined,
): readonly PaymentEvent[] | undefined {
  if (answer?.kind !== 'done') return undefined;
  const events = paymentEventListSchema.safeParse(answer.body);
  return events.success ? events.data : undefined;
}

/** The payment's own log, oldest first; undefined when it cannot be had. */
export async function readEvents(
  context: GatewayContext,
  reference: string,
  signal: CancelSignal,
): Promise<readonly PaymentEvent[] | undefined> {
  return eventsIn(await context.caller.call(getEventsCall(reference), signal));
}
