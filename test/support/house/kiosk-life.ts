import type { Clock } from '#core/base/ports.ts';

/**
 * The clock of one run of a program. After a power cut no timer fires any more; what is left of the program is rushed to
 * its end, on files and cables that nothing else uses.
 */
export interface LifeClock extends Clock {
  die(): void;
}

/** After death each reading is this much later, so that loops that wait for time to pass end. */
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
