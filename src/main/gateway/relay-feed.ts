import { reasonOf } from '#core/base/errors.ts';
import {
  LINK_CLOSE,
  LINK_VERSION,
  type MachineMessage,
  type RelayMessage,
} from '#contract/relay/messages.ts';
import { isPaymentEventName } from '#contract/vipps/epayment.ts';
import { paymentWebhookSchema } from '#contract/vipps/webhook-events.ts';
import { isPaymentReference } from '#core/base/ids.ts';
import type { OperatorAlert } from '#core/payment/operator-alerts.ts';
import type { RelayEvent, RelayFeed, MachineAvailability } from '#core/payment/relay-feed.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { createAlertOutbox } from './alert-outbox.ts';
import { createCheckInAnswers, type CheckInAnswers, type Decide } from './check-in-answers.ts';
import { createHeartbeats, type Heartbeats } from './heartbeats.ts';
import { webhookFactOf } from './payment-facts.ts';
import { salesTermsOf } from './sales-terms.ts';
import { relayMessageOf } from './relay-message.ts';
import { reconnectPauseMs } from './reconnect-pause.ts';
import { openRelaySocket, type LinkEnd, type RelaySocket } from './relay-socket.ts';
import { LONGEST_WORD, wholeHeartbeat } from './whole-heartbeat.ts';

const NORMAL_CLOSE = 1000;
/** A relay that could not store an alert (full disk) sends no acknowledgement: we send it again. */
const ALERTS_AGAIN_MS = 270_000;
export interface FeedDeps {
  readonly relayUrl: string;
  readonly credential: string;
  /** Name and version, at most 60 characters. */
  readonly software: string;
  /** Of the vend hardware. */
  readonly driver?: string;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random?: () => number;
}

class Feed implements RelayFeed {
  readonly #deps: FeedDeps;
  readonly #listeners = new Set<(event: RelayEvent) => void>();
  readonly #answers: CheckInAnswers;
  readonly #alerts = createAlertOutbox();
  #presence: MachineAvailability = { state: 'notReady', reasons: ['starting'] };
  #terms: SalesTerms | undefined;
  #socket: RelaySocket | undefined;
  #failures = 0;
  #alertsSentAtMs = 0;
  #roundTripMs: number | undefined;
  #acknowledged = 0;
  #isWelcome = false;
  #isStopped = true;
  readonly #heartbeats: Heartbeats;
  #cancelReconnect: () => void = () => undefined;
  readonly #random: () => number;

  constructor(deps: FeedDeps) {
    this.#deps = deps;
    this.#random = deps.random ?? Math.random;
    this.#answers = createCheckInAnswers(deps);
    this.#heartbeats = createHeartbeats({
      clock: deps.clock,
      sendWhole: (id, nextWithinSeconds) => {
        const rest = { nextWithinSeconds, driver: deps.driver, roundTripMs: this.#roundTripMs };
        this.#send(wholeHeartbeat(this.#presence, { id, ...rest }));
      },
      sendPing: () => {
        this.#socket?.ping();
      },
      onBeat: () => {
        if (deps.clock.monotonicMs() - this.#alertsSentAtMs >= ALERTS_AGAIN_MS) this.#sendAlerts();
      },
      onRoundTrip: (roundTripMs) => {
        this.#roundTripMs = roundTripMs;
        this.#tell({ kind: 'latency', roundTripMs });
      },
      // Also while connecting.
      onSilence: () => {
        this.#socket?.close(LINK_CLOSE.silent, 'the relay has been silent for too long');
      },
    });
  }

  onEvent(listener: (event: RelayEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  onCheckIn(decide: Decide): void {
    this.#answers.setDecide(decide);
  }

  start(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#connect();
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelReconnect();
    this.#socket?.close(NORMAL_CLOSE, 'stopped');
    return Promise.resolve();
  }

  reportAvailability(presence: MachineAvailability): void {
    const isNews = JSON.stringify(presence) !== JSON.stringify(this.#presence);
    this.#presence = presence;
    if (isNews && this.#isWelcome) this.#heartbeats.beatNow();
  }

  reportScansElsewhere(withinMs: number): void {
    this.#send({ type: 'awaitProof', withinMs });
  }

  raise(alert: OperatorAlert): void {
    this.#alerts.add(alert);
    if (this.#isWelcome) this.#sendAlerts();
  }

  #sendAlerts(): void {
    this.#alertsSentAtMs = this.#deps.clock.monotonicMs();
    for (const alert of this.#alerts.waiting()) this.#send(alert);
  }

  #tell(event: RelayEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #send(message: MachineMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #connect(): void {
    const { relayUrl, credential, software } = this.#deps;
    this.#tell({ kind: 'link', state: 'opening', detail: 'connecting to the relay' });
    this.#acknowledged = 0;
    this.#socket = openRelaySocket(relayUrl, credential, {
      onOpen: () => {
        const name = software.slice(0, LONGEST_WORD);
        this.#send({ type: 'hello', version: LINK_VERSION, software: name });
      },
      onText: (text) => {
        this.#hear(text);
      },
      onPong: () => {
        this.#heartbeats.heard();
        this.#heartbeats.answered('ping');
      },
      onClose: (end) => {
        this.#lost(end);
      },
    });
    this.#heartbeats.expectWords();
  }

  #lost({ detail, cause }: LinkEnd): void {
    this.#cancelReconnect();
    this.#heartbeats.end();
    this.#socket = undefined;
    this.#isWelcome = false;
    if (this.#isStopped) return;
    this.#deps.log.warn('gateway.link-down', { detail });
    this.#tell({ kind: 'link', state: 'down', detail, isReplaced: cause === 'retired' });
    const pauseMs = reconnectPauseMs(this.#failures, cause, this.#random());
    this.#failures += 1;
    this.#cancelReconnect = this.#deps.clock.setTimer(pauseMs, () => {
      this.#connect();
    });
  }

  #hear(text: string): void {
    this.#heartbeats.heard();
    const message = relayMessageOf(text);
    if (message === undefined) {
      this.#deps.log.error('gateway.message-malformed', { length: text.length });
      this.#socket?.close(LINK_CLOSE.malformed, 'the relay sent something that is not of the link');
      return;
    }
    if (message === 'newer') {
      this.#deps.log.warn('gateway.message-unknown', { length: text.length });
      return;
    }
    this.#handle(message);
  }

