import { HEARTBEAT_SILENCE_MS } from '#contract/relay/heartbeat.ts';
import {
  ALERT_KINDS,
  LINK_CLOSE,
  LINK_VERSION,
  type AlertMessage,
  type MachineMessage,
  type RelayMessage,
} from '#contract/relay/messages.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { Acknowledgements } from '../deliveries/acknowledgements.ts';
import { createDeliveryQueue, type DeliveryQueue } from '../deliveries/delivery-queue.ts';
import { inBackground } from '../runtime/background.ts';
import type { AlertStored } from '../store/ports/alerts.ts';
import type { CheckInVerdict } from '../store/ports/check-ins.ts';
import type { Delivery, DeliveryStore } from '../store/ports/deliveries.ts';
import type { Machine, MachineStore } from '../store/ports/machines.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import type { AuthenticatedMachine, LinkHandle, MachineSocket } from './connection.ts';
import { createLinkBudget, type LinkBudget } from './link-budget.ts';
import { createLinkProbe, type LinkProbe } from './link-probe.ts';
import { parseMachineFrame } from './machine-frame.ts';
import { createOpenCheckIns, type CheckInMessage, type OpenCheckIns } from './open-check-ins.ts';

export interface LinkDeps {
  readonly machines: Pick<MachineStore, 'findByCredential'>;
  readonly deliveries: Pick<DeliveryStore, 'pending'>;
  readonly acknowledgements: Acknowledgements;
  readonly units: SalesUnits;
  readonly clock: Clock;
  readonly log: Log;
  /** Stores a machine's alert; durable when it resolves, unless it says `tooMany`. */
  readonly onAlert: (machineId: string, message: AlertMessage) => Promise<AlertStored>;
}

interface LinkListener {
  readonly onEnd: (link: MachineLink) => void;
  /** The machine sent too much or read too little. */
  readonly onCutOff: (link: MachineLink) => void;
  /** A technician at the machine waits for a scan. */
  readonly onAwaitScan: (link: MachineLink) => void;
  /** Why the machine does not sell now; empty: it sells. */
  readonly onReadiness: (link: MachineLink, reasons: readonly string[]) => void;
}

/** A machine that leaves more than this unread is cut off. */
const MOST_BUFFERED_BYTES = 1_000_000;

/** The link of one connected machine: reads its frames, and sends it check-ins and payment events. */
export class MachineLink implements LinkHandle {
  readonly machineId: string;
  readonly merchantSerialNumber: string;
  readonly credentialHash: string;
  readonly #machine: Machine;
  readonly #deps: LinkDeps;
  readonly #socket: MachineSocket;
  readonly #listener: LinkListener;
  readonly #budget: LinkBudget;
  readonly #deliveries: DeliveryQueue;
  readonly #probe: LinkProbe;
  readonly #checkIns: OpenCheckIns;
  #cancelSilence: () => void = () => undefined;
  #isOver = false;
  #isWelcomed = false;
  /** When the machine last sent something; monotonic. */
  #heardAtMs: number;
  /** Until then a technician waits for the scan that verifies a QR; monotonic. */
  #qrVerificationUntilMs = 0;

