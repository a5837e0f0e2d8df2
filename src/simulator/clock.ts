import type { Clock } from '#core/base/ports.ts';

/** The computer's own clock. A timer of it keeps the program alive until it has run or was cancelled. */
export function createSystemClock(): Clock {
  return {
    // With fractions: the time between two lines of a transcript is worth measuring.
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
