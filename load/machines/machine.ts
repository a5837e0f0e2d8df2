import type { RelayMessage } from '#contract/relay/messages.ts';
import { dedupeKey, paymentWebhookSchema } from '#contract/vipps/webhook-events.ts';
import { machineOf } from '#core/base/ids.ts';
import { countError, type Arrival, type Book, type FaultKind } from '../book.ts';
import { Link } from './link.ts';
import type { Seller } from './sale.ts';

/** Long enough for a relay to say that an answer came too late. */
const HEARS_VOID_WITHIN_MS = 3_000;
const LOST_ACKNOWLEDGEMENTS = 0.05;

interface MachineDeps {
  readonly machineId: string;
  readonly credential: string;
  readonly nextRelay: () => string;
  readonly book: Book;
  readonly seller: Seller;
  readonly delayMs: number;
  readonly losesAcknowledgements: boolean;
  /** Milliseconds from the webhook to this machine. */
  readonly onDelivery: (tookMs: number) => void;
}

/** One simulated machine: answers check-ins, sells, and keeps what it heard in memory. */
export class LoadMachine {
  readonly machineId: string;
  readonly credential: string;
  readonly link: Link;
  readonly #deps: MachineDeps;
  readonly #arrivals: Arrival[] = [];
  /** The sequence of each event. */
  readonly #sequences = new Map<string, number>();
  readonly #keys = new Map<number, string>();
  #highest = 0;
  #highestOnLink = { link: 0, sequence: 0 };
  #isSelling = false;

  constructor(deps: MachineDeps) {
    this.#deps = deps;
    this.machineId = deps.machineId;
    this.credential = deps.credential;
    deps.book.arrivals.set(deps.machineId, this.#arrivals);
    this.link = new Link({
      ...deps,
      onMessage: (message) => {
        this.#handle(message);
      },
      onTrouble: (kind) => {
        countError(deps.book, kind);
      },
      onNonsense: (text) => {
        this.#note('wrongAnswer', `a frame that is not of the link: ${text}`);
      },
    });
  }

  isSelling(): boolean {
    return this.#isSelling;
  }

  #note(kind: FaultKind, what: string): void {
    this.#deps.book.seen.push({ kind, what: `${this.machineId}: ${what}` });
  }

  #handle(message: RelayMessage): void {
    switch (message.type) {
      case 'checkIn':
        this.#answer(message);
        break;
      case 'checkInVoid': {
        const scan = this.#deps.book.scans.get(message.checkInId);
        if (scan !== undefined) scan.isVoid = true;
        break;
      }
      case 'paymentEvent':
        this.#take(message.sequence, message.event);
        break;
      case 'reconnect':
        this.link.reconnectWithin(message.withinMs);
        break;
      case 'welcome':
      case 'heartbeatAck':
      case 'scanElsewhere':
      case 'alertAck':
      case 'updateOffer':
        break;
    }
  }

  #answer({ checkInId, customerToken }: Extract<RelayMessage, { type: 'checkIn' }>): void {
    const scan = this.#deps.book.scans.get(checkInId);
    if (scan?.machineId !== this.machineId) {
      this.#note('wrongAnswer', `was asked about check-in ${checkInId}, which is not its own`);
      return;
    }
    const link = this.link.number;
    const isFirst = scan.machine === undefined;
    scan.machine ??= { accepted: !this.#isSelling, atMs: performance.now(), link };
    const { accepted } = scan.machine;
    const reason = accepted ? {} : { reason: 'busy' };
    this.link.send({ type: 'checkInAnswer', checkInId, accepted, ...reason });
    setTimeout(() => {
      if (this.link.number === link && this.link.isUp()) scan.couldHearVoid = true;
    }, HEARS_VOID_WITHIN_MS).unref();
    if (!isFirst || !accepted) return;
    this.#isSelling = true;
    this.link.reportState('busy');
    void this.#deps.seller.sell(this, scan, customerToken).finally(() => {
      this.#isSelling = false;
      this.link.reportState('ready');
    });
  }

  #take(sequence: number, body: unknown): void {
    const webhook = paymentWebhookSchema.safeParse(body);
    if (!webhook.success) {
      this.#note('wrongAnswer', `event ${String(sequence)} is none`);
      return;
    }
    const key = dedupeKey(webhook.data);
    if (machineOf(webhook.data.reference) !== this.machineId) {
      this.#note('wrongAnswer', `event ${key} is of another machine`);
    }
    this.#checkSequence(key, sequence);
    if (!this.#sequences.has(key)) {
      const atMs = performance.now();
      this.#sequences.set(key, sequence);
      this.#keys.set(sequence, key);
      this.#highest = Math.max(this.#highest, sequence);
      this.#arrivals.push({ key, sequence, atMs });
      const announced = this.#deps.book.announced.get(key);
      if (announced !== undefined) this.#deps.onDelivery(atMs - announced.lastSentMs);
      this.#deps.seller.heard(webhook.data.reference, webhook.data.name);
    }
    if (this.#deps.losesAcknowledgements && Math.random() < LOST_ACKNOWLEDGEMENTS) this.link.cut();
    else this.link.send({ type: 'ack', sequence });
  }

  #checkSequence(key: string, sequence: number): void {
    const last = this.#highestOnLink;
    const isSameLink = last.link === this.link.number;
    if (isSameLink && sequence <= last.sequence) {
      this.#note('doubled', `sequence ${String(sequence)} came twice over one connection`);
    }
    this.#highestOnLink = { link: this.link.number, sequence };
    const known = this.#sequences.get(key);
    if (known !== undefined) {
      countError(this.#deps.book, 'delivered again');
      if (known !== sequence) {
        this.#note('doubled', `event ${key} has sequence ${String(known)} and ${String(sequence)}`);
      }
      return;
    }
    const other = this.#keys.get(sequence);
    if (other !== undefined) {
      this.#note('doubled', `sequence ${String(sequence)} is of ${other} and of ${key}`);
    } else if (sequence < this.#highest) {
      const place = `sequence ${String(sequence)} after ${String(this.#highest)}`;
      this.#note('reordered', `event ${key} came with ${place}`);
    }
  }
}
