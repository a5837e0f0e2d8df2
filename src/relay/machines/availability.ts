import { HEARTBEAT_SILENCE_MS } from '#contract/relay/heartbeat.ts';
import type { NotReadyReason } from '#core/kiosk/readiness.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import { availabilityText, type AvailabilityText } from './availability-texts.ts';
import type { Fleet } from './fleet.ts';
import type { MachineLinks } from './machine-links.ts';
import type { MachineClaims } from '../cluster/machine-claims.ts';
import type { QrTexts, WantedText } from './qr-texts.ts';
import { createLastingReadiness, readinessText, type LastingReadiness } from './readiness-texts.ts';

/** The reason in a heartbeat while the machine refuses scans for a moment. */
const PAUSED: NotReadyReason = 'scan-pause';
/** Text changes of one machine: Vipps documents no limit of its QR API, and a bad line may come and go all day. */
const CHANGES: Budget = { burst: 4, perSecond: 1 / 30 };
const RETRY_BUDGET_MS = 5_000;
/** After a failed change; doubled each time up to the longest. */
const RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** Changes that wait for Vipps at the same time, of all machines. */
const MOST_CONCURRENT = 4;

export interface AvailabilityDeps {
  readonly machines: Pick<MachineStore, 'find' | 'list'>;
  readonly links: Pick<MachineLinks, 'isConnected' | 'holderOf' | 'onConnection' | 'onReadiness'>;
  /** Of all processes. */
  readonly claims: Pick<MachineClaims, 'connected'>;
  readonly units: SalesUnits;
  readonly texts: QrTexts;
  readonly fleet: Pick<Fleet, 'statusOf'>;
  /** Customers are also told why a connected machine does not sell. */
  readonly tellsReadiness: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a machine must be disconnected before customers are told. */
  readonly afterMs: number;
}

/** Tells customers through the text of the QR that a machine is out of order or pauses, and takes it back (design §5). */
export interface Availability {
  start(): void;
  /** Makes the shown text right after something about this machine changed. */
  check(machineId: string): void;
  stop(): void;
}

/** Runs a few jobs at the same time, in the order in which they were asked for. */
function createConcurrencyLimit(
  most: number,
): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

class QrAvailability implements Availability {
  readonly #deps: AvailabilityDeps;
  readonly #limited = createConcurrencyLimit(MOST_CONCURRENT);
  /** Disconnected for so long that customers are told. */
  readonly #away = new Set<string>();
  readonly #paused = new Set<string>();
  readonly #cancelAway = new Map<string, () => void>();
  /** Machines whose text is being changed; true: look again afterwards. */
  readonly #working = new Map<string, boolean>();
  readonly #changes = new Map<string, TokenBucket>();
  readonly #readiness: LastingReadiness;
  #cancelFirstCheck: () => void = () => undefined;
  #isStopped = false;

