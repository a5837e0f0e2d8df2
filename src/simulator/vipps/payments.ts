import type { CreatePaymentRequest } from '#contract/vipps/epayment.ts';
import type { Clock } from '#core/base/ports.ts';
import { randomUUID } from 'node:crypto';
import type { PaymentBook } from './payment-book.ts';
import { remainderOf, type PaymentRecord } from './payment-record.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';

/** How long a Visa reservation is guaranteed. */
const GUARANTEE_MS = 7 * 24 * 60 * 60_000;

/** Changes payments. Callers check the rules first, except for `create`. Each returns the changed payment. */
export interface Payments {
  create(
    unit: SimulatedSalesUnit,
    request: CreatePaymentRequest,
    origin: {
      readonly key: string | undefined;
      readonly redirectUrl: string | undefined;
      readonly isTooYoung: boolean;
    },
  ): PaymentRecord;
  approve(payment: PaymentRecord): PaymentRecord;
  /** The customer declines. */
  abort(payment: PaymentRecord): PaymentRecord;
  capture(payment: PaymentRecord, amountMinor: number, key: string | undefined): PaymentRecord;
  /** Releases what is left, or ends a payment that is not approved yet. */
  cancel(payment: PaymentRecord): PaymentRecord;
  refund(payment: PaymentRecord, amountMinor: number, key: string | undefined): PaymentRecord;
  /** Delays the approval until the merchant cancels. */
  holdApproval(payment: PaymentRecord): void;
}

const UNTOUCHED = {
  state: 'CREATED',
  authorizedMinor: 0,
  capturedMinor: 0,
  cancelledMinor: 0,
  refundedMinor: 0,
  authorizedAtMs: undefined,
  guaranteedUntilMs: undefined,
  approvesAtCancel: false,
} as const;

export function createPayments(clock: Clock, book: PaymentBook): Payments {
  return {
    create(unit, request, { key, redirectUrl, isTooYoung }) {
      const pspReference = randomUUID();
      const { reference, amount } = request;
      const payment: PaymentRecord = {
        ...UNTOUCHED,
        unit,
        reference,
        currency: amount.currency,
        amountMinor: amount.value,
        request,
        redirectUrl,
        isTooYoung,
        createdAtMs: clock.nowMs(),
        pspReference,
      };
      return book.put(payment, { name: 'CREATED', amountMinor: amount.value, key, pspReference });
    },
    approve(payment) {
      const { amountMinor } = payment;
      const nowMs = clock.nowMs();
      const approved: PaymentRecord = {
        ...payment,
        state: 'AUTHORIZED',
        authorizedMinor: amountMinor,
        authorizedAtMs: nowMs,
        guaranteedUntilMs: nowMs + GUARANTEE_MS,
        approvesAtCancel: false,
      };
      return book.put(approved, { name: 'AUTHORIZED', amountMinor });
    },
    abort(payment) {
      const { amountMinor } = payment;
      return book.put({ ...payment, state: 'ABORTED' }, { name: 'ABORTED', amountMinor });
    },
    capture(payment, amountMinor, key) {
      const capturedMinor = payment.capturedMinor + amountMinor;
      return book.put({ ...payment, capturedMinor }, { name: 'CAPTURED', amountMinor, key });
    },
    cancel(payment) {
      if (payment.state === 'CREATED') {
        const { amountMinor } = payment;
        const ended = { ...payment, state: 'TERMINATED', cancelledMinor: amountMinor } as const;
        return book.put(ended, { name: 'TERMINATED', amountMinor });
      }
      const amountMinor = remainderOf(payment);
      const cancelledMinor = payment.cancelledMinor + amountMinor;
      return book.put({ ...payment, cancelledMinor }, { name: 'CANCELLED', amountMinor });
    },
    refund(payment, amountMinor, key) {
      const refundedMinor = payment.refundedMinor + amountMinor;
      return book.put({ ...payment, refundedMinor }, { name: 'REFUNDED', amountMinor, key });
    },
    holdApproval(payment) {
      book.amend({ ...payment, approvesAtCancel: true });
    },
  };
}
