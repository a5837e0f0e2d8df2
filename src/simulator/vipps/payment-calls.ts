import { forceApproveRequestSchema } from '#contract/vipps/epayment.ts';
import type { Clock } from '#core/base/ports.ts';
import { gatewayMessage, invalidField, refusal, type ApiAnswer } from './answers.ts';
import type { Behaviours } from './behaviours.ts';
import type { ApiCall } from './incoming.ts';
import type { PaymentBook } from './payment-book.ts';
import { eventBody, paymentBody, type PaymentRecord } from './payment-record.ts';
import type { Payments } from './payments.ts';
import { laggingPayment } from './lagging-payment.ts';

type Handler = (call: ApiCall) => ApiAnswer;

/** The calls that read a payment, and the test environment's force approve. */
export function createPaymentCalls(deps: {
  readonly clock: Clock;
  readonly behaviours: Behaviours;
  readonly book: PaymentBook;
  readonly payments: Payments;
}): Readonly<Record<'get' | 'events' | 'approve', Handler>> {
  const { book, payments } = deps;
  function withPayment(answer: (payment: PaymentRecord, call: ApiCall) => ApiAnswer): Handler {
    return (call) => {
      const payment = book.find(call.unit.merchantSerialNumber, call.id);
      return payment === undefined ? refusal('5090') : answer(payment, call);
    };
  }

  return {
    get: withPayment((payment) => ({
      status: 200,
      body: paymentBody(laggingPayment(deps, 'get', payment)),
    })),
    events: withPayment((payment) => ({
      status: 200,
      body: book.eventsOf(payment).map(eventBody),
    })),
    approve: withPayment((payment, call) => {
      if (call.unit.environment === 'production') return gatewayMessage(404, 'Resource not found');
      if (!forceApproveRequestSchema.safeParse(call.body).success) {
        return invalidField('customer', 'phoneNumber or token is required');
      }
      if (payment.state !== 'CREATED') return refusal('10010');
      payments.approve(payment);
      return { status: 200 };
    }),
  };
}
