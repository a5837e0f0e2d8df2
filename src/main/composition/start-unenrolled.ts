import { bareSnapshot } from '#core/kiosk/bare-snapshot.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { screenOf, type Settings } from '#core/settings/settings.ts';
import { ulid } from 'ulid';
import { lockDataDir, sayWhenOpen, type RunningKiosk, type StartOptions } from './start-kiosk.ts';
import { openKioskDatabase } from './kiosk-database.ts';
import { createSystemClock } from '../runtime/clock.ts';
import type { CallHandlers } from '../ipc/handlers.ts';
import { createLog } from '#logging/log.ts';
import { startStatusServer } from '../ops/status-server.ts';
import { createUsbSticks } from '../ops/usb-sticks.ts';
import { createSetUpCalls } from './service-calls.ts';
import { createSession } from '../service/session.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { createPeople } from '../store/people.ts';
import { readSettings } from '../store/settings.ts';
import { VERSION } from '../runtime/version.ts';

const PUBLISH_EVERY_MS = 1_000;

/** A kiosk at work, or one that is only being set up: then it answers less. */
export type RunningProgram = Omit<RunningKiosk, 'calls'> & {
  readonly calls: Partial<CallHandlers>;
};

/** Starts a program that serves no machine yet: people, settings and the set-up, and nothing that sells. */
export async function startUnenrolled(options: StartOptions): Promise<RunningProgram> {
  const clock = options.clock ?? createSystemClock();
  const log = options.log ?? createLog({ program: 'kiosk' });
  sayWhenOpen(options.dataDir, log);
  const unlock = lockDataDir(options.dataDir);
  const undo: (() => void)[] = [unlock];
  try {
    const database = openKioskDatabase(options.dataDir);
    undo.unshift(() => {
      database.close();
    });
    const settings = (): Settings => readSettings(database);
    const newId = (): string => ulid(clock.nowMs());
    const changes = createAuditLog(database, clock);
    const listeners = new Set<(snapshot: KioskSnapshot) => void>();
    const session = createSession({
      people: createPeople(database),
      changes,
      settings,
      machine: {
        // Nothing is in sale that a session could take out of it.
        giveCommand: () => Promise.resolve('done'),
        isTaskRunning: () => false,
        hasDoor: () => false,
        isDoorOpen: () => false,
        refresh: () => {
          tell();
        },
      },
      clock,
      log,
      newId,
    });
    let revision = 0;
    const snapshot = (): KioskSnapshot => {
      revision += 1;
      const screen = screenOf(settings());
      const service = session.view();
      return bareSnapshot({ revision, atMs: clock.nowMs(), version: VERSION, service, screen });
    };
    const tell = (): void => {
      const now = snapshot();
      for (const listener of listeners) listener(now);
    };
    let cancelTick: () => void = () => undefined;
    const tick = (): void => {
      tell();
      cancelTick = clock.setTimer(PUBLISH_EVERY_MS, tick);
    };
    const status =
      options.statusPort === undefined
        ? undefined
        : await startStatusServer(options.statusPort, snapshot);
    tick();
    return {
      log,
      statusPort: status?.port,
      session,
      calls: createSetUpCalls({
        database,
        clock,
        changes,
        session,
        log,
        newId,
        machineId: 'new-machine',
        dataDir: options.dataDir,
        sticks: createUsbSticks({ clock, folder: options.usbDir }),
        restart: options.restart ?? (() => Promise.resolve()),
        snapshot,
        giveCommand: undefined,
        onChange: tell,
      }),
      snapshot,
      onSnapshot: (listener) => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
      stop: async () => {
        cancelTick();
        listeners.clear();
        session.stop();
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
