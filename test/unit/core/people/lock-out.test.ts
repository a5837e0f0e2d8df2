import {
  afterWrongPin,
  lockLeftMs,
  NO_ATTEMPTS,
  attemptsLeft,
  type PinAttempts,
} from '#core/people/lock-out.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const MINUTE = 60_000;

function wrong(times: number, nowMs = 0): PinAttempts {
  let tries = NO_ATTEMPTS;
  for (let time = 0; time < times; time += 1) tries = afterWrongPin(tries, nowMs);
  return tries;
}

describe('the lock-out', () => {
  it('takes five tries, and says how many are left', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((times) => attemptsLeft(wrong(times)))).toEqual([
      5, 4, 3, 2, 1, 0, 0,
    ]);
    expect(wrong(4).lock).toBeUndefined();
    expect(wrong(5, 7).lock).toEqual({ sinceMs: 7, forMs: MINUTE });
  });

  it('grows with every wrong PIN after that, up to an hour', () => {
    const minutes = [5, 6, 7, 8, 9, 10, 50].map(
      (times) => (wrong(times).lock?.forMs ?? 0) / MINUTE,
    );
    expect(minutes).toEqual([1, 5, 15, 30, 60, 60, 60]);
  });

  it('ends when its time is over', () => {
    const { lock } = wrong(5, 1_000);
    expect(lockLeftMs(lock, 1_000)).toBe(MINUTE);
    expect(lockLeftMs(lock, 1_000 + MINUTE - 1)).toBe(1);
    expect(lockLeftMs(lock, 1_000 + MINUTE)).toBe(0);
    expect(lockLeftMs(undefined, 0)).toBe(0);
  });

  it('is never longer than it was, wherever the clock is set', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 20 }), fc.maxSafeInteger(), (times, nowMs) => {
        const { lock } = wrong(times, 1_790_000_000_000);
        const left = lockLeftMs(lock, nowMs);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(lock?.forMs ?? 0);
      }),
    );
  });
});
