import { VIPPS_PATHS } from '#contract/vipps/calls.ts';
import {
  buildCreatePaymentRequest,
  createPaymentResponseSchema,
} from '#contract/vipps/epayment.ts';
import type { CreateOrder } from '#core/payment/payment-gateway.ts';
import type { CancelSignal } from '#core/base/ports.ts';
import type { PaymentFact } from '#core/sale/event.ts';
import { describePayment } from '#contract/vipps/description.ts';
import type { GatewayContext } from './gateway-context.ts';
import { approvalFactOf } from './payment-facts.ts';
import { fetchPayment, getPaymentCall, paymentIn, type ShownPayment } from './read-payment.ts';
import type { VippsAnswer, VippsOrder } from './vipps-call.ts';

/** Attempts without a decision after which Vipps is also asked whether the payment is there. */
const DOUBTFUL_ATTEMPTS = 2;

function factOf(seen: ShownPayment): PaymentFact {
  if (seen === 'notFound') return { kind: 'payment.notFound' };
  return approvalFactOf(seen) ?? { kind: 'payment.created' };
}

function orderOf(context: GatewayContext, order: CreateOrder): VippsOrder | undefined {
  const terms = context.terms();
  const customerToken = context.tokens.find(order.reference);
  if (terms === undefined || customerToken === undefined) return undefined;
  const body = buildCreatePaymentRequest({
    reference: order.reference,
    amountMinor: order.amountMinor,
    currency: order.currency,
    customerToken,
    userFlow: terms.userFlow,
    returnUrl: terms.returnUrl,
    description: describePayment({ ...order, market: terms.market }),
    machineId: context.machineId,
    minimumUserAge: order.minimumUserAge,
  });
  return {
    operation: 'create',
    reference: order.reference,
    call: { method: 'POST', path: VIPPS_PATHS.payments, body, idempotencyKey: order.key },
  };
}

/** Creates the payment, or finds out what became of it. */
export async function createPayment(
  context: GatewayContext,
  order: CreateOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const { reference } = order;
  const request = orderOf(context, order);
  if (request === undefined) {
    if (!context.tokens.wasSent(reference)) {
      return { kind: 'payment.createRefused', code: 'token-forgotten' };
    }
    return findPayment(context, reference, signal);
  }
  const trying = context.caller.begin(request);
  if (!signal.aborted) context.tokens.noteSent(reference);
  for (let count = 1; ; count += 1) {
    const answer = await trying.next(signal);
    if (answer === undefined) return undefined;
    if (answer.kind !== 'again') {
      return factOfAnswer(context, { reference, answer, isDoubtful: count > 1 }, signal);
    }
    const fact = count < DOUBTFUL_ATTEMPTS ? undefined : await askOnce(context, reference, signal);
    if (fact !== undefined) return fact;
  }
}

interface Decision {
  readonly reference: string;
  readonly answer: VippsAnswer;
  /** An attempt before this one had no answer: it may have made the payment that this one is refused. */
  readonly isDoubtful: boolean;
}

/** Only we use this reference: a payment with it is the one whose answer was lost. */
async function factOfAnswer(
  context: GatewayContext,
  { reference, answer, isDoubtful }: Decision,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  if (answer.kind === 'refused' && answer.meaning !== 'alreadyDone' && !isDoubtful) {
    return { kind: 'payment.createRefused', code: answer.code };
  }
  if (answer.kind === 'done') {
    const created = createPaymentResponseSchema.safeParse(answer.body);
    if (created.success && created.data.reference === reference) return { kind: 'payment.created' };
  }
  const fact = await findPayment(context, reference, signal);
  const isRefused = answer.kind === 'refused' && fact?.kind === 'payment.notFound';
  // The GET may be older than the create: the sale checks again.
  const refused = { kind: 'payment.createRefused', isDoubtful: true } as const;
  return isRefused ? { ...refused, code: answer.code } : fact;
}

async function findPayment(
  context: GatewayContext,
  reference: string,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const seen = await fetchPayment(context, reference, signal);
  return seen === undefined ? undefined : factOf(seen);
}

/** GETs the payment once. When it is not there, the create may still be on its way. */
async function askOnce(
  context: GatewayContext,
  reference: string,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  const answer = await context.caller.begin(getPaymentCall(reference)).next(signal);
  if (answer === undefined || answer.kind === 'again') return undefined;
  const seen = paymentIn(context, reference, answer);
  return seen === undefined || seen === 'notFound' ? undefined : factOf(seen);
}
