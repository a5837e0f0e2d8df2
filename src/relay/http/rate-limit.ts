import type { Clock } from '#core/base/ports.ts';

/** Counts each caller's calls in fixed windows of a minute. */
export interface RateLimit {
  isAllowed(caller: string): boolean;
  /** Whether the caller's last call was the first one above the limit: the one worth a line in the log. */
  isFirstAbove(caller: string): boolean;
}

const WINDOW_MS = 60_000;
/** Beyond this many callers in a minute all others share one count, so that they cannot fill the memory. */
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
