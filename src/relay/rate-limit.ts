import type { Clock } from '#core/ports.ts';

/** Counts calls of each caller within the present minute. */
export interface RateLimit {
  isAllowed(caller: string): boolean;
}

const WINDOW_MS = 60_000;

export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  let counts = new Map<string, number>();
  let windowEndsAtMs = 0;
  return {
    isAllowed: (caller) => {
      const nowMs = clock.monotonicMs();
      if (nowMs >= windowEndsAtMs) {
        counts = new Map();
        windowEndsAtMs = nowMs + WINDOW_MS;
      }
      const count = (counts.get(caller) ?? 0) + 1;
      counts.set(caller, count);
      return count <= perMinute;
    },
  };
}
