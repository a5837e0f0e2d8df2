import type { Clock } from '#core/ports.ts';

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