  constructor(deps: AvailabilityDeps) {
    this.#deps = deps;
    this.#readiness = createLastingReadiness(deps.clock, (machineId) => {
      this.check(machineId);
    });
    deps.links.onConnection((machineId, isConnected, silentMs) => {
      if (isConnected) this.#onConnected(machineId);
      else this.#onDisconnected(machineId, silentMs);
    });
    deps.links.onReadiness((machineId, reasons) => {
      if (deps.tellsReadiness) this.#readiness.hear(machineId, reasons);
      const isPaused = reasons.includes(PAUSED);
      if (isPaused === this.#paused.has(machineId)) return;
      if (isPaused) this.#paused.add(machineId);
      else this.#paused.delete(machineId);
      this.check(machineId);
    });
  }

  /** After a restart of the relay, machines that do not connect in time are away as well. */
  start(): void {
    this.#lookForAway(new Set());
  }

  /** With several processes again and again: one that dies tells nobody that its machines are away. */
  #lookForAway(before: ReadonlySet<string>): void {
    const { clock, log, afterMs, claims } = this.#deps;
    this.#cancelFirstCheck = clock.setTimer(afterMs, () => {
      const look = async (): Promise<void> => {
        const connected = await claims.connected();
        const missing = await this.#missing(connected);
        // Seen twice, it has been away for so long.
        const away = connected === undefined ? missing : missing.filter((id) => before.has(id));
        for (const machineId of away) this.#showAway(machineId);
        if (connected !== undefined && !this.#isOver()) this.#lookForAway(new Set(missing));
      };
      inBackground(look, (error) => {
        log.error('relay.away-check-failed', { error });
        if (!this.#isOver()) this.#lookForAway(before);
      });
    });
  }

  async #missing(connected: readonly string[] = []): Promise<readonly string[]> {
    const elsewhere = new Set(connected);
    const isKnown = (machineId: string): boolean =>
      elsewhere.has(machineId) ||
      this.#deps.links.isConnected(machineId) ||
      this.#cancelAway.has(machineId);
    const machines = await this.#deps.machines.list();
    return machines
      .filter(({ machineId, isEnrolled }) => isEnrolled && !isKnown(machineId))
      .map(({ machineId }) => machineId);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelFirstCheck();
    this.#readiness.stop();
    for (const cancel of this.#cancelAway.values()) cancel();
  }

  check(machineId: string): void {
    if (this.#isStopped) return;
    const isWorkedOn = this.#working.has(machineId);
    this.#working.set(machineId, isWorkedOn);
    if (isWorkedOn) return;
    const { log } = this.#deps;
    inBackground(
      () => this.#work(machineId),
      (error) => {
        log.error('relay.qr-text-failed', { machineId, error });
      },
    );
  }

  #onConnected(machineId: string): void {
    this.#forget(machineId);
    this.#away.delete(machineId);
    this.check(machineId);
  }

  /** A silence that was noticed late, at a slow pace of heartbeats, is told as early as one at the quickest pace. */
  #onDisconnected(machineId: string, silentMs: number): void {
    this.#forget(machineId);
    if (this.#isStopped) return;
    const { clock, afterMs } = this.#deps;
    const cancel = clock.setTimer(afterMs - Math.max(silentMs - HEARTBEAT_SILENCE_MS, 0), () => {
      this.#showAway(machineId);
    });
    this.#cancelAway.set(machineId, cancel);
  }

  #forget(machineId: string): void {
    this.#cancelAway.get(machineId)?.();
    this.#cancelAway.delete(machineId);
    this.#paused.delete(machineId);
    this.#readiness.forget(machineId);
  }

  #showAway(machineId: string): void {
    this.#cancelAway.delete(machineId);
    this.#away.add(machineId);
    this.check(machineId);
  }

  /** One worker for each machine: changes the text until Vipps shows what is true. */
  async #work(machineId: string): Promise<void> {
    try {
      do {
        this.#working.set(machineId, false);
        await this.#makeRight(machineId);
      } while (this.#working.get(machineId) === true && !this.#isOver());
    } finally {
      this.#working.delete(machineId);
    }
  }

  async #makeRight(machineId: string): Promise<void> {
    const { texts, log } = this.#deps;
    let retryMs = RETRY_MS;
    while (!this.#isOver() && (await this.#neededChange(machineId)) !== undefined) {
      if (!this.#budgetOf(machineId).take()) {
        await this.#wait(RETRY_BUDGET_MS);
        continue;
      }
      const done = await this.#limited(() =>
        texts.change(machineId, () => this.#neededChange(machineId)),
      );
      if (done.ok) {
        retryMs = RETRY_MS;
        log.info('relay.qr-text-changed', { machineId });
        continue;
      }
      if (this.#isOver()) return;
      log.warn('relay.qr-text-not-changed', { machineId, why: done.error });
      await this.#wait(retryMs);
      retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
    }
  }

  /** The text that Vipps should show and does not; undefined: it is right, or the relay cannot know yet. */
  async #neededChange(machineId: string): Promise<WantedText | undefined> {
    const { machines, units, texts } = this.#deps;
    const machine = await machines.find(machineId);
    const unit = machine && units.find(machine.merchantSerialNumber);
    if (machine === undefined || unit === undefined) return undefined;
    const name = await this.#nameOf(machineId);
    if (name === 'unknown') return undefined;
    const text =
      name === 'location' ? machine.location : availabilityText(name, unit.config.market);
    const isShown = await texts.isShown(machineId, text, machine.location);
    return isShown ? undefined : { unit, text };
  }

  async #nameOf(machineId: string): Promise<AvailabilityText | 'location' | 'unknown'> {
    const { links, fleet, tellsReadiness } = this.#deps;
    if (!links.isConnected(machineId)) {
      if (!this.#away.has(machineId)) return 'unknown';
      // The process that it is connected to looks after its text.
      return (await links.holderOf(machineId)) === undefined ? 'outOfOrder' : 'unknown';
    }
    if (this.#paused.has(machineId)) return 'shortPause';
    if (this.#readiness.isPending(machineId)) return 'unknown';
    if (!tellsReadiness) return 'location';
    // Before the machine has spoken again: what it last said, also to another process or before a restart.
    const status = await fleet.statusOf(machineId);
    return readinessText(status?.reasons ?? []) ?? 'location';
  }

  #isOver(): boolean {
    return this.#isStopped;
  }

  #budgetOf(machineId: string): TokenBucket {
    const bucket = this.#changes.get(machineId) ?? createTokenBucket(CHANGES, this.#deps.clock);
    this.#changes.set(machineId, bucket);
    return bucket;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#deps.clock.setTimer(ms, resolve);
    });
  }
}

export function createAvailability(deps: AvailabilityDeps): Availability {
  return new QrAvailability(deps);
}
