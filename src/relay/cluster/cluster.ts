import type { Clock, Log } from '#core/base/ports.ts';
import { randomUUID } from 'node:crypto';
import { inBackground } from '../runtime/background.ts';
import type { ClusterStore } from '../store/ports/cluster.ts';
import { createWakeUpQueue, parseWakeUp, type WakeUpCall } from './wake-up-queue.ts';

/** A process that has not renewed its lease for this long is dead: its machines and its work are free. */
export const PROCESS_LEASE_MS = 10_000;
const RENEW_EVERY_MS = 3_000;
/** The database's clock is read again this often. */
const MEASURE_EVERY_MS = 60_000;
/** How often a process looks by itself, if nothing wakes it, */
const LOOK_EVERY_MS = 1_000;
/** and while wake-ups cannot be heard. A customer waits for some of it. */
const LOOK_OFTEN_MS = 200;

/** Longer than one call to Vipps may take with its repetitions, */
const EXCLUSIVE_LEASE_MS = 60_000;
/** and how long another process waits for it, */
const EXCLUSIVE_WAIT_MS = 10_000;
/** looking so often. */
const EXCLUSIVE_LOOK_MS = 200;

/** Subjects undefined: everything of this kind. */
export type Look = (subjects: readonly string[] | undefined) => Promise<void>;

/** This process among those that serve the same machines from one database. */
export interface Cluster {
  /** Random, for the life of the process. */
  readonly processId: string;
  /** Undefined: this process is alone. */
  readonly store: ClusterStore | undefined;
  /** This computer's clock, with the time of the database that all processes share. */
  readonly clock: Clock;
  /** Calls `look` when another process says so, and every second. Rows are the truth: a wake-up only saves the wait. */
  onLook(kind: string, look: Look): void;
  /** Makes another process look at a subject now. May get lost. */
  wake(processId: string, kind: string, subject: string): void;
  /** @returns whether this process does the job of this name, for so long */
  takeLease(name: string, forMs: number): Promise<boolean>;
  /** Runs work that no other process does at the same time. Throws when another one does not end it in time. */
  exclusively<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  start(): Promise<void>;
  /** Gives everything free at once. */
  stop(): Promise<void>;
}

