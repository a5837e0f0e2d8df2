import { paymentPath, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import {
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
  modificationResponseSchema,
  paymentEventListSchema,
  paymentSchema,
  type Payment,
  type PaymentEvent,
} from '#contract/vipps/epayment.ts';
import type {
  CaptureOrder,
  CreateOrder,
  KeyedOrder,
  PaymentGateway,
  SalesTerms,
} from '#core/payment/gateway.ts';
import type { CancelSignal, Clock, Log } from '#core/ports.ts';
import type { PaymentFact } from '#core/sale/event.ts';
import type { Aggregate } from '#core/sale/state.ts';
import { describePayment } from './description.ts';
import { aggregateOf, approvalFactOf, refusalOf } from './payment-facts.ts';
import { createPaymentQueue } from './payment-queue.ts';
import { postReceipt } from './receipts.ts';
import type { RelayHttp } from './relay-http.ts';
import { waitFor } from './retry.ts';
import { createVippsCaller, type VippsAnswer, type VippsCaller } from './vipps-call.ts';

/** Vipps asks for the first poll after 5 s, then every 2 s (ePayment, polling). */
const FIRST_POLL_MS = 5_000;
const POLL_EVERY_MS = 2_000;
/** Before a withdrawal that Vipps could not do is tried again (6250: the customer is in 3-D Secure). */
const WITHDRAW_AGAIN_MS = 12_000;
/** Before a payment that Vipps did not show is asked for again. */
const LOOK_AGAIN_MS = 15_000;

export interface GatewayDeps {
  readonly http: RelayHttp;
  readonly clock: Clock;
  readonly log: Log;
  readonly machineId: string;
  readonly terms: () => SalesTerms | undefined;
}

export type RefundFact =
  | { readonly kind: 'refunded'; readonly aggregate: Aggregate }
  | { readonly kind: 'refundRefused'; readonly code: string };

/** Vipps through the relay, with what only a person or the desk asks for. */
export interface VippsGateway extends PaymentGateway {
  rememberCustomerToken(reference: string, customerToken: string): void;
  refundPayment(order: CaptureOrder, signal: CancelSignal): Promise<RefundFact | undefined>;
  /** The payment's own log, oldest first. */
  getEvents(reference: string, signal: CancelSignal): Promise<readonly PaymentEvent[] | undefined>;
  /** Ends all trying; every promise settles. */
  stop(): Promise<void>;
}

interface Tools extends GatewayDeps {
  readonly caller: VippsCaller;
  readonly tokens: Map<string, string>;
}

function codeOf(answer: Extract<VippsAnswer, { kind: 'refused' }>): string {
  return answer.problem.code ?? String(answer.problem.status);
}

/** The payment as Vipps has it, or `notFound`; asks until there is one of the two or `signal` ends it. */
async function look(
  tools: Tools,
  reference: string,
  signal: CancelSignal,
): Promise<Payment | 'notFound' | undefined> {
  const call = { method: 'GET', path: paymentPath(reference) } as const;
  while (!signal.aborted) {
    const answer = await tools.caller.call('get', call, signal);
    if (answer?.kind === 'refused' && answer.meaning === 'notFound') return 'notFound';
    const payment = paymentSchema.safeParse(answer?.kind === 'done' ? answer.body : undefined);
    if (payment.success) return payment.data;
    tools.log.error('Vipps does not show the payment', { reference });
    await waitFor(tools.clock, LOOK_AGAIN_MS, signal);
  }
  return undefined;
}

async function create(
  tools: Tools,
  order: CreateOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const terms = tools.terms();
  const customerToken = tools.tokens.get(order.reference);
  if (terms === undefined || customerToken === undefined) {
    return { kind: 'payment.createRefused', code: 'token-forgotten' };
  }
  const body = buildCreatePaymentRequest({
    reference: order.reference,
    amountMinor: order.amountMinor,
    currency: order.currency,
    customerToken,
    userFlow: terms.userFlow,
    returnUrl: terms.returnUrl,
    description: describePayment({ ...order, market: terms.market }),
    machineId: tools.machineId,
  });
  const call = {
    method: 'POST',
    path: VIPPS_PATHS.payments,
    body,
    idempotencyKey: order.key,
  } as const;
  const answer = await tools.caller.call('create', call, signal);
  if (answer === undefined) return undefined;
  if (answer.kind === 'done') return { kind: 'payment.created' };
  if (answer.meaning !== 'alreadyDone') {
    return { kind: 'payment.createRefused', code: codeOf(answer) };
  }
  // The reference is ours alone: a create of ours whose answer was lost has reached Vipps.
  const payment = await look(tools, order.reference, signal);
  if (payment === undefined) return undefined;
  if (payment === 'notFound') return { kind: 'payment.createRefused', code: codeOf(answer) };
  return approvalFactOf(payment) ?? { kind: 'payment.created' };
}

async function watch(
  tools: Tools,
  reference: string,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  let pauseMs = FIRST_POLL_MS;
  while (await waitFor(tools.clock, pauseMs, signal)) {
    pauseMs = POLL_EVERY_MS;
    const payment = await look(tools, reference, signal);
    if (payment === 'notFound') return { kind: 'payment.notFound' };
    const fact = payment === undefined ? undefined : approvalFactOf(payment);
    if (fact !== undefined) return fact;
  }
  return undefined;
}

async function withdraw(
  tools: Tools,
  order: KeyedOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  for (let round = 1; !signal.aborted; round += 1) {
    // A refusal can stay fixed to its key: from the third time on a new one is used.
    const idempotencyKey = round < 3 ? order.key : `${order.key}r${String(round)}`;
    const call = {
      method: 'POST',
      path: paymentPath(order.reference, 'cancel'),
      body: buildCancelRequest(true),
      idempotencyKey,
    } as const;
    const answer = await tools.caller.call('cancel', call, signal);
    if (answer === undefined) return undefined;
    if (answer.kind === 'refused' && answer.meaning === 'notFound')
      return { kind: 'payment.notFound' };
    const payment = await look(tools, order.reference, signal);
    if (payment === 'notFound') return { kind: 'payment.notFound' };
    const fact = payment === undefined ? undefined : approvalFactOf(payment);
    if (fact !== undefined) return fact;
    await waitFor(tools.clock, WITHDRAW_AGAIN_MS, signal);
  }
  return undefined;
}

/** Capture, release and refund: done with the sums that Vipps gives, or refused. */
async function move(
  tools: Tools,
  order: KeyedOrder & { readonly part: 'capture' | 'cancel' | 'refund'; readonly body: unknown },
  signal: CancelSignal,
): Promise<
  | { readonly kind: 'moved'; readonly aggregate: Aggregate }
  | { readonly kind: 'refused'; readonly answer: Extract<VippsAnswer, { kind: 'refused' }> }
  | undefined
> {
  const path = paymentPath(order.reference, order.part);
  const call = { method: 'POST', path, body: order.body, idempotencyKey: order.key } as const;
  const answer = await tools.caller.call(order.part, call, signal);
  if (answer === undefined) return undefined;
  if (answer.kind === 'refused') return { kind: 'refused', answer };
  const moved = modificationResponseSchema.safeParse(answer.body);
  if (moved.success) return { kind: 'moved', aggregate: aggregateOf(moved.data.aggregate) };
  const payment = await look(tools, order.reference, signal);
  if (payment === undefined || payment === 'notFound') return undefined;
  return { kind: 'moved', aggregate: aggregateOf(payment.aggregate) };
}

async function capture(
  tools: Tools,
  order: CaptureOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const body = buildModificationRequest(order.amountMinor, order.currency);
  const result = await move(tools, { ...order, part: 'capture', body }, signal);
  if (result?.kind !== 'refused') {
    return result && { kind: 'payment.captured', aggregate: result.aggregate };
  }
  const { answer } = result;
  return {
    kind: 'payment.captureRefused',
    refusal: refusalOf(answer.meaning),
    code: codeOf(answer),
  };
}

async function release(
  tools: Tools,
  order: KeyedOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const body = buildCancelRequest(false);
  const result = await move(tools, { ...order, part: 'cancel', body }, signal);
  if (result?.kind !== 'refused') {
    return result && { kind: 'payment.released', aggregate: result.aggregate };
  }
  const { answer } = result;
  return {
    kind: 'payment.releaseRefused',
    refusal: refusalOf(answer.meaning),
    code: codeOf(answer),
  };
}

async function observe(
  tools: Tools,
  reference: string,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const payment = await look(tools, reference, signal);
  if (payment === undefined) return undefined;
  if (payment === 'notFound') return { kind: 'payment.notFound' };
  return { kind: 'payment.observed', aggregate: aggregateOf(payment.aggregate) };
}

async function refund(
  tools: Tools,
  order: CaptureOrder,
  signal: CancelSignal,
): Promise<RefundFact | undefined> {
  const body = buildModificationRequest(order.amountMinor, order.currency);
  const result = await move(tools, { ...order, part: 'refund', body }, signal);
  if (result === undefined) return undefined;
  return result.kind === 'moved'
    ? { kind: 'refunded', aggregate: result.aggregate }
    : { kind: 'refundRefused', code: codeOf(result.answer) };
}

/** Vipps through the relay's gateway: one queue per payment, keys from the caller, definite answers only. */
export function createPaymentGateway(deps: GatewayDeps): VippsGateway {
  const tokens = new Map<string, string>();
  const tools: Tools = { ...deps, tokens, caller: createVippsCaller(deps) };
  const queue = createPaymentQueue();
  return {
    rememberCustomerToken: (reference, customerToken) => {
      tokens.set(reference, customerToken);
    },
    forgetCustomerToken: (reference) => {
      tokens.delete(reference);
    },
    createPayment: (order, signal) =>
      queue.run(order.reference, () => create(tools, order, signal)),
    // Polling only reads: it must not hold up an order.
    watchPayment: (reference, signal) => watch(tools, reference, signal),
    withdrawPayment: (order, signal) =>
      queue.run(order.reference, () => withdraw(tools, order, signal)),
    capturePayment: (order, signal) =>
      queue.run(order.reference, () => capture(tools, order, signal)),
    releasePayment: (order, signal) =>
      queue.run(order.reference, () => release(tools, order, signal)),
    observePayment: (reference, signal) =>
      queue.run(reference, () => observe(tools, reference, signal)),
    refundPayment: (order, signal) =>
      queue.run(order.reference, () => refund(tools, order, signal)),
    postReceipt: (order, signal) =>
      queue.run(order.reference, () => postReceipt(tools, order, signal)),
    getEvents: async (reference, signal) => {
      const path = paymentPath(reference, 'events');
      const answer = await tools.caller.call('get', { method: 'GET', path }, signal);
      if (answer?.kind !== 'done') return undefined;
      const events = paymentEventListSchema.safeParse(answer.body);
      return events.success ? events.data : undefined;
    },
    stop: () => queue.idle(),
  };
}