  #handle(message: RelayMessage): void {
    switch (message.type) {
      case 'welcome':
        this.#welcomed(message);
        break;
      case 'heartbeatAck':
        this.#heartbeats.answered(message.id);
        break;
      case 'checkIn':
        this.#answer(message);
        break;
      case 'checkInVoid':
        this.#tell({ kind: 'checkInVoid', checkInId: message.checkInId });
        break;
      case 'scanElsewhere':
        this.#tell({ ...message, kind: 'scanElsewhere' });
        break;
      case 'updateOffer':
        this.#tell({ kind: 'updateOffer', ring: message.ring, update: message.update });
        break;
      case 'reconnect':
        this.#reconnectWithin(message.withinMs);
        break;
      case 'alertAck':
        this.#alerts.acknowledge(message.id);
        break;
      case 'paymentEvent':
        this.#deliver(message);
        break;
    }
  }

  /** Many machines are asked at the same time: each waits for a random part of it. */
  #reconnectWithin(withinMs: number): void {
    this.#cancelReconnect();
    this.#cancelReconnect = this.#deps.clock.setTimer(withinMs * this.#random(), () => {
      this.#socket?.close(NORMAL_CLOSE, 'the relay asked to connect again');
    });
  }

  #welcomed(message: Extract<RelayMessage, { type: 'welcome' }>): void {
    if (this.#isWelcome) return;
    this.#failures = 0;
    this.#isWelcome = true;
    this.#terms = salesTermsOf(message.salesUnit);
    this.#alerts.understands(message.alertKinds);
    const clockOffsetMs = this.#deps.clock.nowMs() - message.serverTimeMs;
    const { location } = message;
    this.#tell({ kind: 'welcome', terms: this.#terms, location, clockOffsetMs });
    this.#tell({ kind: 'link', state: 'up', detail: '' });
    this.#sendAlerts();
    this.#heartbeats.begin(message.heartbeatSeconds);
  }

  #answer(message: Extract<RelayMessage, { type: 'checkIn' }>): void {
    const { checkInId, customerToken, ageMs, traceparent } = message;
    const checkIn = { checkInId, customerToken, ageMs, traceparent };
    const { accepted, reason, isFault } = this.#answers.answer(checkIn);
    this.#send({
      type: 'checkInAnswer',
      checkInId,
      accepted,
      ...(reason === undefined ? {} : { reason: reason.slice(0, LONGEST_WORD) }),
    });
    this.#deps.log.info('gateway.check-in', { checkInId, ageMs, accepted, reason });
    if (isFault) this.#tell({ kind: 'checkInVoid', checkInId });
  }

  /**
   * Acknowledged once every listener has taken it. One that cannot (the store is full) leaves it, and all after
   * it, with the relay: acknowledging a later one would acknowledge it too.
   */
  #deliver(message: Extract<RelayMessage, { type: 'paymentEvent' }>): void {
    const { sequence } = message;
    if (sequence > this.#acknowledged) {
      try {
        this.#tellPayment(message);
      } catch (error) {
        const reason = reasonOf(error);
        this.#deps.log.error('gateway.payment-event-not-taken', { sequence, reason });
        this.#socket?.close(NORMAL_CLOSE, 'a payment event could not be taken');
        return;
      }
      this.#acknowledged = sequence;
    }
    this.#send({ type: 'ack', sequence: this.#acknowledged });
  }

  /** An event that cannot be understood is logged and passed over, so that it does not block the ones behind it. */
  #tellPayment(message: Extract<RelayMessage, { type: 'paymentEvent' }>): void {
    const { sequence, event, traceparent } = message;
    const { log } = this.#deps;
    const webhook = paymentWebhookSchema.safeParse(event);
    if (!webhook.success || !isPaymentReference(webhook.data.reference)) {
      log.error('gateway.payment-event-unreadable', { sequence });
      return;
    }
    const { reference, name, success } = webhook.data;
    const fact = webhookFactOf(webhook.data, this.#terms?.currency);
    if (fact !== undefined) this.#tell({ kind: 'payment', reference, fact, traceparent });
    log.info('gateway.payment-event', { sequence, reference, name, success });
    if (!isPaymentEventName(name)) log.warn('gateway.payment-event-new', { reference, name });
  }
}

/** The link to the relay: connects for ever, gives signs of life at the relay's pace, answers check-ins, acknowledges events. */
export function createRelayFeed(deps: FeedDeps): RelayFeed {
  return new Feed(deps);
}
