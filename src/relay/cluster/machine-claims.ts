import type { Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { ClusterStore, HeldLink, LinkHolder, LinkQuestion } from '../store/ports/cluster.ts';
import type { Cluster } from './cluster.ts';

/** Another process probes its link for 4 s; the answer comes back within this time, or the link counts as dead. */
const PROBE_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 100;
/** Links that another process has taken are looked for this often; a wake-up says so at once. */
const LOOK_FOR_LOST_MS = 10_000;

export interface ClaimedMachine {
  readonly machineId: string;
  readonly merchantSerialNumber: string;
  readonly credentialHash: string;
}

/** What the links of this process do when another one asks. */
export interface ClaimListener {
  /** Whether the machine still answers over its link here. If not, the link ends. */
  isAlive(machineId: string): Promise<boolean>;
  /** Another process serves the machine now. */
  onLost(machineId: string): void;
  /** The QR of a machine was scanned, and this machine waits for a scan. */
  onScan(machineId: string, scannedMachineId: string): void;
}

/** Which of several processes serves a machine. */
export interface MachineClaims {
  /** Takes the machine for this process, unless it answers at another one. */
  claim(machine: ClaimedMachine): Promise<'claimed' | 'inUse'>;
  /** The machine's link here has ended. */
  release(machineId: string): void;
  /** The other process that serves the machine. */
  holderOf(machineId: string): Promise<string | undefined>;
  /** The machines that are connected to any process. Undefined: this process is alone and knows its own. */
  connected(): Promise<readonly string[] | undefined>;
  /** A technician at a machine of this process waits for a scan. */
  awaitScan(machineId: string, withinMs: number): void;
  /** A QR was scanned: other processes may have a technician who waits for it. */
  noteScan(machine: Omit<ClaimedMachine, 'credentialHash'>): void;
  listen(listener: ClaimListener): void;
}

/** One process alone serves every machine. */
export function createSoleClaims(): MachineClaims {
  return {
    claim: () => Promise.resolve('claimed'),
    release: () => undefined,
    holderOf: () => Promise.resolve(undefined),
    connected: () => Promise.resolve(undefined),
    awaitScan: () => undefined,
    noteScan: () => undefined,
    listen: () => undefined,
  };
}

interface ClaimDeps {
  readonly cluster: Cluster;
  readonly log: Log;
}

class SharedClaims implements MachineClaims {
  readonly #deps: ClaimDeps;
  readonly #store: ClusterStore;
  readonly #held = new Map<string, HeldLink>();
  #lookedForLostAtMs = 0;
  #listener: ClaimListener = {
    isAlive: () => Promise.resolve(false),
    onLost: () => undefined,
    onScan: () => undefined,
  };

  constructor(store: ClusterStore, deps: ClaimDeps) {
    this.#store = store;
    this.#deps = deps;
    deps.cluster.onLook('question', () => this.#answerQuestions());
    deps.cluster.onLook('lost', (subjects) => this.#dropLost(subjects !== undefined));
  }

  listen(listener: ClaimListener): void {
    this.#listener = listener;
  }

  async claim(machine: ClaimedMachine): Promise<'claimed' | 'inUse'> {
    const { machineId } = machine;
    const { cluster } = this.#deps;
    const { processId } = cluster;
    for (;;) {
      const holder = await this.#store.links.holder(machineId, cluster.clock.nowMs());
      const isElsewhere = holder !== undefined && holder.processId !== processId;
      const isSame = holder?.credentialHash === machine.credentialHash;
      if (isElsewhere && isSame && (await this.#answersElsewhere(holder))) return 'inUse';
      const nowMs = cluster.clock.nowMs();
      const order = { ...machine, processId, nowMs, replaces: holder?.epoch ?? 0 };
      const epoch = await this.#store.links.claim(order);
      if (epoch === undefined) continue;
      this.#held.set(machineId, { machineId, processId, epoch });
      if (isElsewhere) cluster.wake(holder.processId, 'lost', machineId);
      return 'claimed';
    }
  }

  release(machineId: string): void {
    const held = this.#held.get(machineId);
    if (held === undefined) return;
    this.#held.delete(machineId);
    // If it fails, another process finds out: it asks, and no link answers.
    this.#inBackground(() => this.#store.links.release(held));
  }

  async holderOf(machineId: string): Promise<string | undefined> {
    const { processId, clock } = this.#deps.cluster;
    const holder = await this.#store.links.holder(machineId, clock.nowMs());
    return holder?.processId === processId ? undefined : holder?.processId;
  }

  connected(): Promise<readonly string[]> {
    return this.#store.links.connected(this.#deps.cluster.clock.nowMs());
  }

  awaitScan(machineId: string, withinMs: number): void {
    const held = this.#held.get(machineId);
    if (held === undefined) return;
    const untilMs = this.#deps.cluster.clock.nowMs() + withinMs;
    this.#inBackground(() => this.#store.links.awaitScan(held, untilMs));
  }

  noteScan(machine: Omit<ClaimedMachine, 'credentialHash'>): void {
    const { cluster } = this.#deps;
    this.#inBackground(async () => {
      const told = await this.#store.links.noteScan(machine, cluster.clock.nowMs());
      for (const processId of told) cluster.wake(processId, 'question', machine.machineId);
    });
  }

  /** Asks the process that holds the link to probe it. No answer in time: that process or the machine is gone. */
  async #answersElsewhere(holder: LinkHolder): Promise<boolean> {
    const { cluster } = this.#deps;
    const { clock } = cluster;
    await this.#store.links.askProbe(holder, clock.nowMs());
    cluster.wake(holder.processId, 'question', holder.machineId);
    const untilMs = clock.monotonicMs() + PROBE_WITHIN_MS;
    while (clock.monotonicMs() < untilMs) {
      await new Promise<void>((resolve) => clock.setTimer(LOOK_EVERY_MS, resolve));
      const answer = await this.#store.links.probed(holder);
      if (answer !== 'waiting') return answer === 'alive';
    }
    return false;
  }

  async #answerQuestions(): Promise<void> {
    const questions = await this.#store.links.takeQuestions(this.#deps.cluster.processId);
    for (const question of questions) this.#inBackground(() => this.#answer(question));
  }

  async #answer({ machineId, isProbed, scannedMachineId }: LinkQuestion): Promise<void> {
    if (scannedMachineId !== null) this.#listener.onScan(machineId, scannedMachineId);
    if (!isProbed) return;
    const isAlive = await this.#listener.isAlive(machineId);
    const held = this.#held.get(machineId);
    if (isAlive && held !== undefined) {
      await this.#store.links.answerProbe(held, this.#deps.cluster.clock.nowMs());
    } else await this.#releaseUnknown(machineId);
  }

  /** A row that names this process although no link is here, since a release failed. */
  async #releaseUnknown(machineId: string): Promise<void> {
    const { processId, clock } = this.#deps.cluster;
    const holder = await this.#store.links.holder(machineId, clock.nowMs());
    if (holder?.processId !== processId || this.#held.has(machineId)) return;
    await this.#store.links.release(holder);
  }

  async #dropLost(isNow: boolean): Promise<void> {
    const { processId, clock } = this.#deps.cluster;
    if (!isNow && clock.monotonicMs() - this.#lookedForLostAtMs < LOOK_FOR_LOST_MS) return;
    this.#lookedForLostAtMs = clock.monotonicMs();
    const ours = [...this.#held.values()];
    if (ours.length === 0) return;
    const rows = await this.#store.links.heldBy(processId);
    const epochs = new Map(rows.map(({ machineId, epoch }) => [machineId, epoch]));
    for (const held of ours) {
      const { machineId, epoch } = held;
      if (this.#held.get(machineId) !== held || epochs.get(machineId) === epoch) continue;
      this.#held.delete(machineId);
      this.#listener.onLost(machineId);
    }
  }

  #inBackground(work: () => Promise<unknown>): void {
    inBackground(work, (error) => {
      this.#deps.log.error('relay.cluster-failed', { error });
    });
  }
}

export function createMachineClaims(deps: ClaimDeps): MachineClaims {
  const { store } = deps.cluster;
  return store === undefined ? createSoleClaims() : new SharedClaims(store, deps);
}
