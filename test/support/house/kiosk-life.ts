import type { Clock } from '#core/base/ports.ts';

/**
 * The clock of one life of a program. When the power goes, none of its timers runs any more; what is left of the
 * program is then hurried to its end, on files and cables that nobody else uses.
 */
export interface LifeClock extends Clock {
  die(): void;
}

/** Each look at a dead clock finds it so much later: what waits for a time to pass does not wait for ever. */
const HURRY_MS = 60_000;

export function createLifeClock(clock: Clock): LifeClock {
  const cancels = new Set<() => void>();
  let isDead = false;
  let hurriedMs = 0;
  return {
    nowMs: () => clock.nowMs(),
    monotonicMs: () => {
      if (isDead) hurriedMs += HURRY_MS;
      return clock.monotonicMs() + hurriedMs;
    },
    setTimer: (afterMs, run) => {
      if (isDead) {
        const turn = setImmediate(run);
        return () => {
          clearImmediate(turn);
        };
      }
      const cancel = clock.setTimer(afterMs, () => {
        cancels.delete(cancel);
        run();
      });
      cancels.add(cancel);
      return () => {
        cancels.delete(cancel);
        cancel();
      };
    },
    die: () => {
      isDead = true;
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
