import type { Clock } from '#core/base/ports.ts';

const DRIFT_EVERY_MS = 30_000;
const START = 4;

/** The inside of a refrigerated machine: moves one degree per half minute towards its target. */
export interface Climate {
  celsius(target: number): number;
}

export function createClimate(clock: Clock): Climate {
  let now = START;
  let driftedAtMs = clock.monotonicMs();
  return {
    celsius: (target) => {
      const steps = Math.floor((clock.monotonicMs() - driftedAtMs) / DRIFT_EVERY_MS);
      driftedAtMs += steps * DRIFT_EVERY_MS;
      const away = target - now;
      now += Math.sign(away) * Math.min(Math.abs(away), steps);
      return now;
    },
  };
}
