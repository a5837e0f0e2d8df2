import { scanPauseAfter } from '#core/admission/scan-pause.ts';
import type { PastSale } from '#core/kiosk/snapshot.ts';
import type { SaleOutcome } from '#core/sale/state.ts';
import { describe, expect, it } from 'vitest';

const NOW_MS = 10_000_000;

function past(outcome: SaleOutcome | undefined, scannedAgoMs = 0): PastSale {
  return {
    reference: `vm-0001-${String(scannedAgoMs)}`,
    state: 'settled',
    outcome,
    startedAtMs: NOW_MS - scannedAgoMs,
    endedAtMs: NOW_MS,
    selection: undefined,
    product: undefined,
    reservedMinor: 0,
    capturedMinor: 0,
    releasedMinor: 0,
    refundedMinor: 0,
  };
}

const times = (count: number, outcome: SaleOutcome, scannedAgoMs = 0): readonly PastSale[] =>
  Array.from({ length: count }, () => past(outcome, scannedAgoMs));

describe('the pause after scans that nobody approved', () => {
  it('comes after the third, and is never longer than 30 s', () => {
    const pauses = [0, 1, 2, 3, 4, 12].map(
      (count) => scanPauseAfter(times(count, 'declined'), NOW_MS)?.leftMs,
    );
    expect(pauses).toEqual([undefined, undefined, undefined, 30_000, 30_000, 30_000]);
  });

  it('counts from the last scan, whatever that one took', () => {
    const tries = [past('declined', 12_000), ...times(2, 'expired', 20_000)];
    expect(scanPauseAfter(tries, NOW_MS)).toEqual({ reference: 'vm-0001-12000', leftMs: 18_000 });
    expect(scanPauseAfter(times(3, 'notApproved', 30_001), NOW_MS)?.leftMs).toBe(0);
  });

  it('is forgotten after five minutes', () => {
    expect(scanPauseAfter(times(9, 'expired', 300_001), NOW_MS)).toBeUndefined();
    const old = [...times(2, 'declined'), past('declined', 300_001)];
    expect(scanPauseAfter(old, NOW_MS)).toBeUndefined();
  });

  it('never comes after a customer who approved, or while one is served', () => {
    for (const outcome of ['sold', 'noSelection', undefined] as const) {
      expect(scanPauseAfter([past(outcome), ...times(9, 'declined')], NOW_MS)).toBeUndefined();
    }
  });

  it('looks past what says nothing about the customer', () => {
    const recent = [
      past('restarted', 1_000),
      ...times(2, 'declined', 2_000),
      past('turnedAway', 3_000),
      past('expired', 4_000),
    ];
    expect(scanPauseAfter(recent, NOW_MS)).toEqual({ reference: 'vm-0001-2000', leftMs: 28_000 });
  });

  it('is no longer when the clock was set back', () => {
    expect(scanPauseAfter(times(3, 'declined', -86_400_000), NOW_MS)?.leftMs).toBe(30_000);
  });
});
