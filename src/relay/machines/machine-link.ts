import {
  LINK_CLOSE,
  REPLACED,
  type AlertMessage,
  type MachineMessage,
  type RelayMessage,
} from '#contract/relay/messages.ts';
import { createDeliveryQueue, type DeliveryQueue } from '../deliveries/delivery-queue.ts';
import { inBackground } from '../runtime/background.ts';
import type { CheckInVerdict } from '../store/ports/check-ins.ts';
import type { Delivery } from '../store/ports/deliveries.ts';
import type { Machine } from '../store/ports/machines.ts';
import type { AuthenticatedMachine, LinkHandle, MachineSocket } from './connection.ts';
import { createLinkBudget, type LinkBudget } from './link-budget.ts';
import type { LinkDeps } from './link-deps.ts';
import { createLinkProbe, type LinkProbe } from './link-probe.ts';
import { parseMachineFrame } from './machine-frame.ts';
import { createOpenCheckIns, type CheckInMessage, type OpenCheckIns } from './open-check-ins.ts';
import { createSilenceWatch, type SilenceWatch } from './silence-watch.ts';
import { welcomeTo } from './welcome.ts';

type Heartbeat = Extract<MachineMessage, { type: 'heartbeat' }>;

/** What a machine tells about itself. */
export interface MachineNews {
  /** Name and version. */
  readonly software: string;
  readonly heartbeat: Heartbeat;
}

interface LinkListener {
  /** `silentMs`: for how long nothing had been heard when the link was given up; 0 when it ended otherwise. */
  readonly onEnd: (link: MachineLink, silentMs: number) => void;
  /** The machine sent too much or read too little. */
  readonly onCutOff: (link: MachineLink) => void;
  /** A technician at the machine waits for a scan. */
  readonly onAwaitScan: (link: MachineLink, withinMs: number) => void;
  /** At each heartbeat. */
  readonly onReadiness: (link: MachineLink, news: MachineNews) => void;
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
  readonly #silence: SilenceWatch;
  #isOver = false;
  #isWelcomed = false;
  #software = '';
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
    this.#silence = createSilenceWatch(deps.clock, () => {
      this.#endSilent();
    });
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
    this.#over(0);
  }

  #over(silentMs: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#silence.end();
    this.#budget.end();
    this.#deliveries.end();
    this.#probe.settle(false);
    this.#checkIns.end();
    this.#listener.onEnd(this, silentMs);
  }

  onPing(): void {
    if (this.#isOver || !this.#budget.mayHandle('ping')) return;
    this.#silence.heard();
    this.#cutOffUnread();
  }

  onPong(): void {
    this.#silence.heard();
    this.#probe.settle(true);
  }

  onText(text: string): void {
    if (this.#isOver || !this.#budget.mayRead(text.length)) return;
    this.#silence.heard();
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

  /** A machine that leaves a check-in unanswered may be gone: the next customer is refused at once when it is. */
  async askCheckIn(message: CheckInMessage): Promise<CheckInVerdict> {
    const verdict = await this.#checkIns.ask(message);
    if (!verdict.accepted && verdict.reason === 'no-answer') this.#endIfDead();
    return verdict;
  }

  deliver(delivery: Delivery): void {
    this.#deliveries.offer(delivery);
  }

  /** Another process has stored an event. */
  deliverPending(): void {
    this.#deliveries.lookAgain();
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
    if (machine?.machineId === this.machineId) return;
    const why = await this.#deps.machines.whyEnded(this.credentialHash);
    this.end(LINK_CLOSE.refused, why === 'replaced' ? REPLACED : 'the credential is gone');
  }

  /** Whether the machine still answers over this link. */
  isAlive(): Promise<boolean> {
    return this.#isOver ? Promise.resolve(false) : this.#probe.isAlive();
  }

  #endIfDead(): void {
    inBackground(
      async () => {
        if (!(await this.isAlive())) this.#endSilent();
      },
      (error) => {
        this.#deps.log.error('relay.frame-failed', { machineId: this.machineId, error });
      },
    );
  }

  #endSilent(): void {
    if (this.#isOver) return;
    this.#socket.close(LINK_CLOSE.silent, 'no heartbeat');
    this.#over(this.#silence.silentMs());
  }

  #write(text: string): void {
    if (this.#isOver) return;
    this.#socket.send(text);
    this.#cutOffUnread();
  }

  #cutOffUnread(): void {
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

  #handle(message: MachineMessage): void {
    switch (message.type) {
      case 'hello':
        if (this.#budget.mayHandle('hello')) this.#welcome(message.software);
        break;
      case 'heartbeat':
        if (!this.#budget.mayHandle('heartbeat')) break;
        this.#acknowledgeHeartbeat(message);
        this.#listener.onReadiness(this, { software: this.#software, heartbeat: message });
        break;
      case 'checkInAnswer':
        this.#onCheckInAnswer(message);
        break;
      case 'awaitProof':
        if (!this.#budget.mayHandle('awaitProof')) break;
        this.#qrVerificationUntilMs = this.#deps.clock.monotonicMs() + message.withinMs;
        this.#listener.onAwaitScan(this, message.withinMs);
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

  #welcome(software: string): void {
    if (this.#isWelcomed) return;
    this.#software = software;
    const { units, clock, heartbeatSeconds } = this.#deps;
    const unit = units.find(this.#machine.merchantSerialNumber);
    if (unit === undefined) {
      this.end(LINK_CLOSE.refused, 'the sales unit is not set up here');
      return;
    }
    this.#isWelcomed = true;
    this.send(welcomeTo(this.#machine, unit, { serverTimeMs: clock.nowMs(), heartbeatSeconds }));
    this.#deliveries.begin();
  }

  #acknowledgeHeartbeat({ id, nextWithinSeconds }: Heartbeat): void {
    const { clock, heartbeatSeconds } = this.#deps;
    if (nextWithinSeconds !== undefined) {
      this.#silence.expectEvery(Math.min(nextWithinSeconds, heartbeatSeconds));
    }
    this.send({ type: 'heartbeatAck', id, serverTimeMs: clock.nowMs() });
  }
}
