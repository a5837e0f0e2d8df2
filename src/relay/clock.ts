import type { Clock } from '#core/ports.ts';

/** The computer's own time; a waiting timer does not keep the program alive. */
export function createSystemClock(): Clock {
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    setTimer: (afterMs, run) => {
      const timer = setTimeout(run, afterMs).unref();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
