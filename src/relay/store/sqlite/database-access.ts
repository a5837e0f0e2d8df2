import { isKioskError, KioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';

/** How the stores read and write the database file. Writes happen in the order in which they were asked for. */
export interface DatabaseAccess {
  readonly read: <Value>(work: () => Value) => Promise<Value>;
  /** Durable when it resolves. */
  readonly write: <Value>(work: () => Value) => Promise<Value>;
}

/** How often a write is tried again while another program locks the file, */
const RETRY_MS = 20;
/** and for how long. Vipps waits 10 s for an answer: it gets a refusal in time and sends the webhook again. */
const LONGEST_WAIT_MS = 4_000;
/** A longer queue could not be written in time for anybody. */
const MOST_QUEUED = 2_000;
/** After this long the event loop gets a turn. */
const LONGEST_TURN_MS = 20;

interface Job {
  readonly run: () => void;
  readonly fail: (error: unknown) => void;
  readonly untilMs: number;
}

/** For commands: runs each job at once, and lets SQLite wait while another program locks the file. */
export function createBlockingAccess(): DatabaseAccess {
  const now = <Value>(work: () => Value): Promise<Value> =>
    new Promise((resolve) => {
      resolve(work());
    });
  return { read: now, write: now };
}

/**
 * For the server: SQLite must not wait (`busyTimeoutMs: 0`), because that would stop the whole process. A write that
 * finds the file locked is tried again by a timer, and later writes queue behind it. Reads do not queue: in WAL mode a
 * writer never blocks a reader.
 */
export function createQueuedAccess(clock: Clock): DatabaseAccess {
  const queue: Job[] = [];
  /** A timer or a later turn continues with the queue. */
  let isPaused = false;

  function pause(schedule: (run: () => void) => void): void {
    isPaused = true;
    schedule(() => {
      isPaused = false;
      runQueue();
    });
  }

  function mayRetry(error: unknown, job: Job): boolean {
    return isKioskError(error, 'store/locked') && clock.monotonicMs() < job.untilMs;
  }

  /** @returns false when the job has to be tried again */
  function runFirst(job: Job): boolean {
    try {
      job.run();
    } catch (error) {
      if (mayRetry(error, job)) return false;
      job.fail(error);
    }
    queue.shift();
    return true;
  }

  function runQueue(): void {
    if (isPaused) return;
    const endMs = clock.monotonicMs() + LONGEST_TURN_MS;
    for (let job = queue[0]; job !== undefined; job = queue[0]) {
      if (!runFirst(job)) {
        pause((run) => {
          clock.setTimer(RETRY_MS, run);
        });
        return;
      }
      if (clock.monotonicMs() >= endMs && queue.length > 0) {
        pause(setImmediate);
        return;
      }
    }
  }

  function write<Value>(work: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (queue.length >= MOST_QUEUED) {
        reject(new KioskError('store/locked', 'Too much waits for the database already.'));
        return;
      }
      queue.push({
        run: () => {
          resolve(work());
        },
        fail: reject,
        untilMs: clock.monotonicMs() + LONGEST_WAIT_MS,
      });
      runQueue();
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
