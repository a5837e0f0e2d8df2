import type { PaymentState } from '#contract/vipps/epayment.ts';
import type { Receipt } from '#contract/vipps/receipt.ts';
import type { Currency } from '#core/money/money.ts';
import type { OrderManagement } from './order-management.ts';
import { isoOf, remainderOf, type PaymentRecord } from './payment-record.ts';
import type { PaymentBook } from './payment-book.ts';

/** Where the money of a payment went; amounts in minor units. */
export interface LedgerRow {
  readonly reference: string;
  readonly merchantSerialNumber: string;
  readonly state: PaymentState;
  readonly currency: Currency;
  /** The amount of the create. */
  readonly requested: number;
  readonly reserved: number;
  readonly captured: number;
  readonly released: number;
  readonly refunded: number;
  /** Reserved, neither captured nor released. */
  readonly open: number;
  readonly createdAt: string;
  /** Age limit of the payment in years; undefined: none. */
  readonly minimumUserAge: number | undefined;
  readonly receipt: Receipt | undefined;
}

export interface Ledger {
  rowOf(payment: PaymentRecord): LedgerRow;
  /** Oldest first. */
  rows(): readonly LedgerRow[];
  row(reference: string): LedgerRow | undefined;
  /** Totals over all payments. */
  totals(): Readonly<
    Record<'payments' | 'reserved' | 'captured' | 'released' | 'refunded' | 'open', number>
  >;
}

export function createLedger(book: PaymentBook, orders: OrderManagement): Ledger {
  function rowOf(payment: PaymentRecord): LedgerRow {
    const { merchantSerialNumber } = payment.unit;
    return {
      reference: payment.reference,
      merchantSerialNumber,
      state: payment.state,
      currency: payment.currency,
      requested: payment.amountMinor,
      reserved: payment.authorizedMinor,
      captured: payment.capturedMinor,
      released: payment.state === 'AUTHORIZED' ? payment.cancelledMinor : 0,
      refunded: payment.refundedMinor,
      open: remainderOf(payment),
      createdAt: isoOf(payment.createdAtMs),
      minimumUserAge: payment.request.minimumUserAge ?? undefined,
      receipt: orders.receiptOf(merchantSerialNumber, payment.reference),
    };
  }

  function rows(): readonly LedgerRow[] {
    return book.list().map(rowOf);
  }

  return {
    rowOf,
    rows,
    row(reference) {
      const payment = book.findAnywhere(reference);
      return payment === undefined ? undefined : rowOf(payment);
    },
    totals() {
      const all = rows();
      const sum = (pick: (row: LedgerRow) => number): number =>
        all.reduce((total, row) => total + pick(row), 0);
      return {
        payments: all.length,
        reserved: sum((row) => row.reserved),
        captured: sum((row) => row.captured),
        released: sum((row) => row.released),
        refunded: sum((row) => row.refunded),
        open: sum((row) => row.open),
      };
    },
  };
}
