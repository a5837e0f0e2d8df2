import type { NotReadyReason } from '#core/kiosk/readiness.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { availabilityText } from './availability-texts.ts';
import { inBackground } from '../runtime/background.ts';
import type { MachineLinks } from './machine-links.ts';
import type { QrTexts, WantedText } from './qr-texts.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';

/** The reason in a heartbeat while the machine answers no scans for a moment (core/desk/scan-pause.ts). */
const PAUSED: NotReadyReason = 'scan-pause';
/** Changes of one machine's text: Vipps documents no limit of its QR API, and a machine may come and go all day. */
const CHANGES: Budget = { burst: 4, perSecond: 1 / 30 };
const LOOK_FOR_A_CHANGE_AGAIN_MS = 5_000;
/** After a failure; doubled each time up to the longest. */
const TRY_AGAIN_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Changes on their way to Vipps at the same time, of all machines. */
const MOST_AT_ONCE = 4;

interface AvailabilityDeps {
  readonly store: Pick<RelayStore, 'machine' | 'machines'>;
  readonly links: Pick<MachineLinks, 'isConnected' | 'onPresence' | 'onReadiness'>;
  readonly units: SalesUnits;
  readonly texts: QrTexts;
  readonly clock: Clock;
  readonly log: Log;
  readonly afterMs: number;
}

/** Tells customers through the text of the QR that a machine is away or pauses, and takes it back (design §5). */
export interface Availability {
  start(): void;
  /** Something about this machine has changed: what is shown is made right. */
  check(machineId: string): void;
  stop(): void;
}

/** Some at a time, in the order in which they asked. */
function createTurns(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
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

class MachineTexts implements Availability {
  readonly #deps: AvailabilityDeps;
  readonly #inTurn = createTurns(MOST_AT_ONCE);
  /** Away for so long that it is told. */
  readonly #away = new Set<string>();
  readonly #paused = new Set<string>();
  readonly #cancelAway = new Map<string, () => void>();
  /** Machines that are worked on; true: something has changed meanwhile. */
  readonly #working = new Map<string, boolean>();
  readonly #changes = new Map<string, TokenBucket>();
  #cancelSweep: () => void = () => undefined;
  #isStopped = false;

  constructor(deps: AvailabilityDeps) {
    this.#deps = deps;
    deps.links.onPresence((machineId, isPresent) => {
      this.#noted(machineId, isPresent);
    });
    deps.links.onReadiness((machineId, reasons) => {
      const isPaused = reasons.includes(PAUSED);
      if (isPaused === this.#paused.has(machineId)) return;
      if (isPaused) this.#paused.add(machineId);
      else this.#paused.delete(machineId);
      this.check(machineId);
    });
  }

  /** Who was away before a restart of the relay, and has not come by then, is told away. */
  start(): void {
    const { clock, log, afterMs, store, links } = this.#deps;
    this.#cancelSweep = clock.setTimer(afterMs, () => {
      inBackground({ log, what: 'looking for machines that are away' }, async () => {
        for (const { machineId, isEnrolled } of await store.machines()) {
          const isExpected = links.isConnected(machineId) || this.#cancelAway.has(machineId);
          if (isEnrolled && !isExpected) this.#tellAway(machineId);
        }
      });
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelSweep();
    for (const cancel of this.#cancelAway.values()) cancel();
  }

  check(machineId: string): void {
    if (this.#isStopped) return;
    const isWorkedOn = this.#working.has(machineId);
    this.#working.set(machineId, isWorkedOn);
    if (isWorkedOn) return;
    inBackground({ log: this.#deps.log, what: 'the text of a QR', machineId }, () =>
      this.#work(machineId),
    );
  }

  #noted(machineId: string, isPresent: boolean): void {
    this.#cancelAway.get(machineId)?.();
    this.#cancelAway.delete(machineId);
    this.#paused.delete(machineId);
    if (this.#isStopped) return;
    if (isPresent) {
      this.#away.delete(machineId);
      this.check(machineId);
      return;
    }
    const { clock, afterMs } = this.#deps;
    const cancel = clock.setTimer(afterMs, () => {
      this.#tellAway(machineId);
    });
    this.#cancelAway.set(machineId, cancel);
  }

  #tellAway(machineId: string): void {
    this.#cancelAway.delete(machineId);
    this.#away.add(machineId);
    this.check(machineId);
  }

  /** One worker for each machine: goes on until what is shown is what is so. */
  async #work(machineId: string): Promise<void> {
    try {
      do {
        this.#working.set(machineId, false);
        await this.#converge(machineId);
      } while (this.#working.get(machineId) === true && !this.#isOver());
    } finally {
      this.#working.delete(machineId);
    }
  }

  async #converge(machineId: string): Promise<void> {
    const { texts, log } = this.#deps;
    let pauseMs = TRY_AGAIN_MS;
    while (!this.#isOver() && (await this.#wanted(machineId)) !== undefined) {
      const isAllowed = this.#changesOf(machineId).take();
      if (!isAllowed) {
        await this.#wait(LOOK_FOR_A_CHANGE_AGAIN_MS);
        continue;
      }
      const done = await this.#inTurn(() => texts.change(machineId, () => this.#wanted(machineId)));
      if (done.ok) {
        pauseMs = TRY_AGAIN_MS;
        log.info('the text of the QR was changed', { machineId });
        continue;
      }
      if (this.#isOver()) return;
      log.warn('the text of the QR was not changed', { machineId, why: done.error });
      await this.#wait(pauseMs);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  /** What should be shown now, when it is not shown; undefined: all is right, or nobody knows yet. */
  async #wanted(machineId: string): Promise<WantedText | undefined> {
    const { store, units, links, texts } = this.#deps;
    const machine = await store.machine(machineId);
    const unit = machine && units.find(machine.merchantSerialNumber);
    if (machine === undefined || unit === undefined) return undefined;
    const isHere = links.isConnected(machineId);
    if (!isHere && !this.#away.has(machineId)) return undefined;
    const { market } = unit.config;
    const hereText = this.#paused.has(machineId)
      ? availabilityText('shortPause', market)
      : machine.location;
    const text = isHere ? hereText : availabilityText('outOfOrder', market);
    const isShown = await texts.isShown(machineId, text, machine.location);
    return isShown ? undefined : { unit, text };
  }

  #isOver(): boolean {
    return this.#isStopped;
  }

  #changesOf(machineId: string): TokenBucket {
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
  return new MachineTexts(deps);
}
