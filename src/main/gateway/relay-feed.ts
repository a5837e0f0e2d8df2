import { HEARTBEAT_EVERY_MS, HEARTBEAT_SILENCE_MS } from '#contract/relay/heartbeat.ts';
import {
  LINK_CLOSE,
  LINK_VERSION,
  relayMessageSchema,
  type MachineMessage,
  type RelayMessage,
  type SalesUnit,
} from '#contract/relay/messages.ts';
import { paymentWebhookSchema } from '#contract/vipps/webhook-events.ts';
import { isPaymentReference } from '#core/ids.ts';
import type {
  CheckIn,
  CheckInAnswer,
  RelayEvent,
  RelayFeed,
  RelayPresence,
  SalesTerms,
} from '#core/payment/gateway.ts';
import type { Clock, Log } from '#core/ports.ts';
import { webhookFactOf } from './payment-facts.ts';
import { openRelaySocket, type RelaySocket } from './relay-socket.ts';

/** Reconnecting: doubled each time from the first, with full jitter, for ever. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A refused credential mends only when a person acts. */
const REFUSED_PAUSE_MS = 60_000;
/** An answer to a check-in is kept as long as its token can live, and some. */
const ANSWERS_KEPT_MS = 20 * 60_000;

export interface FeedDeps {
  readonly relayUrl: string;
  readonly credential: string;
  readonly software: string;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random?: () => number;
}

/** What the relay says of the sales unit, as the rules use it. */
export function salesTermsOf(unit: SalesUnit): SalesTerms {
  return {
    merchantSerialNumber: unit.merchantSerialNumber,
    market: unit.market,
    currency: unit.currency,
    userFlow: unit.userFlow,
    returnUrl: unit.returnUrl,
    partialCapture: unit.partialCapture,
    orderManagement: unit.orderManagement,
    maxAmountCapMinor: unit.maxAmountCap,
  };
}

class Feed implements RelayFeed {
  readonly #deps: FeedDeps;
  readonly #listeners = new Set<(event: RelayEvent) => void>();
  readonly #answers = new Map<string, CheckInAnswer>();
  #decide: (checkIn: CheckIn) => CheckInAnswer = () => ({ accepted: false, reason: 'starting' });
  #presence: RelayPresence = { state: 'notReady', reasons: ['starting'] };
  #socket: RelaySocket | undefined;
  #failures = 0;
  #beat = 0;
  #beatSentAtMs = 0;
  #heardAtMs = 0;
  #lastAcknowledged = 0;
  #isWelcome = false;
  #isStopped = true;
  #cancelTimer: () => void = () => undefined;

  constructor(deps: FeedDeps) {
    this.#deps = deps;
  }

  onEvent(listener: (event: RelayEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onCheckIn(decide: (checkIn: CheckIn) => CheckInAnswer): void {
    this.#decide = decide;
  }

  start(): void {
    this.#isStopped = false;
    this.#connect();
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer();
    this.#socket?.close(1000);
    this.#socket = undefined;
    return Promise.resolve();
  }

  reportPresence(presence: RelayPresence): void {
    const isNews = JSON.stringify(presence) !== JSON.stringify(this.#presence);
    this.#presence = presence;
    if (isNews && this.#isWelcome) this.#sendHeartbeat();
  }

  #tell(event: RelayEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #send(message: MachineMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #connect(): void {
    const { relayUrl, credential, clock } = this.#deps;
    this.#heardAtMs = clock.monotonicMs();
    this.#tell({ kind: 'link', state: 'opening', detail: 'connecting to the relay' });
    this.#socket = openRelaySocket(relayUrl, credential, {
      onOpen: () => {
        this.#heardAtMs = clock.monotonicMs();
        this.#send({ type: 'hello', version: LINK_VERSION, software: this.#deps.software });
        this.#keepAlive();
      },
      onText: (text) => {
        this.#hear(text);
      },
      onClose: (detail, isRefused) => {
        this.#lost(detail, isRefused);
      },
    });
  }

  #lost(detail: string, isRefused: boolean): void {
    this.#cancelTimer();
    this.#socket = undefined;
    this.#isWelcome = false;
    if (this.#isStopped) return;
    const words = isRefused
      ? 'the relay refuses the credential of this machine: enrol it again'
      : detail;
    this.#deps.log.warn('the relay is away', { detail: words });
    this.#tell({ kind: 'link', state: 'down', detail: words });
    this.#failures += 1;
    const grown = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
    const jitter = (this.#deps.random ?? Math.random)();
    const pauseMs = isRefused ? REFUSED_PAUSE_MS : FIRST_PAUSE_MS / 2 + grown * jitter;
    this.#cancelTimer = this.#deps.clock.setTimer(pauseMs, () => {
      this.#connect();
    });
  }

