import { isKioskError, KioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';

/** The way to the database file: what it is asked, in the order in which it was asked. */
export interface StoreLane {
  readonly read: <Value>(work: () => Value) => Promise<Value>;
  /** Durable when it resolves. */
  readonly write: <Value>(work: () => Value) => Promise<Value>;
}

/** Another program holds the file: asked again this often, */
const TRY_AGAIN_MS = 20;
/** for so long. Whoever waits for the answer (Vipps: 10 s) hears no in time, and comes again. */
const LONGEST_WAIT_MS = 4_000;
/** More than this and nobody would be served in time. */
const MOST_WAITING = 2_000;
/** After so long others get their turn. */
const LONGEST_TURN_MS = 20;

interface Job {
  readonly run: () => void;
  readonly fail: (error: unknown) => void;
  readonly untilMs: number;
}

/** Does everything at once, and lets SQLite itself wait when another program holds the file: for commands. */
export function createPatientLane(): StoreLane {
  const now = <Value>(work: () => Value): Promise<Value> =>
    new Promise((resolve) => {
      resolve(work());
    });
  return { read: now, write: now };
}

/**
 * For a program that serves many: SQLite must not wait (`busyTimeoutMs: 0`), since nobody is served meanwhile. What is
 * refused because another program holds the file is asked again by a timer, and all that comes after it waits behind it.
 * Reads do not wait for writes: in WAL mode a writer keeps no reader out.
 */
export function createStoreLane(clock: Clock): StoreLane {
  const waiting: Job[] = [];
  /** A timer or a later turn will go on with what waits. */
  let isPaused = false;

  function pause(begin: (run: () => void) => void): void {
    isPaused = true;
    begin(() => {
      isPaused = false;
      workOff();
    });
  }

  function isTooEarly(error: unknown, job: Job): boolean {
    return isKioskError(error, 'store/locked') && clock.monotonicMs() < job.untilMs;
  }

  /** @returns whether the next one may have its turn */
  function workOne(job: Job): boolean {
    try {
      job.run();
    } catch (error) {
      if (isTooEarly(error, job)) return false;
      job.fail(error);
    }
    waiting.shift();
    return true;
  }

  function workOff(): void {
    if (isPaused) return;
    const endMs = clock.monotonicMs() + LONGEST_TURN_MS;
    for (let job = waiting[0]; job !== undefined; job = waiting[0]) {
      if (!workOne(job)) {
        pause((run) => {
          clock.setTimer(TRY_AGAIN_MS, run);
        });
        return;
      }
      if (clock.monotonicMs() >= endMs && waiting.length > 0) {
        pause(setImmediate);
        return;
      }
    }
  }

  function write<Value>(work: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (waiting.length >= MOST_WAITING) {
        reject(new KioskError('store/locked', 'Too much waits for the database already.'));
        return;
      }
      waiting.push({
        run: () => {
          resolve(work());
        },
        fail: reject,
        untilMs: clock.monotonicMs() + LONGEST_WAIT_MS,
      });
      workOff();
    });
  }

  return {
    write,
    read: async (work) => {
      try {
        return work();
      } catch (error) {
        if (isKioskError(error, 'store/locked')) return write(work);
        throw error;
      }
    },
  };
}
