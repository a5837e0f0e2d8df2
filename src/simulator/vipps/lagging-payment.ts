import type { Clock } from '#core/base/ports.ts';
import type { Behaviours, Operation } from './behaviours.ts';
import type { PaymentBook } from './payment-book.ts';
import type { PaymentRecord } from './payment-record.ts';

/** Default delay of the sums. */
const LAG_MS = 20_000;

/** The payment as an answer shows it: `slow-aggregate` delays its sums. */
export function laggingPayment(
  deps: { readonly clock: Clock; readonly behaviours: Behaviours; readonly book: PaymentBook },
  operation: Operation,
  payment: PaymentRecord,
): PaymentRecord {
  const lag = deps.behaviours.take('slow-aggregate', operation);
  if (lag === undefined) return payment;
  return deps.book.asOf(payment, deps.clock.nowMs() - (lag.afterMs ?? LAG_MS));
}
