import type { CreatePaymentRequest } from '#contract/vipps/epayment.ts';
import { randomBytes } from 'node:crypto';
import { refusal, type ApiAnswer } from './answers.ts';
import type { Behaviours } from './behaviours.ts';
import type { CheckIns } from './check-ins.ts';
import { customerTokenOf, isTooYoung, validateCreate } from './create-rules.ts';
import type { ApiCall } from './incoming.ts';
import type { PaymentBook } from './payment-book.ts';
import type { Payments } from './payments.ts';

function redirectUrlOf(request: CreatePaymentRequest, origin: string): string | undefined {
  if (request.userFlow === 'PUSH_MESSAGE') return undefined;
  return `${origin}/landing?token=${randomBytes(24).toString('base64url')}`;
}

/** POST /epayment/v1/payments */
export function createCreateCall(deps: {
  readonly behaviours: Behaviours;
  readonly book: PaymentBook;
  readonly payments: Payments;
  readonly checkIns: CheckIns;
  /** Resolves when every webhook so far has had one attempt. */
  readonly whenAnnounced: () => Promise<void>;
}): (call: ApiCall) => Promise<ApiAnswer> {
  const { behaviours, book, payments, checkIns } = deps;
  return async (call) => {
    // Check the reference first: a repeated create fails with 4150 even though its token is used up.
    if (book.find(call.unit.merchantSerialNumber, call.id) !== undefined) return refusal('4150');
    const judged = validateCreate(call.unit, call.body, checkIns);
    if (!judged.ok) return judged.error;
    const request = judged.value;
    const isPush = request.userFlow === 'PUSH_MESSAGE';
    if (isPush && behaviours.take('push-not-allowed', 'create') !== undefined) {
      return refusal('5080');
    }
    const origin = {
      key: call.key,
      redirectUrl: redirectUrlOf(request, call.origin),
      isTooYoung: isTooYoung(call.unit, request, checkIns),
    };
    const customerToken = customerTokenOf(request);
    if (customerToken !== undefined) checkIns.spend(customerToken);
    const { redirectUrl } = origin;
    const payment = payments.create(call.unit, request, origin);
    const early = behaviours.take('webhook-before-create-answer', 'create');
    if (early !== undefined) {
      if (early.approve !== false && !payment.isTooYoung) payments.approve(payment);
      await deps.whenAnnounced();
    }
    const { reference } = request;
    return {
      status: 201,
      body: redirectUrl === undefined ? { reference } : { redirectUrl, reference },
    };
  };
}
