import type { Clock, Unsubscribe } from '#core/base/ports.ts';
import { bareSnapshot } from '#core/kiosk/bare-snapshot.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { screenOf } from '#core/settings/settings.ts';
import { ulid } from 'ulid';
import type { CallHandlers } from '../ipc/handlers.ts';
import { watchBrightness } from '../ops/backlight.ts';
import { startStatusServer } from '../ops/status-server.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { createLog } from '#logging/log.ts';
import { VERSION } from '../runtime/version.ts';
import { createSession } from '../service/session.ts';
import { connectComputer } from './connect-ports.ts';
import { openStores } from './open-stores.ts';
import { createSetUpCalls } from './service-calls.ts';
import { storeAilment, type RunningKiosk, type StartOptions } from './start-kiosk.ts';
import { withTeardown } from './teardown.ts';
import { createBareTrial } from './updates.ts';

const PUBLISH_EVERY_MS = 1_000;

/** A kiosk at work, or one that is only being set up: then it answers less. */
export type RunningProgram = Omit<RunningKiosk, 'calls'> & {
  readonly calls: Partial<CallHandlers>;
};

/** Nothing is in sale that a session could take out of it. */
const NO_MACHINE = {
  giveCommand: () => Promise.resolve('done'),
  isTaskRunning: () => false,
  hasDoor: () => false,
  isDoorOpen: () => false,
};

type Listener = (snapshot: KioskSnapshot) => void;

/** Those who show the snapshot: told at each change, and each second once started. */
function createScreens(): {
  readonly tell: () => void;
  readonly onSnapshot: (listener: Listener) => Unsubscribe;
  readonly start: (clock: Clock, snapshot: () => KioskSnapshot) => void;
  readonly stop: () => void;
} {
  const listeners = new Set<Listener>();
  let read: (() => KioskSnapshot) | undefined;
  let cancelTick: () => void = () => undefined;
  const tell = (): void => {
    if (read === undefined) return;
    const now = read();
    for (const listener of listeners) listener(now);
  };
  return {
    tell,
    onSnapshot: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start: (clock, snapshot) => {
      read = snapshot;
      const tick = (): void => {
        tell();
        cancelTick = clock.setTimer(PUBLISH_EVERY_MS, tick);
      };
      tick();
    },
    stop: () => {
      cancelTick();
      listeners.clear();
    },
  };
}

/** Starts a program that serves no machine yet: people, settings and the set-up, and nothing that sells. */
export async function startUnenrolled(options: StartOptions): Promise<RunningProgram> {
  const { dataDir, restart = () => Promise.resolve() } = options;
  const clock = options.clock ?? createSystemClock();
  const log = options.log ?? createLog({ program: 'kiosk' });
  const newId = (): string => ulid(clock.nowMs());
  return withTeardown(async (teardown) => {
    const stores = openStores({ dataDir, clock, log }, teardown);
    const ports = connectComputer({ clock, log, usbDir: options.usbDir });
    const screens = createScreens();
    const machine = { ...NO_MACHINE, refresh: screens.tell };
    const session = createSession({ ...stores, machine, clock, log, newId });
    let revision = 0;
    const snapshot = (): KioskSnapshot => {
      revision += 1;
      const screen = screenOf(stores.settings());
      const service = session.view();
      return bareSnapshot({ revision, atMs: clock.nowMs(), version: VERSION, service, screen });
    };
    const setLight = watchBrightness(ports.backlight, () => stores.settings().brightness);
    const onChange = (): void => {
      setLight();
      screens.tell();
    };
    const status =
      options.statusPort === undefined
        ? undefined
        : await startStatusServer(options.statusPort, snapshot);
    teardown.add(() => status?.close());
    teardown.add(() => {
      session.stop();
    });
    screens.start(clock, snapshot);
    teardown.add(screens.stop);
    const { start } = options;
    if (start !== undefined) teardown.add(createBareTrial(start, { clock, log }));
    return {
      log,
      statusPort: status?.port,
      session,
      calls: createSetUpCalls({
        ...stores,
        ...ports,
        dataDir,
        machineId: 'new-machine',
        clock,
        log,
        newId,
        session,
        restart,
        snapshot,
        giveCommand: undefined,
        onChange,
      }),
      ailing: () => storeAilment(stores),
      snapshot,
      onSnapshot: screens.onSnapshot,
      stop: () => teardown.run(),
    };
  });
}
