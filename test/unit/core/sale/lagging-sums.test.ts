import { lagPauseMs, TRUST_A_GRANT_AFTER_MS } from '#core/time/deadlines.ts';
import type { SaleFact } from '#core/sale/event.ts';
import type { OwnMovements } from '#core/sale/state.ts';
import { describe, expect, it } from 'vitest';
import { begin, MAXIMUM, PRICE, SELECTION, tell, type Scene } from '../../../support/sale-world.ts';

const REQUESTED: SaleFact = {
  kind: 'vend.requested',
  selection: { ...SELECTION, answerByMs: 90_000 },
  refusal: undefined,
};
const sums = (capturedMinor: number, cancelledMinor: number, refundedMinor = 0) => ({
  authorizedMinor: MAXIMUM,
  capturedMinor,
  cancelledMinor,
  refundedMinor,
});
const observed = (captured: number, cancelled: number, own?: OwnMovements): SaleFact => ({
  kind: 'payment.observed',
  aggregate: sums(captured, cancelled),
  own,
});
const RETRY: SaleFact = { kind: 'deadline.passed', deadline: 'settlementRetry' };

function after(start: Scene, ...facts: readonly SaleFact[]): Scene {
  return facts.reduce(
    (scene, fact) => tell({ ...scene, world: { ...scene.world, orders: [] } }, fact),
    start,
  );
}

const keys = (scene: Scene): readonly unknown[] =>
  scene.world.orders.map((order) => ('key' in order ? order.key : order.kind));

const AUTHORIZED: SaleFact = { kind: 'payment.authorized', amountMinor: MAXIMUM };
const choosing = after(begin('release'), { kind: 'payment.created' }, AUTHORIZED);
const capturing = after(choosing, REQUESTED, {
  kind: 'vend.succeeded',
  requestId: SELECTION.requestId,
});
const CAPTURED_UNSEEN: SaleFact = { kind: 'payment.captured', aggregate: sums(0, 0) };
const granted = after(capturing, CAPTURED_UNSEEN);

describe('a capture that Vipps grants and does not show yet', () => {
  it('is sent again under the very same key, and under no other, for as long as it is not shown', () => {
    const [key] = keys(capturing);
    let scene = granted;
    for (let turn = 0; turn < 6; turn += 1) {
      scene = after(scene, RETRY, observed(0, 0));
      expect(scene.sale).toMatchObject({ name: 'capturing', attempt: 1 });
      expect(keys(scene)).toEqual([key]);
      scene = after(scene, CAPTURED_UNSEEN);
      expect(scene.sale).toMatchObject({ name: 'verifying', laggingReadings: turn + 2 });
    }
    expect(scene.world.reviews).toEqual([]);
  });

  it('is not taken for refused when its key is refused later', () => {
    const again = after(granted, RETRY, observed(0, 0), {
      kind: 'payment.captureRefused',
      refusal: 'amount',
      code: '6090',
    });
    expect(again.sale).toMatchObject({ name: 'verifying', outcome: 'sold', targetMinor: PRICE });
    expect(again.world.reviews).toEqual([]);
  });

  it('is believed when the log of the payment shows our key', () => {
    const own = { capturedMinor: PRICE, cancelledMinor: 0, refundedMinor: 0 };
    const seen = after(granted, RETRY, observed(0, 0, own));
    expect(seen.sale).toMatchObject({ name: 'releasing', aggregate: { capturedMinor: PRICE } });
  });

  it('is settled only when the sums themselves show it, and nobody is told of the lag', () => {
    const released: SaleFact = { kind: 'payment.released', aggregate: sums(0, 0) };
    const own = { capturedMinor: PRICE, cancelledMinor: MAXIMUM - PRICE, refundedMinor: 0 };
    const waiting = after(granted, RETRY, observed(0, 0, own));
    expect(waiting.sale.name).toBe('verifying');
    const seen = after(granted, RETRY, observed(PRICE, 0), released, RETRY, observed(PRICE, 0));
    expect(seen.sale.name).toBe('releasing');
    expect(keys(seen)).toEqual([expect.stringMatching(/^release-.*-2$/)]);
    const shown: SaleFact = {
      kind: 'payment.released',
      aggregate: sums(PRICE, MAXIMUM - PRICE),
    };
    const behind = after(seen, shown, observed(0, 0));
    expect(behind.sale).toMatchObject({ name: 'verifying', attempt: 2 });
    expect(keys(behind)).toEqual([]);
    const end = after(behind, RETRY, observed(PRICE, MAXIMUM - PRICE));
    expect(end.sale).toMatchObject({ name: 'settled', aggregate: sums(PRICE, MAXIMUM - PRICE) });
    expect(end.world.reviews).toEqual([]);
  });

  it('does not keep the rest reserved for ever', () => {
    const later = { ...granted, world: { ...granted.world, atMs: TRUST_A_GRANT_AFTER_MS + 5_000 } };
    const trusted = after(later, RETRY, observed(0, 0));
    expect(trusted.sale.name).toBe('releasing');
    const read = after(trusted, { kind: 'payment.released', aggregate: sums(0, MAXIMUM - PRICE) });
    expect(keys(read)).toEqual(['observePayment']);
    const unshown = after(read, observed(0, MAXIMUM - PRICE));
    expect(unshown.sale.name).toBe('verifying');
    expect(after(unshown, RETRY, observed(PRICE, MAXIMUM - PRICE)).sale.name).toBe('settled');
  });

  it('is looked for at least once a minute', () => {
    expect(lagPauseMs(0)).toBe(12_000);
    expect(lagPauseMs(20)).toBe(60_000);
  });
});

describe('a reading from an earlier moment', () => {
  const settled = after(
    capturing,
    { kind: 'payment.captured', aggregate: sums(PRICE, 0) },
    { kind: 'payment.released', aggregate: sums(PRICE, MAXIMUM - PRICE) },
    observed(PRICE, MAXIMUM - PRICE),
    { kind: 'receipt.posted' },
  );

  it('opens no settled sale again', () => {
    const moved = after(settled, { kind: 'payment.moved', mayBeOurs: false }, observed(0, 0));
    expect(moved.sale).toEqual(settled.sale);
    expect(moved.world.reviews).toEqual([]);
  });

  it('leaves a refund given, and tells nobody', () => {
    const refund = { refundId: 'r1', amountMinor: 1_000, reason: 'stale', by: 'owner' };
    const given = after(
      settled,
      { kind: 'refund.requested', refund },
      { kind: 'payment.refunded', aggregate: sums(PRICE, MAXIMUM - PRICE) },
      observed(PRICE, MAXIMUM - PRICE),
    );
    expect(given.sale).toMatchObject({ aggregate: { refundedMinor: 1_000 } });
    expect(given.world.reviews).toEqual([]);
  });
});
