import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock, Log, Unsubscribe } from '#core/base/ports.ts';
import { KioskError, isKioskError } from '#core/base/errors.ts';
import type { Settings } from '#core/settings/settings.ts';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { createSystemClock } from '../runtime/clock.ts';
import { requireKioskConfig } from '../config/config.ts';
import { createDiagnosticBuffers } from './diagnostics.ts';
import type { CallHandlers } from '../ipc/handlers.ts';
import { createLog } from '#logging/log.ts';
import { startStatusServer } from '../ops/status-server.ts';
import { createUsbSticks } from '../ops/usb-sticks.ts';
import { createPrinters } from '../print/cups.ts';
import { lockFile } from '#sqlite/database.ts';
import { openKioskDatabase } from './kiosk-database.ts';
import { keepDataDirPrivate } from '../config/private-files.ts';
import { createServiceCalls } from './service-calls.ts';
import { startAuditLogRetention } from '../service/audit-log-retention.ts';
import { watchPrints } from '../service/print-watch.ts';
import { createSession, type Session } from '../service/session.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { createPeople } from '../store/people.ts';
import { createPrintHistory } from '../store/print-history.ts';
import { readSettings } from '../store/settings.ts';
import type { SpawnLine } from '../vend/xy/link-messages.ts';
import { composeKiosk } from './compose-kiosk.ts';

export interface StartOptions {
  readonly dataDir: string;
  /** Serves status and metrics on this loopback port; 0 picks one. */
  readonly statusPort?: number | undefined;
  readonly clock?: Clock;
  readonly log?: Log;
  /** 0 ≤ x < 1, for jitter and references. */
  readonly random?: () => number;
  /** Starts the process that answers a board's polls; without it they are answered in this one. */
  readonly spawnLine?: SpawnLine;
  /** The folder where this computer mounts its USB sticks; without it the kernel is asked. */
  readonly usbDir?: string | undefined;
  /** What the build wrote of the licences it carries. */
  readonly noticesFile?: string | undefined;
  /** Starts the program again as what it has been set up as; without it nobody can ask for that. */
  readonly restart?: (() => Promise<void>) | undefined;
}

/** A kiosk at work in this process, with or without a window. */
export interface RunningKiosk {
  readonly log: Log;
  readonly statusPort: number | undefined;
  /** What the window may ask. */
  readonly calls: CallHandlers;
  readonly session: Session;
  snapshot(): KioskSnapshot;
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): Unsubscribe;
  stop(): Promise<void>;
}

/** One program per data directory. @returns what lets it go */
export function lockDataDir(dataDir: string): () => void {
  try {
    return lockFile(join(dataDir, 'kiosk.lock'));
  } catch (cause) {
    if (!isKioskError(cause, 'store/locked')) throw cause;
    throw new KioskError('store/locked', `Another kiosk already runs on ${dataDir}.`, { cause });
  }
}

/** Closes the data directory to others; where it is theirs too, somebody should know. */
export function sayWhenOpen(dataDir: string, log: Log): void {
  if (!keepDataDirPrivate(dataDir)) return;
  log.warn('kiosk.data-directory-open', {
    dataDir,
  });
}

/**
 * Starts the machine of this data directory. Throws a KioskError with one sentence for the person: not enrolled,
 * already running, database from a newer version, port in use.
 */
export async function startKiosk(options: StartOptions): Promise<RunningKiosk> {
  const config = requireKioskConfig(options.dataDir);
  const clock = options.clock ?? createSystemClock();
  const observers = createDiagnosticBuffers(clock);
  const log =
    options.log ??
    createLog({
      program: 'kiosk',
      keep: (line) => {
        observers.log.keep(line);
      },
    });
  sayWhenOpen(options.dataDir, log);
  const unlock = lockDataDir(options.dataDir);
  const undo: (() => void)[] = [unlock];
  try {
    const database = openKioskDatabase(options.dataDir);
    undo.unshift(() => {
      database.close();
    });
    const { random = Math.random, spawnLine } = options;
    const settings = (): Settings => readSettings(database);
    const newId = (): string => ulid(clock.nowMs());
    const changes = createAuditLog(database, clock);
    const session = createSession({
      people: createPeople(database),
      changes,
      settings,
      machine: {
        giveCommand: (order) => kiosk.giveCommand(order),
        isTaskRunning: () => kiosk.machine.isTaskRunning(),
        hasDoor: () => kiosk.machine.hasDoor(),
        isDoorOpen: () => kiosk.machine.isDoorOpen(),
        refresh: () => {
          kiosk.publishNow();
        },
      },
      clock,
      log,
      newId,
    });
    const kiosk = composeKiosk({
      config,
      database,
      clock,
      log,
      random,
      spawnLine,
      session,
      observers,
    });
    undo.unshift(kiosk.stopQr);
    const status =
      options.statusPort === undefined
        ? undefined
        : await startStatusServer(options.statusPort, () => kiosk.snapshot());
    kiosk.start();
    const isClockSure = (): boolean => {
      const { relay, reasons } = kiosk.snapshot();
      return relay.state === 'up' && !reasons.includes('clock-implausible');
    };
    const stopKeeping = startAuditLogRetention({ changes, settings, isClockSure, clock, log });
    const printers = createPrinters(process.env['CUPS_SERVER']);
    const prints = watchPrints({
      posted: createPrintHistory(database),
      printers,
      clock,
      log,
      onChange: () => {
        kiosk.publishNow();
      },
    });
    prints.poll();
    return {
      log,
      statusPort: status?.port,
      session,
      calls: createServiceCalls({
        database,
        clock,
        changes,
        session,
        dataDir: options.dataDir,
        config,
        log,
        observers,
        noticesFile: options.noticesFile,
        kiosk,
        machineId: config.machineId,
        newId,
        sticks: createUsbSticks({ clock, folder: options.usbDir }),
        printers,
        prints,
        restart: options.restart ?? (() => Promise.resolve()),
        snapshot: () => kiosk.snapshot(),
        onChange: () => {
          kiosk.publishNow();
        },
      }),
      snapshot: () => kiosk.snapshot(),
      onSnapshot: (listener) => kiosk.onSnapshot(listener),
      stop: async () => {
        stopKeeping();
        prints.stop();
        session.stop();
        await kiosk.stop();
        await status?.close();
        database.close();
        unlock();
      },
    };
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}
