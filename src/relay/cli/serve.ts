import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import { openTracing } from '#tracing/open-tracing.ts';
import type { OpenTracing } from '#tracing/settings.ts';
import { createBoundedLog } from '#logging/bounded-log.ts';
import { createLogWriter } from '#logging/log.ts';
import { hostname } from 'node:os';
import { exposedFiles, readRelayConfig } from '../config/read-config.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { createSurroundings } from '../operator/surroundings.ts';
import { createRelay } from '../relay.ts';
import { VERSION } from '../runtime/version.ts';
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

/** Undefined: relay.json asks for none, and nothing of it is loaded. */
async function tracingOf({ tracing }: RelayConfig, log: Log): Promise<OpenTracing | undefined> {
  if (tracing === undefined) return undefined;
  log.info('tracing.on', { sampleShare: tracing.sampleShare });
  return openTracing(tracing, {
    ...{
      name: 'vendskap-relay',
      version: VERSION,
      instance: `${hostname()}:${String(process.pid)}`,
    },
    onNotSent: (reason) => {
      log.warn('tracing.not-sent', { reason });
    },
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
  const tracing = await tracingOf(config, log);
  const store = await openStore(config.database, clock, log);
  try {
    const relay = createRelay(config, {
      ...{ store, clock, log },
      check: { surroundings: createSurroundings(), exposedFiles: exposed },
      tracing,
    });
    const { url, adminUrl } = await relay.start();
    print({ ready: true, url, adminUrl });
    await stopped;
    await relay.drain();
    await relay.stop();
  } finally {
    await tracing?.close();
    await store.close();
    unlock();
  }
}
