import type { Clock, Log } from '#core/base/ports.ts';
import type { DeliveryMarks } from './acknowledgements.ts';
import { inBackground } from '../runtime/background.ts';
import type { Delivery, RelayStore } from '../store/ports/relay-store.ts';

/** So many events are under way to a machine that has not acknowledged them: a machine that never reads holds no more. */
const MOST_UNDER_WAY = 32;
/** While the store cannot be read. */
const TRY_AGAIN_MS = 1_000;

/** Payment events over one link: in order, a few at a time, each once. */
export interface LinkDeliveries {
  /** The machine has said hello: what waits may be sent. */
  begin(): void;
  /** A new event; it is in the store. */
  offer(delivery: Delivery): void;
  /** @returns false when it says nothing new */
  acknowledge(sequence: number): boolean;
  end(): void;
}

interface DeliveryDeps {
  readonly machineId: string;
  readonly store: RelayStore;
  readonly marks: DeliveryMarks;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: (text: string) => void;
}

export function createLinkDeliveries(deps: DeliveryDeps): LinkDeliveries {
  const { machineId, store, marks, clock, log } = deps;
  const underWay: number[] = [];
  let lastSent = marks.upTo(machineId);
  let state: 'waiting' | 'open' | 'over' = 'waiting';
  /** The store may hold more than was sent. */
  let isBehind = true;
  let isReading = false;
  let cancel: () => void = () => undefined;
  const isOpen = (): boolean => state === 'open';

  function push({ sequence, body }: Delivery): void {
    if (sequence <= lastSent) return;
    lastSent = sequence;
    underWay.push(sequence);
    // The body is the JSON that was verified: it is passed on as it came.
    deps.send(`{"type":"paymentEvent","sequence":${String(sequence)},"event":${body}}`);
  }

  async function catchUp(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      while (isOpen() && isBehind && underWay.length < MOST_UNDER_WAY) {
        const room = MOST_UNDER_WAY - underWay.length;
        // What is stored from here on says so itself.
        isBehind = false;
        const page = await store.undelivered(machineId, { after: lastSent, most: room });
        if (!isOpen()) return;
        for (const delivery of page) push(delivery);
        if (page.length === room) isBehind = true;
      }
    } catch (error) {
      isBehind = true;
      cancel = clock.setTimer(TRY_AGAIN_MS, goOn);
      throw error;
    } finally {
      isReading = false;
    }
  }

  function goOn(): void {
    if (isOpen() && isBehind)
      inBackground({ log, what: 'reading what waits for a machine', machineId }, catchUp);
  }

  return {
    begin: () => {
      if (state === 'waiting') state = 'open';
      goOn();
    },
    offer: (delivery) => {
      if (!isOpen()) return;
      if (!isBehind && !isReading && underWay.length < MOST_UNDER_WAY) {
        push(delivery);
        return;
      }
      isBehind = true;
      goOn();
    },
    acknowledge: (sequence) => {
      const first = underWay[0];
      if (first === undefined || sequence < first || sequence > lastSent) return false;
      underWay.splice(0, underWay.filter((sent) => sent <= sequence).length);
      marks.note(machineId, sequence);
      goOn();
      return true;
    },
    end: () => {
      state = 'over';
      cancel();
    },
  };
}
