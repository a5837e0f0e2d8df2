import {
  LINK_CLOSE,
  LINK_VERSION,
  machineMessageSchema,
  type AlertMessage,
  type MachineMessage,
  type RelayMessage,
} from '#contract/relay/messages.ts';
import { HEARTBEAT_SILENCE_MS } from '#contract/relay/heartbeat.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { SalesUnits } from './sales-units.ts';
import type { Delivery, Machine, RelayStore } from './store/relay-store.ts';

/** A machine's final answer to a check-in. */
export type CheckInVerdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

/** One open socket of a machine. */
export interface MachineSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface LinkHandle {
  onText(text: string): void;
  onClose(): void;
}

/** The machines that are connected to this process. */
export interface MachineLinks {
  /** A machine has connected; a link it had before ends. `credentialHash` is checked again now and then. */
  connect(machine: Machine, credentialHash: string, socket: MachineSocket): LinkHandle;
  askCheckIn(
    machineId: string,
    message: Extract<RelayMessage, { type: 'checkIn' }>,
  ): Promise<CheckInVerdict>;
  /** Sends a stored event when the machine is connected; else it waits in the store. */
  deliver(machineId: string, delivery: Delivery): void;
  /** A customer scanned this machine's sticker: who awaits a proof scan in its sales unit is told. */
  noteScan(machine: Machine): void;
  isConnected(machineId: string): boolean;
  connectedCount(): number;
  onPresence(listener: (machineId: string, isPresent: boolean) => void): void;
  closeAll(): void;
}

interface LinkDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly clock: Clock;
  readonly log: Log;
  /** Keeps a machine's alert; durable when it resolves. */
  readonly onAlert: (machineId: string, message: AlertMessage) => Promise<void>;
}

class MachineLink implements LinkHandle {
  readonly machineId: string;
  readonly #machine: Machine;
  readonly #credentialHash: string;
  readonly #deps: LinkDeps;
  readonly #socket: MachineSocket;
  readonly #waiting = new Map<string, (verdict: CheckInVerdict) => void>();
  readonly #onEnd: (link: MachineLink) => void;
  #cancelSilence: () => void = () => undefined;
  #isWelcome = false;
  #lastSent = 0;
  /** Until then a scan at another machine is told; monotonic. */
  #proofUntilMs = 0;

  constructor(
    place: { readonly machine: Machine; readonly credentialHash: string },
    deps: LinkDeps & { readonly onEnd: (link: MachineLink) => void },
    socket: MachineSocket,
  ) {
    this.#machine = place.machine;
    this.machineId = place.machine.machineId;
    this.#credentialHash = place.credentialHash;
    this.#deps = deps;
    this.#onEnd = deps.onEnd;
    this.#socket = socket;
    this.#heard();
  }

