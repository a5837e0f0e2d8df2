import { DEADLINES } from '../time/deadlines.ts';
import type { SaleEffect } from './effect.ts';
import type { Settled } from './state.ts';
import { remainingMs } from './remaining-time.ts';

/** Order details are mandatory: a person who runs the machines gets to know, not only the technician's list. */
export function tellOfMissingReceipt(
  sale: Settled,
  { code, sinceMs }: { readonly code: string; readonly sinceMs: number },
): SaleEffect {
  return {
    kind: 'alertOperator',
    alert: 'receiptMissing',
    reference: sale.reference,
    sinceMs,
    amountMinor: sale.aggregate.capturedMinor,
    currency: sale.currency,
    code,
  };
}

/** Silence is no receipt: one that is neither taken nor refused is told as well. */
export function receiptWarning(sale: Settled, atMs: number): SaleEffect {
  const afterMs = remainingMs(DEADLINES.receiptWarning, sale.sinceMs, atMs);
  return { kind: 'startDeadline', name: 'receiptWarning', afterMs };
}
