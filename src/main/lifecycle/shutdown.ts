import type { Clock, Log } from '#core/base/ports.ts';
import type { Runner } from './runner.ts';

/** How long a stopping program waits for the result of an approved vend. */
export const VEND_GRACE_MS = 10_000;
/** How long a stopping program waits for the release of a reservation. */
export const RELEASE_GRACE_MS = 3_000;
const CHECK_EVERY_MS = 50;

/** Ends the active sale before the program stops. */
export function createShutdown({
  runner,
  clock,
  log,
}: {
  readonly runner: Runner;
  readonly clock: Clock;
  readonly log: Log;
}): { finishSales(): Promise<void> } {
  function until(isReached: () => boolean, limitMs: number): Promise<void> {
    const endMs = clock.monotonicMs() + limitMs;
    return new Promise((resolve) => {
      const look = (): void => {
        if (isReached() || clock.monotonicMs() >= endMs) resolve();
        else clock.setTimer(CHECK_EVERY_MS, look);
      };
      look();
    });
  }

  async function finishSales(): Promise<void> {
    if (runner.activeSale()?.name === 'vending') {
      log.info('sale.stop-waits-for-vend');
      await until(() => runner.activeSale()?.name !== 'vending', VEND_GRACE_MS);
    }
    const sale = runner.activeSale();
    if (sale?.name === 'offering') runner.dispatch(sale.reference, { kind: 'machine.lost' });
    else if (sale !== undefined) runner.dispatch(sale.reference, { kind: 'customer.turnedAway' });
    const isQuiet = (): boolean => runner.openSales().every((open) => open.name === 'held');
    await until(isQuiet, RELEASE_GRACE_MS);
  }

  return { finishSales };
}