  #keepAlive(): void {
    const { clock } = this.#deps;
    if (clock.monotonicMs() - this.#heardAtMs > HEARTBEAT_SILENCE_MS) {
      this.#socket?.close(LINK_CLOSE.silent);
      return;
    }
    if (this.#isWelcome) this.#sendHeartbeat();
    this.#cancelTimer = clock.setTimer(HEARTBEAT_EVERY_MS, () => {
      this.#keepAlive();
    });
  }

  #sendHeartbeat(): void {
    this.#beat += 1;
    this.#beatSentAtMs = this.#deps.clock.monotonicMs();
    const { state, reasons } = this.#presence;
    this.#send({ type: 'heartbeat', id: this.#beat, state, reasons: [...reasons] });
  }

  #hear(text: string): void {
    this.#heardAtMs = this.#deps.clock.monotonicMs();
    const message = parse(text);
    if (message === undefined) {
      this.#deps.log.error('the relay sent something that is not of the link', {});
      this.#socket?.close(LINK_CLOSE.malformed);
      return;
    }
    this.#handle(message);
  }

  #handle(message: RelayMessage): void {
    const { clock } = this.#deps;
    switch (message.type) {
      case 'welcome':
        this.#failures = 0;
        this.#isWelcome = true;
        this.#tell({
          kind: 'welcome',
          terms: salesTermsOf(message.salesUnit),
          location: message.location,
          clockOffsetMs: clock.nowMs() - message.serverTimeMs,
        });
        this.#tell({ kind: 'link', state: 'up', detail: '' });
        this.#sendHeartbeat();
        break;
      case 'heartbeatAck':
        if (message.id !== this.#beat) break;
        this.#tell({
          kind: 'latency',
          roundTripMs: Math.round(clock.monotonicMs() - this.#beatSentAtMs),
        });
        break;
      case 'checkIn':
        this.#answer(message);
        break;
      case 'checkInVoid':
        this.#tell({ kind: 'checkInVoid', checkInId: message.checkInId });
        break;
      case 'paymentEvent':
        this.#deliver(message.sequence, message.event);
        break;
    }
  }

  /** An answer given for a check-in is final (design §3). */
  #answer(message: Extract<RelayMessage, { type: 'checkIn' }>): void {
    const { checkInId, customerToken, ageMs } = message;
    const given = this.#answers.get(checkInId);
    const answer = given ?? this.#decide({ checkInId, customerToken, ageMs });
    if (given === undefined) {
      this.#answers.set(checkInId, answer);
      this.#deps.clock.setTimer(ANSWERS_KEPT_MS, () => this.#answers.delete(checkInId));
    }
    this.#deps.log.info('check-in', { checkInId, ageMs, ...answer });
    this.#send({
      type: 'checkInAnswer',
      checkInId,
      accepted: answer.accepted,
      ...(answer.reason === undefined ? {} : { reason: answer.reason }),
    });
  }

  /** An event that nobody can use must not hold up those behind it: it is logged and acknowledged. */
  #deliver(sequence: number, event: unknown): void {
    const webhook = paymentWebhookSchema.safeParse(event);
    if (!webhook.success || !isPaymentReference(webhook.data.reference)) {
      this.#deps.log.error('a payment event makes no sense', { sequence });
    } else {
      const fact = webhookFactOf(webhook.data);
      const { reference } = webhook.data;
      if (fact !== undefined) this.#tell({ kind: 'payment', reference, fact });
    }
    this.#lastAcknowledged = Math.max(this.#lastAcknowledged, sequence);
    this.#send({ type: 'ack', sequence: this.#lastAcknowledged });
  }
}

function parse(text: string): RelayMessage | undefined {
  try {
    const parsed = relayMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The link to the relay: connects for ever, beats every 10 s, answers check-ins, acknowledges events. */
export function createRelayFeed(deps: FeedDeps): RelayFeed {
  return new Feed(deps);
}
