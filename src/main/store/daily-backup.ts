import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { backedUpAtMs, backUpKiosk } from './repair.ts';
import { removeOldCopies } from './schema-copy.ts';

const DAY_MS = 24 * 3_600_000;
/** After the start, and while a customer is served. */
const AGAIN_MS = 60_000;

interface Deps {
  readonly dataDir: string;
  /** A customer is being served: a backup takes the program some tenths of a second. */
  readonly isBusy: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Backs the database up once a day, by the clock that never jumps, and at the first start. Removes what the schema before left behind. @returns
 * what stops it
 */
export function startDailyBackup({ dataDir, isBusy, clock, log }: Deps): () => void {
  function work(): number {
    if (isBusy()) return AGAIN_MS;
    try {
      backUpKiosk(dataDir, clock.nowMs());
      removeOldCopies(dataDir, clock.nowMs());
    } catch (error) {
      log.warn('store.backup-failed', { reason: reasonOf(error) });
    }
    return DAY_MS;
  }

  let cancel = clock.setTimer(backedUpAtMs(dataDir) === undefined ? AGAIN_MS : DAY_MS / 24, look);
  function look(): void {
    cancel = clock.setTimer(work(), look);
  }
  return () => {
    cancel();
  };
}
