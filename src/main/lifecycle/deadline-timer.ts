import type { DeadlineName } from '#core/time/deadlines.ts';
import type { Clock } from '#core/base/ports.ts';

/** The running waits of one sale, by name. */
export interface DeadlineTimers {
  /** Starts the wait anew, also when it is running. */
  start(name: DeadlineName, afterMs: number): void;
  /** When the next wait ends, wall clock; undefined when none runs. */
  nextEndMs(): number | undefined;
  cancelAll(): void;
}

export function createDeadlineTimers(
  clock: Clock,
  onPassed: (name: DeadlineName) => void,
): DeadlineTimers {
  const running = new Map<DeadlineName, { cancel: () => void; endsAtMs: number }>();
  return {
    start: (name, afterMs) => {
      running.get(name)?.cancel();
      const cancel = clock.setTimer(afterMs, () => {
        running.delete(name);
        onPassed(name);
      });
      running.set(name, { cancel, endsAtMs: clock.nowMs() + afterMs });
    },
    nextEndMs: () => {
      const ends = [...running.values()].map((timer) => timer.endsAtMs);
      return ends.length === 0 ? undefined : Math.min(...ends);
    },
    cancelAll: () => {
      for (const timer of running.values()) timer.cancel();
      running.clear();
    },
  };
}
