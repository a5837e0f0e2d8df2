import { dedupeKey } from '#contract/vipps/webhook-events.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { countError, type Announced, type Book } from '../book.ts';
import type { RelayAddresses } from '../relays/addresses.ts';
import type { LedgerEvent } from './ledger.ts';
import type { Registrations } from './registrations.ts';

/** Vipps waits 2 s three times, then minutes and hours: a load test has no time for the latter. */
const RETRY_AFTER_MS = [500, 1_000, 2_000];
const LONGEST_DELAY_MS = 500;

/** What Vipps does wrong with its webhooks. */
export interface WebhookFaults {
  readonly isTwice: boolean;
  readonly isUnordered: boolean;
}

interface Webhook {
  readonly event: Announced;
  readonly body: string;
}

/** Sends the webhooks of payments, those of one payment one after another, until the relay has taken each. */
export interface Announcer {
  announce(event: LedgerEvent): void;
  /** Webhooks that the relay has not taken yet. */
  waiting(): number;
  stop(): void;
}

interface AnnouncerDeps {
  readonly salesUnit: string;
  readonly addresses: RelayAddresses;
  readonly registrations: Registrations;
  readonly faults: WebhookFaults;
  readonly book: Book;
}

export function createAnnouncer(deps: AnnouncerDeps): Announcer {
  const { addresses, registrations, faults, book } = deps;
  /** The end of each payment's queue. */
  const lanes = new Map<string, Promise<void>>();
  let waiting = 0;
  let isStopped = false;

  async function post({ event, body }: Webhook): Promise<boolean> {
    const signed = registrations.sign(body);
    if (signed === undefined) return false;
    event.lastSentMs = performance.now();
    event.firstSentMs ??= event.lastSentMs;
    const answer = await addresses.call({ method: 'POST', ...signed, body });
    if (answer?.status === 200) {
      event.acceptedMs ??= performance.now();
      return true;
    }
    countError(book, `webhook ${String(answer?.status ?? 'without answer')}`);
    return false;
  }

  async function send(webhook: Webhook): Promise<void> {
    for (let attempt = 0; !isStopped; attempt += 1) {
      const copies = faults.isTwice ? [post(webhook), post(webhook)] : [post(webhook)];
      const taken = await Promise.all(copies);
      if (taken.includes(true)) break;
      await pause(RETRY_AFTER_MS[attempt] ?? RETRY_AFTER_MS.at(-1), undefined, { ref: false });
    }
    waiting -= 1;
  }

  function sendInLane(webhook: Webhook): void {
    const { reference } = webhook.event;
    const mine = (lanes.get(reference) ?? Promise.resolve()).then(() => send(webhook));
    lanes.set(reference, mine);
    void mine.then(() => {
      if (lanes.get(reference) === mine) lanes.delete(reference);
    });
  }

  return {
    announce: ({ payment, name, amountMinor }) => {
      const { reference, machineId } = payment;
      // The event's own reference; CREATED has the payment's.
      const pspReference =
        name === 'CREATED' ? payment.pspReference : `${payment.pspReference}-${name}`;
      const key = dedupeKey({ pspReference, name });
      const event: Announced = {
        key,
        reference,
        machineId,
        name,
        firstSentMs: undefined,
        lastSentMs: 0,
        acceptedMs: undefined,
      };
      book.announced.set(key, event);
      const body = JSON.stringify({
        msn: deps.salesUnit,
        reference,
        pspReference,
        name,
        amount: { currency: 'NOK', value: amountMinor },
        timestamp: new Date().toISOString(),
        success: true,
      });
      waiting += 1;
      if (faults.isUnordered) {
        setTimeout(() => void send({ event, body }), Math.random() * LONGEST_DELAY_MS);
      } else {
        sendInLane({ event, body });
      }
    },
    waiting: () => waiting,
    stop: () => {
      isStopped = true;
    },
  };
}
