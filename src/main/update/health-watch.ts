import type { Clock, Log } from '#core/base/ports.ts';
import { reasonOf } from '#core/base/errors.ts';
import { judgeHealth, type Expected, type Shown } from '#core/update/health-check.ts';
import type { ChooserStart } from './chooser-start.ts';
import { readMemory } from './memory.ts';
import type { VersionsFolder } from './versions-folder.ts';

const LOOK_EVERY_MS = 1_000;
/** We give up before the chooser does, so that there is a reason. */
const BEFORE_CHOOSER_MS = 20_000;

interface HealthWatchDeps {
  readonly start: ChooserStart;
  readonly folder: VersionsFolder;
  readonly version: string;
  /** What this start has shown so far. */
  readonly shown: () => Shown;
  /** Where nothing is remembered of the version before: what every start must show. */
  readonly least: Expected;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

/** The trial of a version that was just installed. */
export interface HealthWatch {
  /** Until it has shown that it is healthy. No customer is let in. */
  readonly isTrial: () => boolean;
  begin(): Promise<void>;
  readonly stop: () => void;
}

/** Tells the chooser that this version stays, or why not. Then the chooser kills it and starts the one before. */
export function createHealthWatch(deps: HealthWatchDeps): HealthWatch {
  const { start, folder, version, clock, log } = deps;
  const limitMs = Math.max(
    (start.healthSeconds * 1000) / 2,
    start.healthSeconds * 1000 - BEFORE_CHOOSER_MS,
  );
  let isTrial = start.isTrial;
  let cancel: () => void = () => undefined;

  async function look(expected: Expected, sinceMs: number): Promise<void> {
    const elapsedMs = clock.monotonicMs() - sinceMs;
    const verdict = judgeHealth({ expected, shown: deps.shown(), elapsedMs, limitMs });
    if (verdict.kind === 'waiting') {
      cancel = clock.setTimer(LOOK_EVERY_MS, () => {
        void look(expected, sinceMs);
      });
      return;
    }
    try {
      if (verdict.kind === 'failed') {
        log.error('update.unhealthy', { version, why: verdict.by });
        await folder.replace('failed', `${start.startId} ${verdict.by}\n`);
        return;
      }
      await folder.replace('healthy', `${start.startId}\n`);
      log.info('update.healthy', { version });
      isTrial = false;
      deps.onChange();
    } catch (error) {
      // Without a word the chooser gives this version up.
      log.error('update.failed', { reason: reasonOf(error) });
    }
  }

  return {
    isTrial: () => isTrial,
    begin: async () => {
      if (!isTrial) return;
      const { expected } = await readMemory(folder);
      await look(expected ?? deps.least, clock.monotonicMs());
    },
    stop: () => {
      cancel();
    },
  };
}
