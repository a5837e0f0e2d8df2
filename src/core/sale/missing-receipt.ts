import { DEADLINES } from '../time/deadlines.ts';
import type { SaleEffect } from './effect.ts';
import type { Settled } from './state.ts';
import { remainingMs } from './remaining-time.ts';

/** Vipps requires order details, so a missing receipt alerts the operator as well as the technician. */
export function missingReceiptAlert(
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

/** Alerts the operator too when Vipps neither takes nor refuses the receipt. */
export function receiptWarning(sale: Settled, atMs: number): SaleEffect {
  const afterMs = remainingMs(DEADLINES.receiptWarning, sale.sinceMs, atMs);
  return { kind: 'startDeadline', name: 'receiptWarning', afterMs };
}
