import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { DeliveryStore } from '../store/ports/deliveries.ts';

/** What machines acknowledge within this time after a write is written together. */
const TOGETHER_MS = 100;
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
  let written: Promise<void> = Promise.resolve();
  let wroteAtMs = -TOGETHER_MS;
  let cancelNext: (() => void) | undefined;

  function add(machineId: string, sequence: number): void {
    if (sequence > (waiting.get(machineId) ?? 0)) waiting.set(machineId, sequence);
  }

  function plan(afterMs: number): void {
    cancelNext ??= clock.setTimer(afterMs, writeNow);
  }

  async function write(): Promise<void> {
    cancelNext?.();
    cancelNext = undefined;
    if (waiting.size === 0 || writing !== undefined) return;
    const batch = new Map(waiting);
    waiting.clear();
    writing = batch;
    wroteAtMs = clock.monotonicMs();
    try {
      await store.acknowledge(batch);
      if (waiting.size > 0) plan(TOGETHER_MS);
    } catch (error) {
      for (const [machineId, sequence] of batch) add(machineId, sequence);
      plan(RETRY_MS);
      throw error;
    } finally {
      writing = undefined;
    }
  }

  function writeNow(): void {
    written = write();
    inBackground(
      () => written,
      (error) => {
        log.error('relay.acknowledgements-not-kept', { error });
      },
    );
  }

  return {
    note: (machineId, sequence) => {
      add(machineId, sequence);
      if (writing !== undefined || cancelNext !== undefined) return;
      const sinceMs = clock.monotonicMs() - wroteAtMs;
      if (sinceMs >= TOGETHER_MS) writeNow();
      else plan(TOGETHER_MS - sinceMs);
    },
    unwrittenUpTo: (machineId) =>
      Math.max(waiting.get(machineId) ?? 0, writing?.get(machineId) ?? 0),
    stop: async () => {
      await written.catch(() => undefined);
      await write().catch(() => undefined);
      cancelNext?.();
    },
  };
}
