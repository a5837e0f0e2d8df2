import { idempotencyKey } from '../../base/ids.ts';
import { defineTransition, stay, type SaleTransition, type Step } from '../define-transition.ts';
import type { SaleEffect } from '../effect.ts';
import type { SaleEventOf } from '../event.ts';
import { onMovedElsewhere, observeEffect } from '../settlement.ts';
import { latestOf, type Refund, type Settled, type SaleState } from '../state.ts';

/** Why a refund is not given. */
export type RefundProblem =
  | 'not-settled'
  | 'nothing-charged'
  | 'amount-invalid'
  | 'more-than-charged'
  | 'another-pending'
  | 'already-done';

/** Why this refund cannot be given now; undefined: it can. Only what was charged, and each order once. */
export function refundProblem(
  sale: SaleState,
  { refundId, amountMinor }: Pick<Refund, 'refundId' | 'amountMinor'>,
): RefundProblem | undefined {
  if (sale.name !== 'settled') return 'not-settled';
  const { pending, endedIds } = sale.refunds;
  if (pending?.refundId === refundId || endedIds.includes(refundId)) return 'already-done';
  if (pending !== undefined) return 'another-pending';
  const left = sale.aggregate.capturedMinor - sale.aggregate.refundedMinor;
  if (left <= 0) return 'nothing-charged';
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return 'amount-invalid';
  return amountMinor > left ? 'more-than-charged' : undefined;
}

function refundOrder(sale: Settled, refund: Refund): SaleEffect {
  return {
    kind: 'refundPayment',
    reference: sale.reference,
    amountMinor: refund.amountMinor,
    currency: sale.currency,
    key: idempotencyKey('refund', sale.reference, sale.refunds.endedIds.length + 1),
    sumMinor: sale.aggregate.refundedMinor + refund.amountMinor,
  };
}

/** The outstanding refund of a settled sale, if any: the same order under the same key. */
export function outstandingRefund(sale: Settled): readonly SaleEffect[] {
  const { pending } = sale.refunds;
  return pending === undefined ? [] : [refundOrder(sale, pending)];
}

function begin(sale: Settled, { refund }: SaleEventOf<'refund.requested'>): Step {
  if (refundProblem(sale, refund) !== undefined) return stay(sale);
  const state: Settled = { ...sale, refunds: { ...sale.refunds, pending: refund } };
  return stay(state, [refundOrder(state, refund)]);
}

function ended(sale: Settled, { refundId }: Refund, givenMinor: number): Settled {
  const { endedIds, sumMinor } = sale.refunds;
  return {
    ...sale,
    refunds: {
      pending: undefined,
      endedIds: [...endedIds, refundId],
      sumMinor: sumMinor + givenMinor,
    },
  };
}

function done(sale: Settled, { aggregate }: SaleEventOf<'payment.refunded'>): Step {
  const { pending } = sale.refunds;
  if (pending === undefined) return stay(sale);
  const refundedMinor = sale.aggregate.refundedMinor + pending.amountMinor;
  // It is given back, whether the sums of Vipps show it already or not.
  const known = latestOf(latestOf(sale.aggregate, aggregate), { refundedMinor });
  const state: Settled = { ...ended(sale, pending, pending.amountMinor), aggregate: known };
  const isOurs = known.refundedMinor === refundedMinor;
  return stay(state, isOurs ? [] : [onMovedElsewhere(state)]);
}

function refused(sale: Settled, { code }: SaleEventOf<'payment.refundRefused'>): Step {
  const { pending } = sale.refunds;
  if (pending === undefined) return stay(sale);
  const review: SaleEffect = {
    kind: 'addReview',
    reference: sale.reference,
    review: 'refundRefused',
    detail: `${String(pending.amountMinor)}: ${code}`,
  };
  return stay(ended(sale, pending, 0), [review, observeEffect(sale)]);
}

export const REFUNDING_TRANSITIONS: readonly SaleTransition[] = [
  defineTransition({
    from: 'settled',
    on: 'refund.requested',
    to: ['settled'],
    meaning: 'Refund what a person ordered, up to the captured amount; each order once',
    decide: begin,
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.refunded',
    to: ['settled'],
    meaning: 'Refunded',
    decide: done,
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.refundRefused',
    to: ['settled'],
    meaning: 'Vipps refused the refund: put it on the review list',
    decide: refused,
  }),
];
