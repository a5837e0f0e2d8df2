import type { Clock } from '#core/base/ports.ts';

export const START_MS = Date.UTC(2026, 9, 5, 10, 0, 0);

export interface ManualClock extends Clock {
  advance(ms: number): void;
  readonly pending: () => number;
}

export function createManualClock(): ManualClock {
  let elapsedMs = 0;
  let timers: { atMs: number; run: () => void }[] = [];
  return {
    nowMs: () => START_MS + elapsedMs,
    monotonicMs: () => elapsedMs,
    pending: () => timers.length,
    setTimer(afterMs, run) {
      const timer = { atMs: elapsedMs + afterMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const untilMs = elapsedMs + ms;
      for (;;) {
        const [next] = timers
          .filter((timer) => timer.atMs <= untilMs)
          .sort((one, other) => one.atMs - other.atMs);
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        elapsedMs = Math.max(elapsedMs, next.atMs);
        next.run();
      }
      elapsedMs = untilMs;
    },
  };
}
