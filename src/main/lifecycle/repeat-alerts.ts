import type { OperatorAlerts } from '#core/payment/operator-alerts.ts';
import type { Clock } from '#core/base/ports.ts';
import type { SaleStore } from '#core/store/sale-store.ts';

/** Older alerts have reached the operator, or never will. */
const REPEATED_FOR_MS = 7 * 24 * 3_600_000;

/**
 * A sale whose receipt was refused is closed, so a restart does not resume it. Its review entry shows which alerts the operator
 * may not have received before a power cut; they are sent again.
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
  for (const { atMs, ...receipt } of store.refusedReceipts(clock.nowMs() - REPEATED_FOR_MS)) {
    alerts.raise({ alert: 'receiptMissing', sinceMs: atMs, ...receipt });
  }
}
