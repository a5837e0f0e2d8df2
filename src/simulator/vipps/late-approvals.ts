import type { Clock } from '#core/base/ports.ts';
import type { PaymentBook } from './payment-book.ts';
import type { PaymentRecord } from './payment-record.ts';
import type { Payments } from './payments.ts';

/** Approvals that arrive late. */
export interface LateApprovals {
  /** @param afterMs undefined: until the merchant cancels the payment */
  hold(payment: PaymentRecord, afterMs: number | undefined): void;
  close(): void;
}

export function createLateApprovals(deps: {
  readonly clock: Clock;
  readonly book: PaymentBook;
  readonly payments: Payments;
}): LateApprovals {
  const timers = new Set<() => void>();
  return {
    hold(payment, afterMs) {
      if (afterMs === undefined) {
        deps.payments.holdApproval(payment);
        return;
      }
      const cancelTimer = deps.clock.setTimer(afterMs, () => {
        timers.delete(cancelTimer);
        const { merchantSerialNumber } = payment.unit;
        const current = deps.book.find(merchantSerialNumber, payment.reference);
        if (current?.state === 'CREATED') deps.payments.approve(current);
      });
      timers.add(cancelTimer);
    },
    close() {
      for (const cancelTimer of timers) cancelTimer();
      timers.clear();
    },
  };
}
