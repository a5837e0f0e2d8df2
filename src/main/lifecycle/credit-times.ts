import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { Runner } from './runner.ts';

/** Writes down when the machine showed the customer's credit. Only a chart uses it, so it is called after everything that sells. */
export function createCreditTimes(deps: {
  readonly health: Pick<HealthStore, 'noteCredit'>;
  readonly runner: Pick<Runner, 'activeSale'>;
  readonly clock: Clock;
  readonly log: Log;
}): () => void {
  return () => {
    const sale = deps.runner.activeSale();
    if (sale?.name !== 'offering') return;
    try {
      deps.health.noteCredit(sale.reference, deps.clock.nowMs());
    } catch (error) {
      const reason = reasonOf(error);
      deps.log.error('sale.credit-time-not-kept', { reason });
    }
  };
}
