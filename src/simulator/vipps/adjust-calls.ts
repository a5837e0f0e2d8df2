import {
  cancelRequestSchema,
  modificationRequestSchema,
  type Amount,
} from '#contract/vipps/epayment.ts';
import type { Clock } from '#core/base/ports.ts';
import { adjusted, invalidField, refusal, type ApiAnswer } from './answers.ts';
import type { BehaviourName, Behaviours } from './behaviours.ts';
import type { ApiCall } from './incoming.ts';
import type { PaymentBook } from './payment-book.ts';
import { adjustmentBody, type PaymentRecord } from './payment-record.ts';
import { refuseCancel, refuseCapture, refuseRefund } from './payment-rules.ts';
import type { Payments } from './payments.ts';
import { laggingPayment } from './lagging-payment.ts';

interface Deps {
  readonly clock: Clock;
  readonly behaviours: Behaviours;
  readonly book: PaymentBook;
  readonly payments: Payments;
}

type Handler = (call: ApiCall) => ApiAnswer;

/** Codes that behaviours force, and whether a retry with the same Idempotency-Key gets the same one by default. */
const FORCED_CODES: Readonly<
  Partial<Record<BehaviourName, readonly [code: string, sticks: boolean]>>
> = {
  'partial-capture-refused': ['6140', true],
  'funds-unavailable': ['6260', true],
  'capture-failed': ['6280', false],
  'cancel-while-processing': ['6250', true],
};

function forcedRefusal(
  { behaviours }: Deps,
  call: ApiCall,
  name: BehaviourName,
): ApiAnswer | undefined {
  const entry = FORCED_CODES[name];
  if (entry === undefined) return undefined;
  const options = behaviours.take(name, call.operation);
  if (options === undefined) return undefined;
  const [code, sticks] = entry;
  return { ...refusal(code), isFleeting: !(options.sticks ?? sticks) };
}

function withAmount(
  { book }: Deps,
  adjust: (call: ApiCall, payment: PaymentRecord, amount: Amount) => ApiAnswer,
): Handler {
  return (call) => {
    const payment = book.find(call.unit.merchantSerialNumber, call.id);
    if (payment === undefined) return refusal('5090');
    const parsed = modificationRequestSchema.safeParse(call.body);
    return parsed.success ? adjust(call, payment, parsed.data.modificationAmount) : refusal('4040');
  };
}

function answerTo(deps: Deps, { operation }: ApiCall, payment: PaymentRecord): ApiAnswer {
  return adjusted(adjustmentBody(laggingPayment(deps, operation, payment)));
}

function captureWith(deps: Deps): Handler {
  return withAmount(deps, (call, payment, amount) => {
    const code = refuseCapture(payment, amount, deps.clock.nowMs());
    if (code !== undefined) return refusal(code);
    const isPartial = amount.value < payment.authorizedMinor;
    const refused =
      (isPartial ? forcedRefusal(deps, call, 'partial-capture-refused') : undefined) ??
      forcedRefusal(deps, call, 'funds-unavailable') ??
      forcedRefusal(deps, call, 'capture-failed');
    if (refused !== undefined) return refused;
    return answerTo(deps, call, deps.payments.capture(payment, amount.value, call.key));
  });
}

function refundWith(deps: Deps): Handler {
  return withAmount(deps, (call, payment, amount) => {
    const code = refuseRefund(payment, amount, deps.clock.nowMs());
    if (code !== undefined) return refusal(code);
    return answerTo(deps, call, deps.payments.refund(payment, amount.value, call.key));
  });
}

function cancelWith(deps: Deps): Handler {
  return (call) => {
    const found = deps.book.find(call.unit.merchantSerialNumber, call.id);
    if (found === undefined) return refusal('5090');
    const parsed = cancelRequestSchema.safeParse(call.body ?? {});
    if (!parsed.success) return invalidField('cancelTransactionOnly', 'Must be a boolean');
    const processing = forcedRefusal(deps, call, 'cancel-while-processing');
    if (processing !== undefined) return processing;
    const isOvertaken = found.approvesAtCancel && found.state === 'CREATED';
    const payment = isOvertaken ? deps.payments.approve(found) : found;
    const isOnlyUnapproved = parsed.data.cancelTransactionOnly === true;
    const code = refuseCancel(payment, isOnlyUnapproved, deps.clock.nowMs());
    if (code !== undefined) return refusal(code);
    return answerTo(deps, call, deps.payments.cancel(payment));
  };
}

/** POST …/capture, …/cancel and …/refund */
export function createAdjustCalls(
  deps: Deps,
): Readonly<Record<'capture' | 'cancel' | 'refund', Handler>> {
  return { capture: captureWith(deps), cancel: cancelWith(deps), refund: refundWith(deps) };
}
