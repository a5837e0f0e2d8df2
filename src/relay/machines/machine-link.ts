import {
  ALERT_KINDS,
  LINK_CLOSE,
  LINK_VERSION,
  type AlertMessage,
  type MachineMessage,
  type RelayMessage,
} from '#contract/relay/messages.ts';
import { HEARTBEAT_SILENCE_MS } from '#contract/relay/heartbeat.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { DeliveryMarks } from '../deliveries/acknowledgements.ts';
import { inBackground } from '../runtime/background.ts';
import { createLinkBudget, type LinkBudget } from './link-budget.ts';
import { createLinkDeliveries, type LinkDeliveries } from '../deliveries/delivery-queue.ts';
import { createLinkProbe, type LinkProbe } from './link-probe.ts';
import { machineFrameOf } from './machine-frame.ts';
import type { LinkHandle, LinkPlace, MachineSocket } from './machine-socket.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import type { Delivery, KeptAlert, Machine, RelayStore } from '../store/ports/relay-store.ts';

/** A machine's final answer to a check-in. */
export type CheckInVerdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

export interface LinkDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly marks: DeliveryMarks;
  readonly clock: Clock;
  readonly log: Log;
  /** Keeps a machine's alert; durable when it resolves, unless it says `tooMany`. */
  readonly onAlert: (machineId: string, message: AlertMessage) => Promise<KeptAlert>;
}

interface Ends {
  readonly onEnd: (link: MachineLink) => void;
  /** It was cut off because it sent too much or read too little. */
  readonly onCutOff: (link: MachineLink) => void;
  /** Why it sells nothing now; empty: it sells. */
  readonly onReadiness: (link: MachineLink, reasons: readonly string[]) => void;
}

/** A machine that reads nothing is not waited for beyond this. */
const MOST_BUFFERED_BYTES = 1_000_000;
/** A credential can be taken back by another process at any time. Less than the time between two heartbeats. */
const CREDENTIAL_LOOK_MS = 9_000;

export class MachineLink implements LinkHandle {
  readonly machineId: string;
  readonly credentialHash: string;
  readonly #machine: Machine;
  readonly #deps: LinkDeps;
  readonly #socket: MachineSocket;
  readonly #ends: Ends;
  readonly #budget: LinkBudget;
  readonly #deliveries: LinkDeliveries;
  readonly #waiting = new Map<string, (verdict: CheckInVerdict) => void>();
  #cancelSilence: () => void = () => undefined;
  #isOver = false;
  #isWelcome = false;
  #credentialLookAtMs = 0;
  /** Until then a scan at another machine is told; monotonic. */
  #proofUntilMs = 0;
  readonly #probe: LinkProbe;

