import type { Clock } from '#core/base/ports.ts';

/** The computer's own clock. A pending timer keeps the program alive until it fires or is cancelled. */
export function createSystemClock(): Clock {
  return {
    // Sub-millisecond: the gap between two lines of a transcript matters.
    nowMs: () => performance.timeOrigin + performance.now(),
    monotonicMs: () => performance.now(),
    setTimer: (afterMs, run) => {
      const timer = setTimeout(run, Math.max(0, afterMs));
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
