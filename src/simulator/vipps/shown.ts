import type { Clock } from '#core/base/ports.ts';
import type { Behaviours, Operation } from './behaviours.ts';
import type { PaymentBook } from './payment-book.ts';
import type { PaymentRecord } from './payment-record.ts';

/** How far the sums lag behind, unless told otherwise. */
const LAG_MS = 20_000;

/** What an answer shows of a payment: its sums may lag behind. */
export function shownIn(
  deps: { readonly clock: Clock; readonly behaviours: Behaviours; readonly book: PaymentBook },
  operation: Operation,
  payment: PaymentRecord,
): PaymentRecord {
  const lag = deps.behaviours.take('slow-aggregate', operation);
  if (lag === undefined) return payment;
  return deps.book.asOf(payment, deps.clock.nowMs() - (lag.afterMs ?? LAG_MS));
}
