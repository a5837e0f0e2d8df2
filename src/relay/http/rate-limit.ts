import type { Clock } from '#core/base/ports.ts';

/** Counts calls of each caller within the present minute. */
export interface RateLimit {
  isAllowed(caller: string): boolean;
  /** The last call was the first that was not allowed: it is worth a line in the log. */
  isFirstAbove(caller: string): boolean;
}

const WINDOW_MS = 60_000;
/** Beyond so many callers in a minute the rest count as one: memory is not theirs to fill. */
const MOST_CALLERS = 20_000;
const ALL_OTHERS = '';

export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  let counts = new Map<string, number>();
  let windowEndsAtMs = 0;
  const nameOf = (caller: string): string =>
    counts.size < MOST_CALLERS || counts.has(caller) ? caller : ALL_OTHERS;
  return {
    isAllowed: (caller) => {
      const nowMs = clock.monotonicMs();
      if (nowMs >= windowEndsAtMs) {
        counts = new Map();
        windowEndsAtMs = nowMs + WINDOW_MS;
      }
      const name = nameOf(caller);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count <= perMinute;
    },
    isFirstAbove: (caller) => counts.get(nameOf(caller)) === perMinute + 1,
  };
}
