import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Log, Unsubscribe } from '#core/base/ports.ts';
import { ok } from '#core/base/result.ts';
import type { Caller } from '#core/people/person.ts';
import { startKiosk, type StartOptions } from './start-kiosk.ts';
import { readKioskConfig } from '../config/config.ts';
import type { CallHandlers } from '../ipc/handlers.ts';
import type { Ailment } from '../ops/systemd.ts';
import { startUnenrolled, type RunningProgram } from './start-unenrolled.ts';

/** What a window talks to: the machine, or before there is one, the set-up; the window stays while one becomes the other. */
export interface Host {
  readonly log: Log;
  calls(): Partial<CallHandlers>;
  caller(): Caller | undefined;
  snapshot(): KioskSnapshot;
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): Unsubscribe;
  ailing(): Ailment | undefined;
  stop(): Promise<void>;
}

interface HostOptions extends Omit<StartOptions, 'restart'> {
  /** It could not be started again. */
  readonly onBroken: (error: unknown) => void;
}

/** Starts what this data directory holds. Throws what `startKiosk` throws, but for a machine that is not enrolled. */
export async function startHost({ onBroken, ...options }: HostOptions): Promise<Host> {
  const listeners = new Set<(snapshot: KioskSnapshot) => void>();
  // Each program counts from one; the window knows only that it rises.
  let revision = 0;
  const numbered = (snapshot: KioskSnapshot): KioskSnapshot => {
    revision += 1;
    return { ...snapshot, revision };
  };

  const begin = (): Promise<RunningProgram> => {
    const start = readKioskConfig(options.dataDir) === undefined ? startUnenrolled : startKiosk;
    return start({ ...options, restart });
  };
  const follow = (program: RunningProgram): Unsubscribe =>
    program.onSnapshot((snapshot) => {
      const next = numbered(snapshot);
      for (const listener of listeners) listener(next);
    });

  let isRestarting = false;
  async function restart(): Promise<void> {
    isRestarting = true;
    const signedIn = current.snapshot().service.session;
    unfollow();
    try {
      await current.stop();
      current = await begin();
      if (signedIn !== undefined) await current.session.resume(signedIn);
      unfollow = follow(current);
      isRestarting = false;
    } catch (error) {
      onBroken(error);
    }
  }

  let current = await begin();
  let unfollow = follow(current);
  return {
    log: current.log,
    calls: () => ({
      ...current.calls,
      getSnapshot: () => Promise.resolve(ok(numbered(current.snapshot()))),
    }),
    caller: () => current.session.caller(),
    snapshot: () => numbered(current.snapshot()),
    onSnapshot: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    // Between two programs the store is closed.
    ailing: () => (isRestarting ? undefined : current.ailing()),
    stop: () => current.stop(),
  };
}
