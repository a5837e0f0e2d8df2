import type { Clock } from '#core/base/ports.ts';

/** The computer's own time. */
export function createSystemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    setTimer: (afterMs, run) => {
      const timer = setTimeout(run, afterMs);
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
