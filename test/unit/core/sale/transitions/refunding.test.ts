import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import { refundProblem } from '#core/sale/transitions/refunding.ts';
import { isClosed, type Aggregate, type Refund, type SaleState } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import { checkIn, MAXIMUM, PRICE, REFERENCE, SELECTION } from '../../../../support/sale-world.ts';

interface Told {
  readonly sale: SaleState;
  readonly effects: readonly SaleEffect[];
}

function tell(sale: SaleState, ...facts: readonly SaleFact[]): Told {
  let told: Told = { sale, effects: [] };
  for (const fact of facts) {
    const step = transition(told.sale, { ...fact, atMs: 5_000, isMachineReady: true });
    told = { sale: step.state, effects: step.effects };
  }
  return told;
}

function money(refundedMinor: number, capturedMinor = PRICE): Aggregate {
  return {
    authorizedMinor: MAXIMUM,
    capturedMinor,
    cancelledMinor: MAXIMUM - capturedMinor,
    refundedMinor,
  };
}

const { sale: sold } = tell(
  { name: 'idle' },
  checkIn('release'),
  { kind: 'payment.authorized', amountMinor: MAXIMUM },
  {
    kind: 'vend.requested',
    selection: { ...SELECTION, answerByMs: 90_000 },
    refusal: undefined,
  },
  { kind: 'vend.succeeded', requestId: SELECTION.requestId },
  { kind: 'payment.captured', aggregate: { ...money(0), cancelledMinor: 0 } },
  { kind: 'payment.released', aggregate: money(0) },
  { kind: 'payment.observed', aggregate: money(0) },
  { kind: 'receipt.posted' },
);

function order(refundId: string, amountMinor: number): SaleFact {
  const refund: Refund = { refundId, amountMinor, reason: 'stale', by: 'owner' };
  return { kind: 'refund.requested', refund };
}

const refunded = (sumMinor: number): SaleFact => ({
  kind: 'payment.refunded',
  aggregate: money(sumMinor),
});

describe('a refund', () => {
  it('is ordered under its own key, and the sale stays open until it is given', () => {
    const told = tell(sold, order('r1', 1000));
    expect(isClosed(sold)).toBe(true);
    expect(isClosed(told.sale)).toBe(false);
    expect(told.effects).toEqual([
      {
        kind: 'refundPayment',
        reference: REFERENCE,
        amountMinor: 1000,
        currency: 'NOK',
        key: `refund-${REFERENCE.slice(-26)}-1`,
        sumMinor: 1000,
      },
    ]);
    const done = tell(told.sale, refunded(1000));
    expect(isClosed(done.sale)).toBe(true);
    expect(done.sale).toMatchObject({ aggregate: { refundedMinor: 1000 } });
    expect(done.effects).toEqual([]);
  });

  it('in parts has a key for each part, and ends with what was charged', () => {
    const first = tell(sold, order('r1', 1000), refunded(1000)).sale;
    const second = tell(first, order('r2', 1500));
    expect(second.effects).toMatchObject([
      { key: `refund-${REFERENCE.slice(-26)}-2`, sumMinor: PRICE },
    ]);
    const all = tell(second.sale, refunded(PRICE)).sale;
    expect(refundProblem(all, { refundId: 'r3', amountMinor: 1 })).toBe('nothing-charged');
    expect(tell(all, order('r3', 1))).toEqual({ sale: all, effects: [] });
  });

  it('is never given twice for one order', () => {
    const pending = tell(sold, order('r1', 1000)).sale;
    expect(tell(pending, order('r1', 1000)).effects).toEqual([]);
    expect(tell(pending, order('r2', 1000)).effects).toEqual([]);
    const done = tell(pending, refunded(1000)).sale;
    expect(tell(done, order('r1', 1000))).toEqual({ sale: done, effects: [] });
    expect(tell(done, refunded(1000))).toEqual({ sale: done, effects: [] });
    expect(tell(done, { kind: 'payment.refundRefused', code: 'x' }).effects).toEqual([]);
  });

  it.each([
    ['more than was charged', PRICE + 1, 'more-than-charged'],
    ['nothing', 0, 'amount-invalid'],
    ['less than nothing', -1, 'amount-invalid'],
    ['half an øre', 0.5, 'amount-invalid'],
  ])('of %s is refused', (_what, amountMinor, problem) => {
    expect(refundProblem(sold, { refundId: 'r', amountMinor })).toBe(problem);
    expect(tell(sold, order('r', amountMinor))).toEqual({ sale: sold, effects: [] });
  });

  it('has other reasons against it', () => {
    const pending = tell(sold, order('r1', 1000)).sale;
    expect(refundProblem({ name: 'idle' }, { refundId: 'r', amountMinor: 1 })).toBe('not-settled');
    expect(refundProblem(pending, { refundId: 'r1', amountMinor: 1 })).toBe('already-done');
    expect(refundProblem(pending, { refundId: 'r2', amountMinor: 1 })).toBe('another-pending');
  });

  it('goes on after a restart under the same key', () => {
    const told = tell(sold, order('r1', 1000));
    expect(tell(told.sale, { kind: 'kiosk.restarted' }).effects).toEqual(told.effects);
  });

  it('that Vipps refuses is for review; the payment is looked at, and the next has another key', () => {
    const told = tell(sold, order('r1', 1000), { kind: 'payment.refundRefused', code: '6220' });
    expect(told.effects).toMatchObject([
      { kind: 'addReview', review: 'refundRefused', detail: '1000: 6220' },
      { kind: 'observePayment' },
    ]);
    expect(isClosed(told.sale)).toBe(true);
    expect(tell(told.sale, order('r2', 1000)).effects).toMatchObject([
      { key: `refund-${REFERENCE.slice(-26)}-2` },
    ]);
  });

  it('of ours is not taken for somebody else’s; one of somebody else’s is seen', () => {
    const pending = tell(sold, order('r1', 1000)).sale;
    const seen: SaleFact = { kind: 'payment.observed', aggregate: money(1000) };
    expect(tell(pending, seen)).toEqual({ sale: pending, effects: [] });
    expect(tell(pending, refunded(1500)).effects).toMatchObject([
      { kind: 'addReview', review: 'moneyMovedElsewhere' },
    ]);
    const done = tell(pending, refunded(1000)).sale;
    const reread = tell(
      done,
      { kind: 'payment.observed', aggregate: { ...money(1000), cancelledMinor: 0 } },
      { kind: 'payment.observed', aggregate: money(1000) },
    );
    expect(reread.sale.name).toBe('settled');
    expect(reread.effects.filter((effect) => effect.kind === 'addReview')).toEqual([]);
  });
});