  send(message: RelayMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  end(code: number, reason: string): void {
    this.#socket.close(code, reason);
    this.onClose();
  }

  onClose(): void {
    this.#cancelSilence();
    for (const answer of this.#waiting.values()) answer({ accepted: false, reason: 'offline' });
    this.#waiting.clear();
    this.#onEnd(this);
  }

  onText(text: string): void {
    this.#heard();
    const message = parse(text);
    if (message === undefined) {
      this.#deps.log.warn('a frame that is not of the link', { machineId: this.machineId });
      this.end(LINK_CLOSE.malformed, 'not of this contract');
      return;
    }
    this.#handle(message);
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

  /** Before the backlog has been sent a new event waits in the store: the order must hold. */
  deliver(delivery: Delivery): void {
    if (this.#isWelcome) this.#push(delivery);
  }

  /** Once: the next scan after it is somebody else's. */
  noteScan({ machineId, merchantSerialNumber, location }: Machine): void {
    if (this.#deps.clock.monotonicMs() >= this.#proofUntilMs) return;
    if (merchantSerialNumber !== this.#machine.merchantSerialNumber) return;
    this.#proofUntilMs = 0;
    if (machineId !== this.machineId) this.send({ type: 'scanElsewhere', machineId, location });
  }

  #push({ sequence, body }: Delivery): void {
    if (sequence <= this.#lastSent) return;
    this.#lastSent = sequence;
    // The body is the JSON that was verified: it is passed on as it came.
    this.#socket.send(`{"type":"paymentEvent","sequence":${String(sequence)},"event":${body}}`);
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
        void this.#welcome();
        break;
      case 'heartbeat':
        void this.#heartbeat(message.id);
        break;
      case 'checkInAnswer':
        this.#answered(message);
        break;
      case 'awaitProof':
        this.#proofUntilMs = this.#deps.clock.monotonicMs() + message.withinMs;
        break;
      case 'alert':
        void this.#alerted(message);
        break;
      case 'ack':
        void this.#deps.store.markDelivered(this.machineId, message.sequence);
        break;
    }
  }

  async #alerted(message: AlertMessage): Promise<void> {
    const { onAlert, log } = this.#deps;
    try {
      await onAlert(this.machineId, message);
      this.send({ type: 'alertAck', id: message.id });
    } catch (error) {
      log.error('an alert could not be kept', { machineId: this.machineId, error: String(error) });
    }
  }

  #answered({
    checkInId,
    accepted,
    reason,
  }: Extract<MachineMessage, { type: 'checkInAnswer' }>): void {
    const answer = this.#waiting.get(checkInId);
    // Too late: the customer's app has been told no.
    if (answer === undefined && accepted) this.send({ type: 'checkInVoid', checkInId });
    answer?.(accepted ? { accepted } : { accepted, reason: reason ?? 'not-ready' });
  }

  async #welcome(): Promise<void> {
    const { store, units, clock } = this.#deps;
    const unit = units.find(this.#machine.merchantSerialNumber);
    if (unit === undefined) {
      this.end(LINK_CLOSE.refused, 'the sales unit is not set up here');
      return;
    }
    this.send({
      type: 'welcome',
      version: LINK_VERSION,
      machineId: this.machineId,
      serverTimeMs: clock.nowMs(),
      location: this.#machine.location,
      salesUnit: unit.publicTerms,
    });
    while (!this.#isWelcome) {
      const backlog = await store.undelivered(this.machineId);
      const unsent = backlog.filter((delivery) => delivery.sequence > this.#lastSent);
      this.#isWelcome = unsent.length === 0;
      for (const delivery of unsent) this.#push(delivery);
    }
  }

  /** A credential can be taken back by another process at any time. */
  async #heartbeat(id: number): Promise<void> {
    this.send({ type: 'heartbeatAck', id, serverTimeMs: this.#deps.clock.nowMs() });
    const machine = await this.#deps.store.machineOfCredential(this.#credentialHash);
    if (machine?.machineId !== this.machineId)
      this.end(LINK_CLOSE.refused, 'the credential is gone');
  }
}

function parse(text: string): MachineMessage | undefined {
  try {
    const parsed = machineMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function createMachineLinks(deps: LinkDeps): MachineLinks {
  const links = new Map<string, MachineLink>();
  const listeners: ((machineId: string, isPresent: boolean) => void)[] = [];
  const announce = (machineId: string, isPresent: boolean): void => {
    deps.log.info(isPresent ? 'machine connected' : 'machine gone', { machineId });
    for (const listener of listeners) listener(machineId, isPresent);
  };
  const onEnd = (link: MachineLink): void => {
    if (links.get(link.machineId) !== link) return;
    links.delete(link.machineId);
    announce(link.machineId, false);
  };
  return {
    connect: (machine, credentialHash, socket) => {
      const older = links.get(machine.machineId);
      const link = new MachineLink({ machine, credentialHash }, { ...deps, onEnd }, socket);
      links.set(machine.machineId, link);
      older?.end(LINK_CLOSE.replaced, 'connected again');
      announce(machine.machineId, true);
      return link;
    },
    askCheckIn: (machineId, message) =>
      links.get(machineId)?.ask(message) ??
      Promise.resolve({ accepted: false, reason: 'offline' } as const),
    deliver: (machineId, delivery) => {
      links.get(machineId)?.deliver(delivery);
    },
    noteScan: (machine) => {
      for (const link of links.values()) link.noteScan(machine);
    },
    isConnected: (machineId) => links.has(machineId),
    connectedCount: () => links.size,
    onPresence: (listener) => {
      listeners.push(listener);
    },
    closeAll: () => {
      for (const link of [...links.values()]) link.end(1001, 'the relay stops');
    },
  };
}