  constructor(place: LinkPlace, deps: LinkDeps & Ends, socket: MachineSocket) {
    this.#machine = place.machine;
    this.machineId = place.machine.machineId;
    this.credentialHash = place.credentialHash;
    this.#deps = deps;
    this.#ends = deps;
    this.#socket = socket;
    this.#budget = createLinkBudget(socket, deps.clock, () => {
      this.#cutOff('too many frames');
    });
    this.#deliveries = createLinkDeliveries({
      ...deps,
      machineId: this.machineId,
      send: (text) => {
        this.#write(text);
      },
    });
    this.#probe = createLinkProbe(socket, deps.clock);
    this.#heard();
  }

  send(message: RelayMessage): void {
    this.#write(JSON.stringify(message));
  }

  end(code: number, reason: string): void {
    if (this.#isOver) return;
    this.#socket.close(code, reason);
    this.onClose();
  }

  onClose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelSilence();
    this.#budget.end();
    this.#deliveries.end();
    this.#probe.settle(false);
    for (const answer of this.#waiting.values()) answer({ accepted: false, reason: 'offline' });
    this.#waiting.clear();
    this.#ends.onEnd(this);
  }

  onPong(): void {
    this.#probe.settle(true);
  }

  onText(text: string): void {
    if (this.#isOver || !this.#budget.mayRead(text.length)) return;
    this.#heard();
    const frame = machineFrameOf(text);
    switch (frame.is) {
      case 'message':
        this.#handle(frame.message);
        break;
      case 'unknown':
        if (!this.#budget.mayHandle('unknown')) return;
        this.#deps.log.warn('a frame that this relay does not understand', {
          machineId: this.machineId,
          kind: frame.kind,
        });
        break;
      case 'malformed':
        this.#deps.log.warn('a frame that is not of the link', { machineId: this.machineId });
        this.end(LINK_CLOSE.malformed, 'not of this contract');
        break;
    }
  }

  ask(message: Extract<RelayMessage, { type: 'checkIn' }>): Promise<CheckInVerdict> {
    const { checkInId, answerWithinMs } = message;
    return new Promise((resolve) => {
      const answer = (verdict: CheckInVerdict): void => {
        cancel();
        this.#waiting.delete(checkInId);
        resolve(verdict);
      };
      const cancel = this.#deps.clock.setTimer(answerWithinMs, () => {
        answer({ accepted: false, reason: 'no-answer' });
        this.send({ type: 'checkInVoid', checkInId });
      });
      this.#waiting.set(checkInId, answer);
      this.send(message);
    });
  }

  deliver(delivery: Delivery): void {
    this.#deliveries.offer(delivery);
  }

  /** Once: the next scan after it is somebody else's. */
  noteScan({ machineId, merchantSerialNumber, location }: Machine): void {
    if (this.#deps.clock.monotonicMs() >= this.#proofUntilMs) return;
    if (merchantSerialNumber !== this.#machine.merchantSerialNumber) return;
    this.#proofUntilMs = 0;
    if (machineId !== this.machineId) this.send({ type: 'scanElsewhere', machineId, location });
  }

  /** Whether the machine still answers over this link. */
  isAlive(): Promise<boolean> {
    return this.#isOver ? Promise.resolve(false) : this.#probe.isAlive();
  }

  #write(text: string): void {
    if (this.#isOver) return;
    this.#socket.send(text);
    if (this.#socket.bufferedBytes() <= MOST_BUFFERED_BYTES) return;
    this.#cutOff('reads nothing');
    // A word to it would only join the rest.
    this.#socket.terminate();
  }

  #cutOff(why: string): void {
    if (this.#isOver) return;
    this.#deps.log.error('a machine is cut off', { machineId: this.machineId, why });
    this.#ends.onCutOff(this);
    this.#socket.close(LINK_CLOSE.tooMuch, why);
    this.onClose();
  }

  #heard(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#deps.clock.setTimer(HEARTBEAT_SILENCE_MS, () => {
      this.end(LINK_CLOSE.silent, 'no heartbeat');
    });
  }

  #handle(message: MachineMessage): void {
    switch (message.type) {
      case 'hello':
        if (this.#budget.mayHandle('hello')) this.#welcome();
        break;
      case 'heartbeat':
        if (!this.#budget.mayHandle('heartbeat')) break;
        this.#heartbeat(message.id);
        this.#ends.onReadiness(this, message.reasons);
        break;
      case 'checkInAnswer':
        this.#answered(message);
        break;
      case 'awaitProof':
        if (!this.#budget.mayHandle('awaitProof')) break;
        this.#proofUntilMs = this.#deps.clock.monotonicMs() + message.withinMs;
        break;
      case 'alert':
        if (this.#budget.mayHandle('alert')) this.#alerted(message);
        break;
      case 'ack':
        if (!this.#deliveries.acknowledge(message.sequence)) this.#budget.mayHandle('stray');
        break;
    }
  }

  #alerted(message: AlertMessage): void {
    const { onAlert, log } = this.#deps;
    const { machineId } = this;
    inBackground({ log, what: 'keeping an alert', machineId }, async () => {
      const kept = await onAlert(machineId, message);
      if (kept !== 'tooMany') this.send({ type: 'alertAck', id: message.id });
    });
  }

  #answered({
    checkInId,
    accepted,
    reason,
  }: Extract<MachineMessage, { type: 'checkInAnswer' }>): void {
    const answer = this.#waiting.get(checkInId);
    if (answer !== undefined) {
      answer(accepted ? { accepted } : { accepted, reason: reason ?? 'not-ready' });
      return;
    }
    // Too late: the customer's app has been told no.
    if (this.#budget.mayHandle('stray') && accepted) this.send({ type: 'checkInVoid', checkInId });
  }

  #welcome(): void {
    if (this.#isWelcome) return;
    const { units, clock } = this.#deps;
    const unit = units.find(this.#machine.merchantSerialNumber);
    if (unit === undefined) {
      this.end(LINK_CLOSE.refused, 'the sales unit is not set up here');
      return;
    }
    this.#isWelcome = true;
    this.send({
      type: 'welcome',
      version: LINK_VERSION,
      machineId: this.machineId,
      serverTimeMs: clock.nowMs(),
      location: this.#machine.location,
      salesUnit: unit.publicTerms,
      alertKinds: [...ALERT_KINDS],
    });
    this.#deliveries.begin();
  }

  #heartbeat(id: number): void {
    const { clock, log } = this.#deps;
    this.send({ type: 'heartbeatAck', id, serverTimeMs: clock.nowMs() });
    const nowMs = clock.monotonicMs();
    if (nowMs < this.#credentialLookAtMs) return;
    this.#credentialLookAtMs = nowMs + CREDENTIAL_LOOK_MS;
    const { machineId } = this;
    inBackground({ log, what: 'the look at a credential', machineId }, () =>
      this.#checkCredential(),
    );
  }

  async #checkCredential(): Promise<void> {
    const machine = await this.#deps.store.machineOfCredential(this.credentialHash);
    if (machine?.machineId !== this.machineId)
      this.end(LINK_CLOSE.refused, 'the credential is gone');
  }
}
