import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { Delivery, DeliveryStore } from '../store/ports/deliveries.ts';
import type { Acknowledgements } from './acknowledgements.ts';

/** Unacknowledged events at the same time: a machine that never reads does not fill the memory. */
const MOST_UNACKNOWLEDGED = 32;
/** After a failed read. */
const RETRY_MS = 1_000;

/** Sends payment events over one link: in order, each once, a few at a time. */
export interface DeliveryQueue {
  /** Starts with the pending events; the machine has said hello. */
  begin(): void;
  /** Takes a new event, which is stored already. */
  offer(delivery: Delivery): void;
  /** The store may hold a new event. */
  lookAgain(): void;
  /** @returns false when the machine acknowledged nothing new */
  acknowledge(sequence: number): boolean;
  end(): void;
}

interface QueueDeps {
  readonly machineId: string;
  readonly deliveries: Pick<DeliveryStore, 'pending'>;
  readonly acknowledgements: Acknowledgements;
  /**
   * Other processes store events for the same machine. An event is then sent straight away only when it is the next one:
   * an acknowledgement covers all lower sequences, so that one which was passed over would be lost.
   */
  readonly isShared: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: (text: string) => void;
}

export function createDeliveryQueue(deps: QueueDeps): DeliveryQueue {
  const { machineId, deliveries, acknowledgements, isShared, clock, log } = deps;
  const unacknowledged: number[] = [];
  let lastSent = acknowledgements.unwrittenUpTo(machineId);
  let state: 'waiting' | 'open' | 'over' = 'waiting';
  /** The store may hold events that were not sent. */
  let isBehind = true;
  let isReading = false;
  let cancelRetry: () => void = () => undefined;
  const isOpen = (): boolean => state === 'open';

  function send({ sequence, body, traceparent }: Delivery): void {
    if (sequence <= lastSent) return;
    lastSent = sequence;
    unacknowledged.push(sequence);
    // The body is JSON that was verified with its signature: it is inserted unchanged.
    const trace = traceparent === undefined ? '' : `,"traceparent":"${traceparent}"`;
    deps.send(`{"type":"paymentEvent","sequence":${String(sequence)},"event":${body}${trace}}`);
  }

  async function sendPending(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      while (isOpen() && isBehind && unacknowledged.length < MOST_UNACKNOWLEDGED) {
        const room = MOST_UNACKNOWLEDGED - unacknowledged.length;
        // An event that is stored during the read calls `offer`, which sets this again.
        isBehind = false;
        const page = await deliveries.pending(machineId, { after: lastSent, most: room });
        if (!isOpen()) return;
        for (const delivery of page) send(delivery);
        if (page.length === room) isBehind = true;
      }
    } catch (error) {
      isBehind = true;
      cancelRetry = clock.setTimer(RETRY_MS, sendMore);
      throw error;
    } finally {
      isReading = false;
    }
  }

  function sendMore(): void {
    if (!isOpen() || !isBehind) return;
    inBackground(sendPending, (error) => {
      log.error('relay.pending-events-not-read', { machineId, error });
    });
  }

  return {
    begin: () => {
      if (state === 'waiting') state = 'open';
      sendMore();
    },
    offer: (delivery) => {
      if (!isOpen()) return;
      const isNext = !isShared || delivery.sequence === lastSent + 1;
      const isFree = !isBehind && !isReading && unacknowledged.length < MOST_UNACKNOWLEDGED;
      if (isNext && isFree) {
        send(delivery);
        return;
      }
      isBehind = true;
      sendMore();
    },
    lookAgain: () => {
      isBehind = true;
      sendMore();
    },
    acknowledge: (sequence) => {
      const first = unacknowledged[0];
      if (first === undefined || sequence < first || sequence > lastSent) return false;
      unacknowledged.splice(0, unacknowledged.filter((sent) => sent <= sequence).length);
      acknowledgements.note(machineId, sequence);
      sendMore();
      return true;
    },
    end: () => {
      state = 'over';
      cancelRetry();
    },
  };
}
