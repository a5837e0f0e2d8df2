import type { Clock } from '#core/base/ports.ts';

/** Everything the machine is about to do; a reset ends all of it. */
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

/** A result that comes long after its vend. */
export const LATE_MS = 90_000;
/** A result that comes after its session. */
export const AFTER_SESSION_MS = 10_000;
/** A success that comes after a jam. */
export const AFTER_JAM_MS = 300;