  constructor(
    { machine, credentialHash }: AuthenticatedMachine,
    deps: LinkDeps & LinkListener,
    socket: MachineSocket,
  ) {
    this.#machine = machine;
    this.machineId = machine.machineId;
    this.merchantSerialNumber = machine.merchantSerialNumber;
    this.credentialHash = credentialHash;
    this.#deps = deps;
    this.#listener = deps;
    this.#socket = socket;
    this.#budget = createLinkBudget(socket, deps.clock, () => {
      this.#cutOff('too many frames');
    });
    this.#deliveries = createDeliveryQueue({
      ...deps,
      machineId: this.machineId,
      send: (text) => {
        this.#write(text);
      },
    });
    this.#probe = createLinkProbe(socket, deps.clock);
    this.#checkIns = createOpenCheckIns(deps.clock, (message) => {
      this.send(message);
    });
    this.#heardAtMs = deps.clock.monotonicMs();
    this.#watchSilence(HEARTBEAT_SILENCE_MS);
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
    this.#checkIns.end();
    this.#listener.onEnd(this);
  }

  onPong(): void {
    this.#probe.settle(true);
  }

  onText(text: string): void {
    if (this.#isOver || !this.#budget.mayRead(text.length)) return;
    this.#heardAtMs = this.#deps.clock.monotonicMs();
    const frame = parseMachineFrame(text);
    switch (frame.is) {
      case 'message':
        this.#handle(frame.message);
        break;
      case 'unknown':
        if (!this.#budget.mayHandle('unknown')) return;
        this.#deps.log.warn('relay.frame-unknown', {
          machineId: this.machineId,
          kind: frame.kind,
        });
        break;
      case 'malformed':
        this.#deps.log.warn('relay.frame-malformed', { machineId: this.machineId });
        this.end(LINK_CLOSE.malformed, 'not of this contract');
        break;
    }
  }

  askCheckIn(message: CheckInMessage): Promise<CheckInVerdict> {
    return this.#checkIns.ask(message);
  }

  deliver(delivery: Delivery): void {
    this.#deliveries.offer(delivery);
  }

  /**
   * A customer or a technician scanned the QR of a machine of this sales unit while a technician at this machine waits for
   * a scan. When the QR is another machine's, this machine is told.
   */
  onScan({ machineId, location }: Machine): void {
    if (this.#deps.clock.monotonicMs() >= this.#qrVerificationUntilMs) return;
    this.#qrVerificationUntilMs = 0;
    if (machineId !== this.machineId) this.send({ type: 'scanElsewhere', machineId, location });
  }

  /** Ends the link when its credential was taken back. */
  async checkCredential(): Promise<void> {
    const machine = await this.#deps.machines.findByCredential(this.credentialHash);
    if (machine?.machineId !== this.machineId)
      this.end(LINK_CLOSE.refused, 'the credential is gone');
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
    // A close frame would only wait behind the rest.
    this.#socket.terminate();
  }

  #cutOff(why: string): void {
    if (this.#isOver) return;
    this.#deps.log.error('relay.machine-cut-off', { machineId: this.machineId, why });
    this.#listener.onCutOff(this);
    this.#socket.close(LINK_CLOSE.tooMuch, why);
    this.onClose();
  }

  /** One timer for each link, set again only when it is due: frames come far more often. */
  #watchSilence(afterMs: number): void {
    const { clock } = this.#deps;
    this.#cancelSilence = clock.setTimer(afterMs, () => {
      const leftMs = this.#heardAtMs + HEARTBEAT_SILENCE_MS - clock.monotonicMs();
      if (leftMs > 0) this.#watchSilence(leftMs);
      else this.end(LINK_CLOSE.silent, 'no heartbeat');
    });
  }

  #handle(message: MachineMessage): void {
    switch (message.type) {
      case 'hello':
        if (this.#budget.mayHandle('hello')) this.#welcome();
        break;
      case 'heartbeat':
        if (!this.#budget.mayHandle('heartbeat')) break;
        this.#acknowledgeHeartbeat(message.id);
        this.#listener.onReadiness(this, message.reasons);
        break;
      case 'checkInAnswer':
        this.#onCheckInAnswer(message);
        break;
      case 'awaitProof':
        if (!this.#budget.mayHandle('awaitProof')) break;
        this.#qrVerificationUntilMs = this.#deps.clock.monotonicMs() + message.withinMs;
        this.#listener.onAwaitScan(this);
        break;
      case 'alert':
        if (this.#budget.mayHandle('alert')) this.#onAlert(message);
        break;
      case 'ack':
        if (!this.#deliveries.acknowledge(message.sequence)) this.#budget.mayHandle('unsolicited');
        break;
    }
  }

  #onAlert(message: AlertMessage): void {
    const { onAlert, log } = this.#deps;
    const { machineId } = this;
    const store = async (): Promise<void> => {
      const stored = await onAlert(machineId, message);
      if (stored !== 'tooMany') this.send({ type: 'alertAck', id: message.id });
    };
    inBackground(store, (error) => {
      log.error('relay.alert-not-kept', { machineId, error });
    });
  }

  #onCheckInAnswer(answer: Extract<MachineMessage, { type: 'checkInAnswer' }>): void {
    if (this.#checkIns.answer(answer)) return;
    const { checkInId, accepted } = answer;
    // Too late: Vipps has shown the customer a refusal.
    if (this.#budget.mayHandle('unsolicited') && accepted) {
      this.send({ type: 'checkInVoid', checkInId });
    }
  }

  #welcome(): void {
    if (this.#isWelcomed) return;
    const { units, clock } = this.#deps;
    const unit = units.find(this.#machine.merchantSerialNumber);
    if (unit === undefined) {
      this.end(LINK_CLOSE.refused, 'the sales unit is not set up here');
      return;
    }
    this.#isWelcomed = true;
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

  #acknowledgeHeartbeat(id: number): void {
    this.send({ type: 'heartbeatAck', id, serverTimeMs: this.#deps.clock.nowMs() });
  }
}
