import type { Clock } from '#core/base/ports.ts';

/** Everything that the machine has scheduled; a reset cancels it. */
export interface Timers {
  after(ms: number, run: () => void): void;
  cancelAll(): void;
}

export function createTimers(clock: Clock): Timers {
  const running = new Set<() => void>();
  return {
    after: (ms, run) => {
      const cancel = clock.setTimer(ms, () => {
        running.delete(cancel);
        run();
      });
      running.add(cancel);
    },
    cancelAll: () => {
      for (const cancel of running) cancel();
      running.clear();
    },
  };
}

/** Delay of a result that comes long after its vend. */
export const LATE_MS = 90_000;
/** Delay of a result that comes after its session. */
export const AFTER_SESSION_MS = 10_000;
/** Delay of a success after a jam. */
export const AFTER_JAM_MS = 300;
