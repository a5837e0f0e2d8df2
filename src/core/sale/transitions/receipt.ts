import { defineTransition, stay, type SaleTransition } from '../define-transition.ts';
import { missingReceiptAlert } from '../missing-receipt.ts';

/** What becomes of the receipt of a settled sale. */
export const RECEIPT_TRANSITIONS: readonly SaleTransition[] = [
  defineTransition({
    from: 'settled',
    on: 'receipt.posted',
    to: ['settled'],
    meaning: 'All done',
    decide: (sale) => stay({ ...sale, receipt: 'posted' }),
  }),
  defineTransition({
    from: 'settled',
    on: 'receipt.refused',
    to: ['settled'],
    meaning: 'For review, and the operator is told: the receipt can be sent only once',
    decide: (sale, event) =>
      stay({ ...sale, receipt: 'refused' }, [
        {
          kind: 'addReview',
          reference: sale.reference,
          review: 'receiptRefused',
          detail: event.code,
        },
        missingReceiptAlert(sale, { code: event.code, sinceMs: event.atMs }),
      ]),
  }),
  defineTransition({
    from: 'settled',
    on: 'deadline.passed',
    to: ['settled'],
    meaning: 'Receipt: Vipps has neither taken nor refused it, the operator is told',
    decide: (sale, event) =>
      event.deadline === 'receiptWarning' && sale.receipt === 'pending'
        ? stay(sale, [missingReceiptAlert(sale, { code: 'no-answer', sinceMs: sale.sinceMs })])
        : stay(sale),
  }),
];
