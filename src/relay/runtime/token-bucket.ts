import type { Clock } from '#core/base/ports.ts';

/** Allows `burst` at once, and `perSecond` in the long run. */
export interface Budget {
  readonly burst: number;
  readonly perSecond: number;
}

export interface TokenBucket {
  /** False when fewer than `count` are left; then nothing is taken. */
  take(count?: number): boolean;
}

export function createTokenBucket({ burst, perSecond }: Budget, clock: Clock): TokenBucket {
  let left = burst;
  let asOfMs = clock.monotonicMs();
  return {
    take: (count = 1) => {
      const nowMs = clock.monotonicMs();
      left = Math.min(burst, left + ((nowMs - asOfMs) / 1000) * perSecond);
      asOfMs = nowMs;
      if (left < count) return false;
      left -= count;
      return true;
    },
  };
}
