import type { SaleEffect } from '../effect.ts';
import type { SaleEventOf } from '../event.ts';
import type { Reserving } from '../state.ts';
import { customerWindowLeftMs, customerWindowMs } from '../customer-window.ts';

/** Vipps gives this code for a customer who is too young and for one it does not know. */
const CUSTOMER_REFUSED = '7010';

export function isRefusedForAge(
  sale: Reserving,
  { code }: SaleEventOf<'payment.createRefused'>,
): boolean {
  return code === CUSTOMER_REFUSED && (sale.ageLimit ?? 0) > 0;
}

/**
 * The same customer is asked once more, without the limit: a sale of its own, since Vipps wants a new reference and a
 * new key for it. After a power cut between the two sales the customer gets no second request.
 */
export function askAgainWithoutLimit(
  sale: Reserving,
  event: SaleEventOf<'payment.createRefused'>,
): readonly SaleEffect[] {
  const { fallback, reference, checkInId, currency, terms } = sale;
  const leftMs = customerWindowLeftMs(sale, event);
  if (fallback === undefined || leftMs === 0 || !isRefusedForAge(sale, event)) return [];
  return [
    {
      kind: 'askAgain',
      from: reference,
      checkIn: {
        kind: 'customer.checkedIn',
        reference: fallback.reference,
        checkInId,
        // The time in which an approval is honoured goes on from the scan (rule 9).
        ageMs: Math.ceil(customerWindowMs(terms) - leftMs),
        currency,
        amountMinor: fallback.amountMinor,
        terms,
        held: undefined,
      },
    },
  ];
}
