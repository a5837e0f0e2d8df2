import { throttledUntilMs } from '#core/desk/throttle.ts';
import type { PastSale } from '#core/kiosk/snapshot.ts';
import type { SaleOutcome } from '#core/sale/state.ts';
import { describe, expect, it } from 'vitest';

const NOW_MS = 10_000_000;

function past(outcome: SaleOutcome | undefined, endedAgoMs = 0): PastSale {
  return {
    reference: 'vm-0001-x',
    state: 'settled',
    outcome,
    startedAtMs: NOW_MS - endedAgoMs - 5_000,
    endedAtMs: NOW_MS - endedAgoMs,
    selection: undefined,
    product: undefined,
    reservedMinor: 0,
    capturedMinor: 0,
    releasedMinor: 0,
    refundedMinor: 0,
  };
}

const times = (count: number, outcome: SaleOutcome, endedAgoMs = 0): readonly PastSale[] =>
  Array.from({ length: count }, () => past(outcome, endedAgoMs));

describe('scanning without approving', () => {
  it('is free three times, and then waits longer and longer', () => {
    const pauses = [1, 2, 3, 4, 5, 12].map((count) => {
      const untilMs = throttledUntilMs(times(count, 'declined'), NOW_MS);
      return untilMs === undefined ? 0 : (untilMs - NOW_MS) / 1000;
    });
    expect(pauses).toEqual([0, 0, 30, 60, 120, 600]);
  });

  it('is free again when the pause is over, and after half an hour', () => {
    expect(throttledUntilMs(times(3, 'notApproved', 30_000), NOW_MS)).toBeUndefined();
    expect(throttledUntilMs(times(9, 'expired', 1_800_000), NOW_MS)).toBeUndefined();
  });

  it('never makes a customer wait after one who paid', () => {
    const recent = [past('sold'), ...times(9, 'declined')];
    expect(throttledUntilMs(recent, NOW_MS)).toBeUndefined();
    expect(
      throttledUntilMs([past('noSelection'), ...times(9, 'declined')], NOW_MS),
    ).toBeUndefined();
    expect(throttledUntilMs([past(undefined), ...times(9, 'declined')], NOW_MS)).toBeUndefined();
  });

  it('looks past what says nothing about the customer', () => {
    const recent = [
      past('restarted'),
      ...times(2, 'declined'),
      past('turnedAway'),
      past('expired'),
    ];
    expect(throttledUntilMs(recent, NOW_MS)).toBe(NOW_MS + 30_000);
  });

  it('does not lock anybody out when the clock was set back', () => {
    expect(throttledUntilMs(times(3, 'declined', -86_400_000), NOW_MS)).toBe(NOW_MS + 30_000);
  });

  it('counts from the beginning of a sale that has not ended, and from nothing when there was none', () => {
    const open = { ...past('declined'), endedAtMs: undefined };
    expect(throttledUntilMs([open, ...times(2, 'declined')], NOW_MS)).toBe(NOW_MS + 25_000);
    expect(throttledUntilMs([], NOW_MS)).toBeUndefined();
  });
});
