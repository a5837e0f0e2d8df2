import { isKioskError, KioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import type { Database } from '#sqlite/database.ts';

/**
 * How the stores read and write the database file. Writes happen in the order in which they were asked for; each is all or
 * nothing. Work may run twice: it changes nothing but the database.
 */
export interface DatabaseAccess {
  readonly read: <Value>(work: () => Value) => Promise<Value>;
  /** Durable when it resolves. */
  readonly write: <Value>(work: () => Value) => Promise<Value>;
  readonly tryWrite: (work: () => void) => WriteTried;
  /** Closes the file after all writes that were asked for before. */
  readonly close: () => Promise<void>;
}

/** A write that nobody waits for when it cannot be made now. */
export interface WriteTried {
  /** Resolves when it is durable, has failed, or waits for another program that locks the file. Never rejects. */
  readonly tried: Promise<void>;
  readonly written: Promise<void>;
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
  /** Throws what the work throws. */
  readonly run: () => void;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
  /** It was tried, and may have to wait. */
  readonly tried: () => void;
  readonly untilMs: number;
  /** A transaction that it shared with others failed: it gets one of its own. */
  isAlone: boolean;
}

function durableAfter<Value>(
  add: (job: Job) => void,
  work: () => Value,
  { untilMs, tried = () => undefined }: { readonly untilMs: number; readonly tried?: () => void },
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let value: Value;
    add({
      run: () => {
        value = work();
      },
      done: () => {
        resolve(value);
        tried();
      },
      fail: (error) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        tried();
      },
      ...{ tried, untilMs, isAlone: false },
    });
  });
}

/** For commands: runs each job at once, and lets SQLite wait while another program locks the file. */
export function createBlockingAccess(db: Database): DatabaseAccess {
  const now = <Value>(work: () => Value): Promise<Value> =>
    new Promise((resolve) => {
      resolve(work());
    });
  const write = <Value>(work: () => Value): Promise<Value> => now(() => db.atomically(work));
  return {
    ...{ read: now, write },
    tryWrite: (work) => {
      const written = write(work);
      return { written, tried: written.catch(() => undefined) };
    },
    close: () =>
      now(() => {
        db.close();
      }),
  };
}

/**
 * For the server: SQLite must not wait (`busyTimeoutMs: 0`), because that would stop the whole process. Writes that wait at
 * the same time share one transaction, since each commit waits for the disk; if one of them fails, each gets its own. While
 * another program locks the file, all of them are tried again by a timer. Reads do not queue: in WAL mode a writer never
 * blocks a reader.
 */
class QueuedAccess implements DatabaseAccess {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #queue: Job[] = [];
  /** Nothing is planned · a later turn continues with the queue · a timer does, since the file is locked. */
  #state: 'idle' | 'planned' | 'locked' = 'idle';

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  readonly read = async <Value>(work: () => Value): Promise<Value> => {
    try {
      return work();
    } catch (error) {
      if (isKioskError(error, 'store/locked')) return this.write(work);
      throw error;
    }
  };

  readonly write = <Value>(work: () => Value): Promise<Value> =>
    durableAfter(
      (job) => {
        this.#add(job);
      },
      work,
      { untilMs: this.#untilMs() },
    );

  readonly tryWrite = (work: () => void): WriteTried => {
    let written = Promise.resolve();
    const tried = new Promise<void>((resolve) => {
      written = durableAfter(
        (job) => {
          this.#add(job);
        },
        work,
        { untilMs: this.#untilMs(), tried: resolve },
      );
    });
    return { tried, written };
  };

  readonly close = async (): Promise<void> => {
    await this.write(() => undefined);
    this.#db.close();
  };

  #untilMs(): number {
    return this.#clock.monotonicMs() + LONGEST_WAIT_MS;
  }

  #hasRoomFor(job: Job): boolean {
    if (this.#queue.length < MOST_QUEUED) return true;
    job.fail(new KioskError('store/locked', 'Too much waits for the database already.'));
    return false;
  }

  #add(job: Job): void {
    if (!this.#hasRoomFor(job)) return;
    this.#queue.push(job);
    if (this.#state === 'locked') job.tried();
    this.#plan();
  }

  /** In a later turn: what other sockets bring in this one shares the commit. */
  #plan(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'planned';
    setImmediate(() => {
      this.#runQueue();
    });
  }

  #runQueue(): void {
    const endMs = this.#clock.monotonicMs() + LONGEST_TURN_MS;
    while (this.#queue.length > 0) {
      const refusal = this.#commitSome(endMs);
      if (refusal !== undefined) {
        this.#waitForLock(refusal);
        return;
      }
      if (this.#clock.monotonicMs() >= endMs) break;
    }
    this.#state = 'idle';
    if (this.#queue.length > 0) this.#plan();
  }

  /** @returns the refusal when another program locks the file */
  #commitSome(endMs: number): KioskError | undefined {
    const isAlone = this.#queue[0]?.isAlone === true;
    const together = isAlone ? 1 : this.#queue.findIndex((job) => job.isAlone);
    const most = together === -1 ? this.#queue.length : together;
    let begun = 0;
    try {
      this.#db.atomically(() => {
        while (begun < most && (begun === 0 || this.#clock.monotonicMs() < endMs)) {
          begun += 1;
          this.#queue[begun - 1]?.run();
        }
      });
    } catch (error) {
      if (isKioskError(error, 'store/locked')) return error;
      this.#onFailure(begun, error);
      return undefined;
    }
    for (const job of this.#queue.splice(0, begun)) job.done();
    return undefined;
  }

  /** Nothing of it is in the file. */
  #onFailure(begun: number, error: unknown): void {
    if (begun <= 1) this.#queue.shift()?.fail(error);
    else for (const job of this.#queue.slice(0, begun)) job.isAlone = true;
  }

  #waitForLock(refusal: KioskError): void {
    const nowMs = this.#clock.monotonicMs();
    const jobs = this.#queue.splice(0);
    for (const job of jobs) {
      if (job.untilMs > nowMs) this.#queue.push(job);
      else job.fail(refusal);
      job.tried();
    }
    this.#state = 'locked';
    this.#clock.setTimer(RETRY_MS, () => {
      this.#state = 'planned';
      this.#runQueue();
    });
  }
}

export function createQueuedAccess(db: Database, clock: Clock): DatabaseAccess {
  return new QueuedAccess(db, clock);
}
