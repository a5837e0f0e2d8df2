import type { OperatorAlerts } from '#core/payment/operator-alerts.ts';
import type { Clock } from '#core/base/ports.ts';
import type { SaleStore } from '#core/store/sale-store.ts';

/** Older ones have been told, or nobody can be. */
const TOLD_FOR_MS = 7 * 24 * 3_600_000;

/**
 * A sale whose receipt was refused is over and is not taken up again at the start; the review entry in the same commit
 * says what the operator may not have been told before the power went.
 */
export function repeatReceiptAlerts({
  store,
  clock,
  alerts,
}: {
  readonly store: Pick<SaleStore, 'refusedReceipts'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly alerts: OperatorAlerts;
}): void {
  for (const { atMs, ...receipt } of store.refusedReceipts(clock.nowMs() - TOLD_FOR_MS)) {
    alerts.raise({ alert: 'receiptMissing', sinceMs: atMs, ...receipt });
  }
}