/** One process alone: nothing to share, nothing to wait for. */
export function createLoneProcess(clock: Clock): Cluster {
  return {
    processId: randomUUID(),
    store: undefined,
    clock,
    onLook: () => undefined,
    wake: () => undefined,
    takeLease: () => Promise.resolve(true),
    exclusively: (_name, work) => work(),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

class ProcessAmongMany implements Cluster {
  readonly processId = randomUUID();
  readonly store: ClusterStore;
  readonly clock: Clock;
  readonly #local: Clock;
  readonly #log: Log;
  readonly #looks = new Map<string, Look>();
  /** Looking, and whether to look again afterwards. */
  readonly #looking = new Map<string, boolean>();
  readonly #wakeUps;
  /** Database time minus our monotonic time. */
  #offsetMs: number;
  #measuredAtMs = -Infinity;
  #isListening = false;
  #isStopped = false;
  #listener: { close(): Promise<void> } | undefined;
  readonly #timers = new Set<() => void>();

  constructor(store: ClusterStore, { clock, log }: { clock: Clock; log: Log }) {
    this.store = store;
    this.#local = clock;
    this.#log = log;
    this.#offsetMs = clock.nowMs() - clock.monotonicMs();
    this.clock = {
      nowMs: () => Math.round(clock.monotonicMs() + this.#offsetMs),
      monotonicMs: () => clock.monotonicMs(),
      setTimer: (afterMs, run) => clock.setTimer(afterMs, run),
    };
    this.#wakeUps = createWakeUpQueue({ store: store.wakeUps, clock, log });
  }

  onLook(kind: string, look: Look): void {
    this.#looks.set(kind, look);
  }

  wake(processId: string, kind: string, subject: string): void {
    if (processId === this.processId) this.#look(kind, [subject]);
    else this.#wakeUps.add(processId, kind, subject);
  }

  takeLease(name: string, forMs: number): Promise<boolean> {
    const nowMs = this.clock.nowMs();
    const lease = { name, processId: this.processId };
    return this.store.leases.take(lease, { nowMs, untilMs: nowMs + forMs });
  }

  async exclusively<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const untilMs = this.clock.monotonicMs() + EXCLUSIVE_WAIT_MS;
    while (!(await this.takeLease(name, EXCLUSIVE_LEASE_MS))) {
      if (this.clock.monotonicMs() >= untilMs) throw new Error('another process is at it');
      await new Promise<void>((resolve) => this.clock.setTimer(EXCLUSIVE_LOOK_MS, resolve));
    }
    try {
      return await work();
    } finally {
      // Otherwise the lease ends by itself.
      await this.store.leases.release({ name, processId: this.processId }).catch(() => undefined);
    }
  }

  async start(): Promise<void> {
    await this.#renew();
    this.#listener = this.store.wakeUps.listen(this.processId, {
      onText: (text) => {
        this.#onWakeUp(parseWakeUp(text));
      },
      onListening: (isListening) => {
        this.#isListening = isListening;
        if (isListening) this.#onWakeUp('everything');
      },
    });
    this.#repeat(
      () => RENEW_EVERY_MS,
      () => this.#renew(),
    );
    this.#repeat(
      () => (this.#isListening ? LOOK_EVERY_MS : LOOK_OFTEN_MS),
      () => {
        this.#onWakeUp('everything');
        return Promise.resolve();
      },
    );
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const cancel of this.#timers) cancel();
    await this.#listener?.close();
    await this.#wakeUps.flush().catch(() => undefined);
    // Without it the others wait until the lease is over.
    await this.store.processes.end(this.processId).catch(() => undefined);
  }

  #repeat(everyMs: () => number, work: () => Promise<void>): void {
    let cancel: () => void = () => undefined;
    const plan = (): void => {
      this.#timers.delete(cancel);
      if (this.#isStopped) return;
      cancel = this.#local.setTimer(everyMs(), () => {
        inBackground(
          () => work().finally(plan),
          (error) => {
            this.#log.error('relay.cluster-failed', { error });
          },
        );
      });
      this.#timers.add(cancel);
    };
    plan();
  }

  async #renew(): Promise<void> {
    const { processes } = this.store;
    const atMs = this.#local.monotonicMs();
    if (atMs - this.#measuredAtMs >= MEASURE_EVERY_MS) {
      const nowMs = await processes.nowMs();
      const tookMs = this.#local.monotonicMs() - atMs;
      this.#offsetMs = nowMs + tookMs / 2 - this.#local.monotonicMs();
      this.#measuredAtMs = atMs;
      await processes.removeOver(this.clock.nowMs() - MEASURE_EVERY_MS);
      await this.store.limits.removeBefore(this.clock.nowMs() - 2 * MEASURE_EVERY_MS);
    }
    if (this.#isStopped) return;
    await processes.renew(this.processId, this.clock.nowMs() + PROCESS_LEASE_MS);
  }

  #onWakeUp(call: WakeUpCall): void {
    if (call === 'everything') for (const kind of this.#looks.keys()) this.#look(kind, undefined);
    else for (const [kind, subjects] of call) this.#look(kind, subjects);
  }

  #look(kind: string, subjects: readonly string[] | undefined): void {
    const look = this.#looks.get(kind);
    if (look === undefined || this.#isStopped) return;
    // A look that is slow must not pile up; a call for named subjects is never dropped.
    if (subjects === undefined && this.#looking.has(kind)) {
      this.#looking.set(kind, true);
      return;
    }
    if (subjects === undefined) this.#looking.set(kind, false);
    inBackground(
      () =>
        look(subjects).finally(() => {
          if (subjects !== undefined) return;
          const isAgain = this.#looking.get(kind) === true;
          this.#looking.delete(kind);
          if (isAgain) this.#look(kind, undefined);
        }),
      (error) => {
        this.#log.error('relay.cluster-failed', { error });
      },
    );
  }
}

export function createCluster(
  store: ClusterStore | undefined,
  deps: { readonly clock: Clock; readonly log: Log },
): Cluster {
  return store === undefined ? createLoneProcess(deps.clock) : new ProcessAmongMany(store, deps);
}
