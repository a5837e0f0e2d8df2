import { expect, test } from 'vitest';
import { pauseBeforeMs, waitFor } from '../../../../src/main/gateway/retry.ts';
import { createStandingClock } from './standing-clock.ts';

const middle = { random: 0.5, retryAfterMs: undefined } as const;

function pauses(cause: 'undecided' | 'away' | 'question', count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    pauseBeforeMs({ ...middle, cause, attempt: index + 2 }),
  );
}

test('pauses after an undecided answer grow to five minutes', () => {
  expect(pauses('undecided', 8)).toEqual([
    2_000, 15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000,
  ]);
});

test('a relay that is away is asked again at least every quarter of a minute', () => {
  expect(pauses('away', 5)).toEqual([2_000, 5_000, 10_000, 15_000, 15_000]);
  expect(pauses('question', 6)).toEqual([2_000, 4_000, 8_000, 15_000, 30_000, 30_000]);
});

test('pauses are spread by a fifth to both sides and never pass five minutes', () => {
  const at = (random: number, attempt: number): number =>
    pauseBeforeMs({ cause: 'undecided', attempt, retryAfterMs: undefined, random });
  expect(at(0, 3)).toBe(12_000);
  expect(at(1, 3)).toBe(18_000);
  expect(at(1, 9)).toBe(300_000);
});

test('what Vipps asks for is never undercut', () => {
  const order = { cause: 'undecided', attempt: 2, random: 0 } as const;
  expect(pauseBeforeMs({ ...order, retryAfterMs: 40_000 })).toBe(40_000);
  expect(pauseBeforeMs({ ...order, retryAfterMs: 100 })).toBe(1_600);
});

test('a wait ends with its time, or at once with its signal, and leaves no timer behind', async () => {
  const clock = createStandingClock();
  const ending = new AbortController();
  const whole = waitFor(clock, 1_000, ending.signal);
  clock.advance(1_000);
  expect(await whole).toBe(true);
  const cut = waitFor(clock, 1_000, ending.signal);
  ending.abort();
  expect(await cut).toBe(false);
  expect(await waitFor(clock, 1_000, ending.signal)).toBe(false);
  expect(clock.pendingTimers()).toBe(0);
});
