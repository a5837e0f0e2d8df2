import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { PaymentBook } from './payment-book.ts';
import type { PaymentRecord } from './payment-record.ts';
import { refuseCancel, refuseCapture, refuseRefund, type RefusalCode } from './payment-rules.ts';
import type { Payments } from './payments.ts';

export type PortalAction = 'capture' | 'cancel' | 'refund';

/** The merchant portal, where people move money without our API calls. */
export interface Portal {
  /** @returns the changed payment, `notFound`, or a Vipps error code */
  act(reference: string, action: PortalAction, amountMinor: number): Result<PaymentRecord, string>;
}

export function createPortal(deps: {
  readonly clock: Clock;
  readonly book: PaymentBook;
  readonly payments: Payments;
}): Portal {
  const { clock, book, payments } = deps;

  function refuse(payment: PaymentRecord, action: PortalAction, value: number): RefusalCode {
    const amount = { currency: payment.currency, value };
    if (action === 'capture') return refuseCapture(payment, amount, clock.nowMs());
    if (action === 'refund') return refuseRefund(payment, amount, clock.nowMs());
    return refuseCancel(payment, false, clock.nowMs());
  }

  return {
    act(reference, action, amountMinor) {
      const payment = book.findAnywhere(reference);
      if (payment === undefined) return err('notFound');
      const code = refuse(payment, action, amountMinor);
      if (code !== undefined) return err(code);
      if (action === 'cancel') return ok(payments.cancel(payment));
      return ok(payments[action](payment, amountMinor, undefined));
    },
  };
}
