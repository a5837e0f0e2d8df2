import { expect, test } from 'vitest';
import { createCallLimits } from '../../../../src/main/gateway/call-limits.ts';
import { createStandingClock } from './standing-clock.ts';

test('the sixth call of one kind for one payment within a minute waits', () => {
  const clock = createStandingClock();
  const limits = createCallLimits(clock);
  const lane = { operation: 'capture', reference: 'a' } as const;
  for (let call = 0; call < 5; call += 1) {
    expect(limits.waitMs(lane)).toBe(0);
    limits.count(lane);
    clock.advance(1_000);
  }
  expect(limits.waitMs(lane)).toBe(56_000);
  expect(limits.waitMs({ operation: 'cancel', reference: 'a' })).toBe(0);
  expect(limits.waitMs({ operation: 'capture', reference: 'b' })).toBe(0);
  clock.advance(56_000);
  expect(limits.waitMs(lane)).toBe(0);
});

test('questions may come a hundred times a minute', () => {
  const limits = createCallLimits(createStandingClock());
  const lane = { operation: 'get', reference: 'a' } as const;
  for (let call = 0; call < 100; call += 1) {
    expect(limits.waitMs(lane)).toBe(0);
    limits.count(lane);
  }
  expect(limits.waitMs(lane)).toBe(61_000);
});

test('counts of thousands of payments are dropped when they are old', () => {
  const clock = createStandingClock();
  const limits = createCallLimits(clock);
  for (let sale = 0; sale < 1_000; sale += 1) {
    limits.count({ operation: 'create', reference: String(sale) });
    clock.advance(10_000);
  }
  expect(limits.waitMs({ operation: 'create', reference: '999' })).toBe(0);
});
