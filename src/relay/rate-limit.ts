/** Counts calls of each caller within the present minute. */
export interface RateLimit {
  isAllowed(caller: string): boolean;
}

const WINDOW_MS = 60_000;

export function createRateLimit(
  perMinute: number,
  monotonicMs: () => number = () => performance.now(),
): RateLimit {
  let counts = new Map<string, number>();
  let windowEndsAtMs = 0;
  return {
    isAllowed: (caller) => {
      if (monotonicMs() >= windowEndsAtMs) {
        counts = new Map();
        windowEndsAtMs = monotonicMs() + WINDOW_MS;
      }
      const count = (counts.get(caller) ?? 0) + 1;
      counts.set(caller, count);
      return count <= perMinute;
    },
  };
}
