import type { Clock, Log } from '#core/base/ports.ts';
import type { Runner } from './runner.ts';

/** An approved vend gets this long to end before the program does: its result would be lost. */
export const LET_VEND_END_MS = 10_000;
/** What the customer reserved is given back before the program ends, when that works in time. */
export const LET_RELEASE_MS = 3_000;
const LOOK_EVERY_MS = 50;

/** Brings the customer in front of the machine to an end before the program stops. */
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
        else clock.setTimer(LOOK_EVERY_MS, look);
      };
      look();
    });
  }

  async function finishSales(): Promise<void> {
    if (runner.activeSale()?.name === 'vending') {
      log.info('sale.stop-waits-for-vend');
      await until(() => runner.activeSale()?.name !== 'vending', LET_VEND_END_MS);
    }
    const sale = runner.activeSale();
    if (sale?.name === 'offering') runner.dispatch(sale.reference, { kind: 'machine.lost' });
    else if (sale !== undefined) runner.dispatch(sale.reference, { kind: 'customer.turnedAway' });
    const isQuiet = (): boolean => runner.openSales().every((open) => open.name === 'held');
    await until(isQuiet, LET_RELEASE_MS);
  }

  return { finishSales };
}
