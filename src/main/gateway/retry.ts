import type { CancelSignal, Clock } from '#core/ports.ts';

/** Pauses before the second, third, … attempt; the last repeats. Two quick ones, then under five a minute. */
const PAUSES_MS: readonly number[] = [2_000, 15_000, 15_000, 30_000, 60_000, 120_000, 300_000];

/** Pause before attempt `attempt` (2 = first repetition), never shorter than Vipps asked for. */
export function pauseBeforeMs(attempt: number, retryAfterMs: number | undefined): number {
  const planned = PAUSES_MS[Math.min(attempt - 2, PAUSES_MS.length - 1)] ?? 0;
  return Math.max(planned, retryAfterMs ?? 0);
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
