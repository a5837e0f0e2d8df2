import type { Clock } from '#core/base/ports.ts';
import type { SaleStore } from '#core/store/sale-store.ts';

/** A write test costs a synced commit, so its answer holds for a while. */
export const WRITE_TEST_EVERY_MS = 30_000;

/** Whether the disk takes writes, tested now and then and not at every question. */
export function createWriteTest({
  store,
  clock,
}: {
  readonly store: SaleStore;
  readonly clock: Clock;
}): { canWrite(): boolean } {
  let testedAtMs: number | undefined;
  let isWritable = false;
  return {
    canWrite: () => {
      const nowMs = clock.monotonicMs();
      if (testedAtMs === undefined || nowMs - testedAtMs >= WRITE_TEST_EVERY_MS) {
        isWritable = store.canWrite();
        testedAtMs = nowMs;
      }
      return isWritable;
    },
  };
}
