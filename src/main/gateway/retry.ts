import type { CancelSignal, Clock } from '#core/base/ports.ts';

/** Why a call must be made again: Vipps has not decided, nobody could ask Vipps, or it was only a question. */
export type RetryCause = 'undecided' | 'away' | 'question';

/**
 * Pauses before the second, third, … attempt; the last repeats. After an undecided answer as Vipps' rate limit
 * wants it (vipps-api §13). While nobody answers sooner: a reservation waits for the relay to come back.
 */
const PAUSES_MS: Readonly<Record<RetryCause, readonly number[]>> = {
  undecided: [2_000, 15_000, 30_000, 60_000, 120_000, 240_000, 300_000],
  away: [2_000, 5_000, 10_000, 15_000],
  question: [2_000, 4_000, 8_000, 15_000, 30_000],
};
const LONGEST_PAUSE_MS = 300_000;
/** ± this share, so that a hundred machines do not come back in the same second. */
const JITTER = 0.2;

export interface Repetition {
  readonly cause: RetryCause;
  /** 2 = first repetition. */
  readonly attempt: number;
  /** What Vipps asked for; never undercut. */
  readonly retryAfterMs: number | undefined;
  /** 0 ≤ x < 1 */
  readonly random: number;
}

export function pauseBeforeMs({ cause, attempt, retryAfterMs, random }: Repetition): number {
  const pauses = PAUSES_MS[cause];
  const planned = pauses[Math.min(attempt - 2, pauses.length - 1)] ?? LONGEST_PAUSE_MS;
  const spread = planned * (1 + JITTER * (2 * random - 1));
  return Math.max(Math.min(Math.round(spread), LONGEST_PAUSE_MS), retryAfterMs ?? 0);
}

/** The pauses before calls are made again, by payment. A person may end them. */
export interface Pauses {
  /** False: `signal` ended it. */
  wait(reference: string, afterMs: number, signal: CancelSignal): Promise<boolean>;
  /** The calls that wait for this payment are made now. False: none waits. */
  end(reference: string): boolean;
}

export function createPauses(clock: Clock): Pauses {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wait: async (reference, afterMs, signal) => {
      if (signal.aborted) return false;
      const pause = new AbortController();
      const end = (): void => {
        pause.abort();
      };
      const ends = waiting.get(reference) ?? new Set();
      waiting.set(reference, ends.add(end));
      signal.addEventListener('abort', end);
      await waitFor(clock, afterMs, pause.signal);
      signal.removeEventListener('abort', end);
      ends.delete(end);
      if (ends.size === 0) waiting.delete(reference);
      return !signal.aborted;
    },
    end: (reference) => {
      const ends = waiting.get(reference);
      for (const end of ends ?? []) end();
      return ends !== undefined;
    },
  };
}

/** Waits, or ends early when `signal` does. True: the whole time has passed. */
export function waitFor(clock: Clock, afterMs: number, signal: CancelSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (isWhole: boolean): void => {
      signal.removeEventListener('abort', onAbort);
      cancel();
      resolve(isWhole);
    };
    const onAbort = (): void => {
      end(false);
    };
    const cancel = clock.setTimer(afterMs, () => {
      end(true);
    });
    signal.addEventListener('abort', onAbort);
  });
}
