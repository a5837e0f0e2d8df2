import type { Clock } from '#core/base/ports.ts';
import type { SaleStore } from '#core/store/sale-store.ts';

/** How long an answer holds: even a look at the disk is work for it. */
export const WRITE_TEST_EVERY_MS = 30_000;
/** A commit wears the flash memory: a disk that took the last one is only asked for its room and its lock in between. */
export const COMMIT_TEST_EVERY_MS = 3_600_000;

interface Deps {
  readonly store: Pick<SaleStore, 'canBegin' | 'canWrite'>;
  /** Whether the disk has room for a sale and everything beside it. */
  readonly hasRoom: () => boolean;
  readonly clock: Clock;
}

/** Whether the disk takes writes, tested now and then and not at every question. */
export function createWriteTest({ store, hasRoom, clock }: Deps): {
  canWrite(): boolean;
  /** A commit has failed: the next question makes one. */
  doubt(): void;
} {
  let testedAtMs: number | undefined;
  let committedAtMs: number | undefined;
  let isWritable = false;

  function test(nowMs: number): boolean {
    if (!hasRoom() || !store.canBegin()) return false;
    const isDue = committedAtMs === undefined || nowMs - committedAtMs >= COMMIT_TEST_EVERY_MS;
    if (!isDue) return true;
    committedAtMs = store.canWrite() ? nowMs : undefined;
    return committedAtMs !== undefined;
  }

  return {
    canWrite: () => {
      const nowMs = clock.monotonicMs();
      if (testedAtMs === undefined || nowMs - testedAtMs >= WRITE_TEST_EVERY_MS) {
        isWritable = test(nowMs);
        testedAtMs = nowMs;
      }
      return isWritable;
    },
    doubt: () => {
      testedAtMs = undefined;
      committedAtMs = undefined;
    },
  };
}
