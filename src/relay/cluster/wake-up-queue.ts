import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { WakeUpStore } from '../store/ports/cluster.ts';

/** All that is to be told within this time goes in one statement: each one takes a lock of the whole database. */
const TOGETHER_MS = 10;
/** A longer text would not fit: then the other process looks at everything. */
const LONGEST_TEXT = 6_000;
const EVERYTHING = '*';

/** What a process is to look at. Without subjects: at everything of each kind. */
export type WakeUpCall = ReadonlyMap<string, readonly string[]> | 'everything';

/** Collects wake-ups to other processes. */
export interface WakeUpQueue {
  add(processId: string, kind: string, subject: string): void;
  /** Sends what is collected. */
  flush(): Promise<void>;
}

export function createWakeUpQueue({
  store,
  clock,
  log,
}: {
  readonly store: Pick<WakeUpStore, 'send'>;
  readonly clock: Clock;
  readonly log: Log;
}): WakeUpQueue {
  let collected = new Map<string, Set<string>>();
  let isPlanned = false;

  async function flush(): Promise<void> {
    if (collected.size === 0) return;
    const told = [...collected].map(([processId, lines]) => {
      const text = [...lines].join('\n');
      return { processId, text: text.length > LONGEST_TEXT ? EVERYTHING : text };
    });
    collected = new Map();
    await store.send(told);
  }

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    clock.setTimer(TOGETHER_MS, () => {
      isPlanned = false;
      inBackground(flush, (error) => {
        log.warn('relay.wake-up-not-sent', { error });
      });
    });
  }

  return {
    flush,
    add: (processId, kind, subject) => {
      const lines = collected.get(processId) ?? new Set();
      collected.set(processId, lines.add(`${kind} ${subject}`));
      plan();
    },
  };
}

/** Reads what `WakeUpQueue` sent. */
export function parseWakeUp(text: string): WakeUpCall {
  if (text === EVERYTHING) return 'everything';
  const calls = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [kind = '', ...subject] = line.split(' ');
    calls.set(kind, [...(calls.get(kind) ?? []), subject.join(' ')]);
  }
  return calls;
}
