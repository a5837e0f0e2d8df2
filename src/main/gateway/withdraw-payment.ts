import { paymentPath } from '#contract/vipps/calls.ts';
import { buildCancelRequest, modificationResponseSchema } from '#contract/vipps/epayment.ts';
import type { KeyedOrder } from '#core/payment/payment-gateway.ts';
import type { CancelSignal } from '#core/base/ports.ts';
import type { PaymentFact } from '#core/sale/event.ts';
import type { GatewayContext } from './gateway-context.ts';
import { approvalFactOf } from './payment-facts.ts';
import { fetchPayment } from './read-payment.ts';
import { waitFor } from './retry.ts';
import type { VippsAnswer, VippsOrder } from './vipps-call.ts';

/** Before Vipps is asked again for what it could not do (6250: the customer is in 3-D Secure). */
const AGAIN_MS = 12_000;
/** Rounds under the same key. A 4xx can stay fixed to its key (vipps-api §12): the next rounds have their own. */
const SAME_KEY_ROUNDS = 2;

function orderOf({ reference, key }: KeyedOrder, round: number): VippsOrder {
  const idempotencyKey = round <= SAME_KEY_ROUNDS ? key : `${key}-r${String(round)}`;
  return {
    operation: 'cancel',
    reference,
    call: {
      method: 'POST',
      path: paymentPath(reference, 'cancel'),
      body: buildCancelRequest(true),
      idempotencyKey,
    },
  };
}

function isTerminated(answer: VippsAnswer, reference: string): boolean {
  const moved = modificationResponseSchema.safeParse(
    answer.kind === 'done' ? answer.body : undefined,
  );
  return moved.success && moved.data.reference === reference && moved.data.state === 'TERMINATED';
}

/** Cancels the payment unless it is approved, and says what it is then. */
export async function withdrawPayment(
  context: GatewayContext,
  order: KeyedOrder,
  signal: CancelSignal,
): Promise<PaymentFact | undefined> {
  for (let round = 1; !signal.aborted; round += 1) {
    const answer = await context.caller.call(orderOf(order, round), signal);
    if (answer === undefined) return undefined;
    if (answer.kind === 'refused' && answer.meaning === 'notFound')
      return { kind: 'payment.notFound' };
    if (isTerminated(answer, order.reference)) return { kind: 'payment.terminated' };
    // Refused, most likely 6060 or 6250: the payment itself says how it stands.
    const payment = await fetchPayment(context, order.reference, signal);
    if (payment === 'notFound') return { kind: 'payment.notFound' };
    const fact = payment === undefined ? undefined : approvalFactOf(payment);
    if (fact !== undefined) return fact;
    await waitFor(context.clock, AGAIN_MS, signal);
  }
  return undefined;
}
