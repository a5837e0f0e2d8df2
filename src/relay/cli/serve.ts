import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import { createBoundedLog } from '#logging/bounded-log.ts';
import { createLogWriter } from '#logging/log.ts';
import { exposedFiles, readRelayConfig } from '../config/read-config.ts';
import { createSurroundings } from '../operator/surroundings.ts';
import { createRelay } from '../relay.ts';
import { createGuardedClock, createSystemClock } from '../runtime/clock.ts';
import { isReadByJournal } from '../runtime/journal.ts';
import { lockForServing, openStore } from '../store/open-store.ts';
import { print } from './arguments.ts';

/** Every frame, request, job and timer catches its own errors. What still arrives here is a defect; it must not end sales. */
function logUncaughtErrors(log: Log): void {
  const report = (error: unknown): void => {
    const stack = error instanceof Error ? error.stack : undefined;
    log.error('relay.uncaught-error', { error: reasonOf(error), stack });
  };
  process.on('unhandledRejection', report);
  process.on('uncaughtException', report);
}

function stopSignal(): Promise<void> {
  return new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}

/** `serve`: runs the relay until the process is told to stop. */
export async function serve(configPath: string): Promise<void> {
  const systemClock = createSystemClock();
  const log = createBoundedLog(
    createLogWriter({ program: 'relay', isAsynchronous: true, isForJournal: isReadByJournal() }),
    systemClock,
  );
  const config = readRelayConfig(configPath);
  logUncaughtErrors(log);
  const exposed = exposedFiles(configPath);
  for (const file of exposed) {
    log.warn('relay.secrets-readable', { file });
  }
  const stopped = stopSignal();
  const clock = createGuardedClock(systemClock, log);
  const unlock = lockForServing(config.database);
  const store = await openStore(config.database, clock, log);
  try {
    const relay = createRelay(config, {
      ...{ store, clock, log },
      check: { surroundings: createSurroundings(), exposedFiles: exposed },
    });
    const { url, adminUrl } = await relay.start();
    print({ ready: true, url, adminUrl });
    await stopped;
    await relay.drain();
    await relay.stop();
  } finally {
    await store.close();
    unlock();
  }
}
