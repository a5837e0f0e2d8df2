import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { DeliveryStore } from '../store/ports/deliveries.ts';

/** After a failed write. */
const RETRY_MS = 1_000;

/**
 * The acknowledgements of machines, until the store has written them. A machine's newest acknowledgement covers all
 * earlier ones, so a flood of them takes one entry in memory, and a full disk loses none. One that is never written costs
 * a second delivery, which the machine recognises.
 */
export interface Acknowledgements {
  note(machineId: string, sequence: number): void;
  /** The highest acknowledged sequence that the store has not written yet; 0 when there is none. */
  unwrittenUpTo(machineId: string): number;
  /** Tries to write once more. */
  stop(): Promise<void>;
}

export function createAcknowledgements({
  store,
  clock,
  log,
}: {
  readonly store: Pick<DeliveryStore, 'acknowledge'>;
  readonly clock: Clock;
  readonly log: Log;
}): Acknowledgements {
  const waiting = new Map<string, number>();
  let writing: ReadonlyMap<string, number> | undefined;
  let cancelRetry: () => void = () => undefined;

  function add(machineId: string, sequence: number): void {
    if (sequence > (waiting.get(machineId) ?? 0)) waiting.set(machineId, sequence);
  }

  async function write(): Promise<void> {
    cancelRetry();
    while (waiting.size > 0 && writing === undefined) {
      const batch = new Map(waiting);
      waiting.clear();
      writing = batch;
      try {
        await store.acknowledge(batch);
      } catch (error) {
        for (const [machineId, sequence] of batch) add(machineId, sequence);
        cancelRetry = clock.setTimer(RETRY_MS, writeSoon);
        throw error;
      } finally {
        writing = undefined;
      }
    }
  }

  function writeSoon(): void {
    inBackground(write, (error) => {
      log.error('relay.acknowledgements-not-kept', { error });
    });
  }

  return {
    note: (machineId, sequence) => {
      const isIdle = waiting.size === 0 && writing === undefined;
      add(machineId, sequence);
      if (isIdle) writeSoon();
    },
    unwrittenUpTo: (machineId) =>
      Math.max(waiting.get(machineId) ?? 0, writing?.get(machineId) ?? 0),
    stop: async () => {
      cancelRetry();
      await write().catch(() => undefined);
      cancelRetry();
    },
  };
}
