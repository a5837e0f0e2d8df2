import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';
import type { FleetStore, MachineReport, MachineStatus } from '../store/ports/fleet.ts';
import type { MachineLinks, MachineNews } from './machine-links.ts';

/** News waits so long, so that thousands of machines cost one write. A crash loses what came in this time. */
const WRITE_EVERY_MS = 5_000;
/** Machines in one transaction: longer ones would hold up a sale. */
const MOST_AT_ONCE = 200;
/** Entries in the history of one machine: a bad line may come and go all day. */
const HISTORY: Budget = { burst: 20, perSecond: 1 / 300 };

/** The last status of each machine, for the operator. */
export interface Fleet {
  /** Of this process's memory, or else of the store: also of a machine that has not spoken since the relay started. */
  statusOf(machineId: string): Promise<MachineStatus | undefined>;
  /** The machines that are connected to this process. */
  connected(): readonly MachineStatus[];
  start(): void;
  /** Writes what waits. */
  stop(): Promise<void>;
}

interface FleetDeps {
  readonly store: Pick<FleetStore, 'save' | 'find'>;
  readonly links: Pick<MachineLinks, 'holderOf' | 'onConnection' | 'onReadiness'>;
  readonly clock: Clock;
  readonly log: Log;
}

const UNKNOWN: MachineStatus = {
  isConnected: false,
  sinceMs: 0,
  heardAtMs: 0,
  state: 'notReady',
  reasons: [],
  faults: [],
  software: '',
  driver: '',
  lastSaleAtMs: undefined,
  roundTripMs: undefined,
};

/** What the history is about. A sale, a round trip or the time of a word is not. */
function gist(status: MachineStatus): string {
  const { isConnected, reasons, faults, software, driver } = status;
  return JSON.stringify([isConnected, reasons, faults, software, driver]);
}

/** What one machine waits to have written. */
interface Waiting {
  connects: number;
  isNews: boolean;
}

class FleetReports implements Fleet {
  readonly #deps: FleetDeps;
  readonly #known = new Map<string, MachineStatus>();
  /** Connected since the store was last read: another process may know more, or this one before its restart. */
  readonly #unread = new Set<string>();
  readonly #history = new Map<string, TokenBucket>();
  readonly #waiting = new Map<string, Waiting>();
  #cancel: () => void = () => undefined;

  constructor(deps: FleetDeps) {
    this.#deps = deps;
    deps.links.onConnection((machineId, isConnected) => {
      const nowMs = deps.clock.nowMs();
      const before = this.#known.get(machineId) ?? UNKNOWN;
      this.#note(machineId, { ...before, isConnected, sinceMs: nowMs });
      if (!isConnected) return;
      this.#unread.add(machineId);
      this.#waitingOf(machineId).connects += 1;
    });
    deps.links.onReadiness((machineId, _reasons, news) => {
      this.#hear(machineId, news);
    });
  }

  async statusOf(machineId: string): Promise<MachineStatus | undefined> {
    if (!this.#known.has(machineId)) return this.#deps.store.find(machineId);
    await this.#read(machineId);
    return this.#known.get(machineId);
  }

  connected(): readonly MachineStatus[] {
    return [...this.#known.values()].filter(({ isConnected }) => isConnected);
  }

  start(): void {
    this.#cancel = this.#deps.clock.setTimer(WRITE_EVERY_MS, () => {
      this.start();
    });
    inBackground(
      () => this.#write(),
      (error) => {
        this.#deps.log.error('relay.fleet-not-kept', { error });
      },
    );
  }

  async stop(): Promise<void> {
    this.#cancel();
    await this.#write().catch(() => undefined);
  }

  #hear(machineId: string, { software, heartbeat }: MachineNews): void {
    const nowMs = this.#deps.clock.nowMs();
    const before = this.#known.get(machineId) ?? UNKNOWN;
    const { state, reasons, faults, driver, lastSaleAtMs, roundTripMs } = heartbeat;
    this.#note(machineId, {
      ...before,
      ...{ heardAtMs: nowMs, state, reasons, software, faults: faults ?? [] },
      driver: driver ?? '',
      lastSaleAtMs: lastSaleAtMs ?? before.lastSaleAtMs,
      roundTripMs: roundTripMs ?? before.roundTripMs,
    });
  }

  /** What the store knows better: all of it while the machine has not spoken, else what an older machine never tells. */
  async #read(machineId: string): Promise<void> {
    if (!this.#unread.has(machineId)) return;
    const stored = await this.#deps.store.find(machineId);
    const known = this.#known.get(machineId);
    this.#unread.delete(machineId);
    if (stored === undefined || known === undefined) return;
    const { isConnected, sinceMs } = known;
    const { machineId: _id, connects: _connects, ...last } = stored;
    const newer = known.heardAtMs >= last.heardAtMs ? known : { ...last, isConnected, sinceMs };
    const lastSaleAtMs = known.lastSaleAtMs ?? last.lastSaleAtMs;
    this.#known.set(machineId, {
      ...newer,
      lastSaleAtMs,
      roundTripMs: newer.roundTripMs ?? last.roundTripMs,
    });
  }

  #note(machineId: string, status: MachineStatus): void {
    const before = this.#known.get(machineId);
    this.#known.set(machineId, status);
    const waiting = this.#waitingOf(machineId);
    if (before === undefined || gist(before) !== gist(status)) waiting.isNews = true;
  }

  #waitingOf(machineId: string): Waiting {
    const waiting = this.#waiting.get(machineId) ?? { connects: 0, isNews: false };
    this.#waiting.set(machineId, waiting);
    return waiting;
  }

  async #write(): Promise<void> {
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting].slice(0, MOST_AT_ONCE);
      for (const [machineId] of batch) this.#waiting.delete(machineId);
      try {
        const own = await this.#ownOf(batch);
        await this.#deps.store.save(own.flatMap((entry) => this.#reportOf(entry) ?? []));
      } catch (error) {
        this.#putBack(batch);
        throw error;
      }
    }
  }

  /** A machine that moved to another process is that one's to report, and not away. */
  async #ownOf(
    batch: readonly (readonly [string, Waiting])[],
  ): Promise<readonly (readonly [string, Waiting])[]> {
    const own: (readonly [string, Waiting])[] = [];
    for (const entry of batch) {
      const [machineId] = entry;
      await this.#read(machineId);
      const isHere = this.#known.get(machineId)?.isConnected === true;
      if (isHere || (await this.#deps.links.holderOf(machineId)) === undefined) own.push(entry);
    }
    return own;
  }

  #reportOf([machineId, { connects, isNews }]: readonly [string, Waiting]):
    MachineReport | undefined {
    const status = this.#known.get(machineId);
    if (status === undefined) return undefined;
    const bucket = this.#history.get(machineId) ?? createTokenBucket(HISTORY, this.#deps.clock);
    this.#history.set(machineId, bucket);
    return { machineId, status, connects, isNews: isNews && bucket.take() };
  }

  #putBack(batch: readonly (readonly [string, Waiting])[]): void {
    for (const [machineId, { connects, isNews }] of batch) {
      const waiting = this.#waitingOf(machineId);
      waiting.connects += connects;
      waiting.isNews ||= isNews;
    }
  }
}

export function createFleet(deps: FleetDeps): Fleet {
  return new FleetReports(deps);
}
