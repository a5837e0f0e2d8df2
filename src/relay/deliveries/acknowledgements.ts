import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';

/** While the store cannot be written. */
const TRY_AGAIN_MS = 1_000;

/**
 * What machines have acknowledged, on its way into the store. The newest word of a machine says all the earlier ones, so
 * a flood of them is one row in memory and a full disk loses none; what is never written is delivered again and known.
 */
export interface DeliveryMarks {
  note(machineId: string, sequence: number): void;
  /** Everything up to here is acknowledged, whatever the store says; 0: nothing waits to be written. */
  upTo(machineId: string): number;
  /** A last try. */
  stop(): Promise<void>;
}

export function createDeliveryMarks({
  store,
  clock,
  log,
}: {
  readonly store: RelayStore;
  readonly clock: Clock;
  readonly log: Log;
}): DeliveryMarks {
  const waiting = new Map<string, number>();
  let writing: ReadonlyMap<string, number> | undefined;
  let cancel: () => void = () => undefined;

  function note(machineId: string, sequence: number): void {
    if (sequence > (waiting.get(machineId) ?? 0)) waiting.set(machineId, sequence);
  }

  async function write(): Promise<void> {
    cancel();
    while (waiting.size > 0 && writing === undefined) {
      const batch = new Map(waiting);
      waiting.clear();
      writing = batch;
      try {
        await store.markDelivered(batch);
      } catch (error) {
        for (const [machineId, sequence] of batch) note(machineId, sequence);
        cancel = clock.setTimer(TRY_AGAIN_MS, writeSoon);
        throw error;
      } finally {
        writing = undefined;
      }
    }
  }

  function writeSoon(): void {
    inBackground({ log, what: 'noting what was delivered' }, write);
  }

  return {
    note: (machineId, sequence) => {
      const isIdle = waiting.size === 0 && writing === undefined;
      note(machineId, sequence);
      if (isIdle) writeSoon();
    },
    upTo: (machineId) => Math.max(waiting.get(machineId) ?? 0, writing?.get(machineId) ?? 0),
    stop: async () => {
      cancel();
      await write().catch(() => undefined);
      cancel();
    },
  };
}
