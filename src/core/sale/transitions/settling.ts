import { defineTransition, stay, type SaleTransition, type Step } from '../define-transition.ts';
import type { SaleEffect } from '../effect.ts';
import type { SaleEventOf } from '../event.ts';
import { isMoneyReturned } from '../late-result.ts';
import { raiseOverdueAlert } from '../overdue-alerts.ts';
import {
  captureEffect,
  onGranted,
  waitForLaggingSums,
  fetchPayment,
  onMovedElsewhere,
  observeEffect,
  waitBeforeRetry,
  releaseAll,
  releaseEffect,
  stepAfterReading,
} from '../settlement.ts';
import { receiptWarning } from '../missing-receipt.ts';
import { RECEIPT_TRANSITIONS } from './receipt.ts';
import { outstandingRefund } from './refunding.ts';
import { withdraw } from './pre-authorisation-steps.ts';
import {
  latestOf,
  openReservationMinor,
  type Aggregate,
  type Capturing,
  type Releasing,
  type SaleOutcome,
  type Selection,
  type Settled,
  type Verifying,
} from '../state.ts';

type AfterVend = Capturing | Releasing | Verifying | Settled;

/** Refusals that mend themselves are put on the review list only when they do not. */
const ATTEMPTS_BEFORE_REVIEW = 3;

/** A capture under policy `capture` that Vipps refused leaves the outcome unknown: the machine may still report the drop. */
function outcomeUncharged(outcome: SaleOutcome): SaleOutcome {
  return outcome === 'unknownCharged' ? 'unknownReleased' : 'captureRefused';
}

function captureRefused(sale: Capturing, event: SaleEventOf<'payment.captureRefused'>): Step {
  // Vipps confirmed this key before: only its sums lag behind.
  if (sale.granted.isCaptured) return waitForLaggingSums(sale, event.atMs);
  const isFinal = event.refusal === 'fullCaptureOnly' || event.refusal === 'amount';
  const isWorthTelling =
    isFinal || event.refusal === 'look' || sale.attempt >= ATTEMPTS_BEFORE_REVIEW;
  const review = isWorthTelling && !sale.isRefusalReviewed ? [reviewOf(sale, event.code)] : [];
  const told: Capturing = { ...sale, isRefusalReviewed: sale.isRefusalReviewed || isWorthTelling };
  const step = isFinal
    ? releaseAll(told, { outcome: outcomeUncharged(sale.outcome), vend: sale.vend }, event.atMs)
    : waitBeforeRetry(told, event.atMs);
  return { state: step.state, effects: [...review, ...step.effects] };
}

function reviewOf(sale: AfterVend, detail: string): SaleEffect {
  return { kind: 'addReview', reference: sale.reference, review: 'captureRefused', detail };
}

/** Everything Vipps has said so far. Its sums may be older than its event log. */
function allKnownSums(sale: AfterVend, seen: SaleEventOf<'payment.observed'>): Aggregate {
  return latestOf(latestOf(sale.aggregate, seen.aggregate), seen.own ?? {});
}

/** Settles the sale when Vipps' sums match; else orders what is missing or reads again. */
function onReading(sale: Verifying, event: SaleEventOf<'payment.observed'>): Step {
  const seen: Verifying = { ...sale, aggregate: allKnownSums(sale, event) };
  return stepAfterReading(seen, event.aggregate, event.atMs) ?? settle(seen, event);
}

type Reading = SaleEventOf<'payment.observed'> | SaleEventOf<'payment.notFound'>;

function settle(sale: Verifying, event: Reading): Step {
  const foreign = (event.kind === 'payment.observed' ? event.foreign : undefined) ?? [];
  const isAsPlanned = isExpected(sale) && foreign.length === 0;
  const hasReceipt =
    sale.terms.postReceipt && sale.vend !== undefined && sale.aggregate.capturedMinor > 0;
  const state: Settled = {
    ...sale,
    name: 'settled',
    sinceMs: event.atMs,
    receipt: hasReceipt ? 'pending' : 'none',
  };
  return stay(state, [
    ...(isAsPlanned ? [] : [onMovedElsewhere(state, foreign)]),
    ...owedReceipt(state, event.atMs),
  ]);
}

function isExpected({ aggregate, targetMinor, refunds }: Verifying): boolean {
  return aggregate.capturedMinor === targetMinor && aggregate.refundedMinor === refunds.sumMinor;
}

function receiptOrder(sale: Settled, vend: Selection): SaleEffect {
  return {
    kind: 'postReceipt',
    reference: sale.reference,
    currency: sale.currency,
    vend: { ...vend, priceMinor: sale.aggregate.capturedMinor },
  };
}

/** The receipt that a settled sale still owes, if any. */
function owedReceipt(sale: Settled, atMs: number): readonly SaleEffect[] {
  if (sale.receipt !== 'pending' || sale.vend === undefined) return [];
  return [receiptOrder(sale, sale.vend), receiptWarning(sale, atMs)];
}

function notFound(sale: Verifying, event: SaleEventOf<'payment.notFound'>): Step {
  return sale.aggregate.authorizedMinor === 0
    ? settle(sale, event)
    : waitBeforeRetry(sale, event.atMs);
}

/** The machine reports a drop after it had reported a failure, or nothing in time (design §4 rule 8). */
function lateSuccess(sale: AfterVend, event: SaleEventOf<'vend.succeeded'>): Step {
  const { vend } = sale;
  if (vend?.requestId !== event.requestId) return stay(sale);
  const take: readonly SaleEffect[] =
    vend.selection === undefined ? [] : [{ kind: 'takeStock', selection: vend.selection }];
  if (sale.outcome === 'unknownCharged') return stay({ ...sale, outcome: 'sold' }, take);
  if (!isMoneyReturned(sale.outcome)) return stay(sale);
  const review: SaleEffect = {
    kind: 'addReview',
    reference: sale.reference,
    review: 'lateSuccess',
    detail: vend.requestId,
  };
  return stay({ ...sale, outcome: 'droppedUncharged' }, [...take, review]);
}

function adoptReading(sale: Settled, event: SaleEventOf<'payment.observed'>): Step {
  // Our own refund may be part of what is seen; its answer brings the sums.
  if (sale.refunds.pending !== undefined) return stay(sale);
  const aggregate = allKnownSums(sale, event);
  const state: Settled = { ...sale, aggregate };
  if (openReservationMinor(aggregate) > 0) {
    return fetchPayment({ ...state, sinceMs: event.atMs }, state, state.targetMinor);
  }
  const isNews =
    aggregate.capturedMinor !== sale.aggregate.capturedMinor ||
    aggregate.refundedMinor !== sale.aggregate.refundedMinor;
  return stay(state, isNews ? [onMovedElsewhere(state, event.foreign)] : []);
}

/** A webhook says that a create we had given up reached Vipps and was approved: withdraws it. */
function onLateAuthorization(sale: Settled, event: SaleEventOf<'payment.authorized'>): Step {
  if (sale.aggregate.authorizedMinor > 0) return stay(sale);
  return withdraw(sale, sale.outcome, { atMs: event.atMs, leftMs: 0 });
}

const lateSuccessIn = (from: AfterVend['name']): SaleTransition =>
  defineTransition({
    from,
    on: 'vend.succeeded',
    to: [from],
    meaning: 'The machine reports a drop late: take stock; a review entry when nothing was charged',
    decide: lateSuccess,
  });

export const SETTLING_TRANSITIONS: readonly SaleTransition[] = [
  ...(['capturing', 'releasing', 'verifying', 'settled'] as const).map(lateSuccessIn),
  ...(['capturing', 'releasing'] as const).map((from) =>
    defineTransition({
      from,
      on: 'deadline.passed',
      to: [from],
      meaning: 'Settlement overdue: alert',
      decide: (sale, event) =>
        event.deadline === 'settlementWarning' ? raiseOverdueAlert(sale, event.atMs) : stay(sale),
    }),
  ),
  defineTransition({
    from: 'capturing',
    on: 'payment.captured',
    to: ['releasing', 'verifying'],
    meaning:
      'Release the rest, or read the payment back when nothing is left. Sums not shown yet: read again later, resend only under the same key',
    decide: (sale, event) => onGranted(sale, event.aggregate, event.atMs),
  }),
  defineTransition({
    from: 'capturing',
    on: 'payment.captureRefused',
    to: ['verifying', 'releasing'],
    meaning:
      'Read the payment and try again later; release when this sales unit captures only in full',
    decide: captureRefused,
  }),
  defineTransition({
    from: 'capturing',
    on: 'kiosk.restarted',
    to: ['capturing'],
    meaning: 'Capture again under the same key',
    decide: (sale) => stay(sale, [captureEffect(sale)]),
  }),
  defineTransition({
    from: 'releasing',
    on: 'payment.released',
    to: ['verifying'],
    meaning: 'Read the payment back',
    decide: (sale, event) => onGranted(sale, event.aggregate, event.atMs),
  }),
  defineTransition({
    from: 'releasing',
    on: 'payment.releaseRefused',
    to: ['verifying'],
    meaning: 'Read the payment and try again later',
    decide: (sale, event) => waitBeforeRetry(sale, event.atMs),
  }),
  defineTransition({
    from: 'releasing',
    on: 'kiosk.restarted',
    to: ['releasing'],
    meaning: 'Release again under the same key',
    decide: (sale) => stay(sale, [releaseEffect(sale)]),
  }),
  defineTransition({
    from: 'verifying',
    on: 'payment.observed',
    to: ['verifying', 'settled', 'capturing', 'releasing'],
    meaning: 'Settled when Vipps says what the journal says; else order what is missing',
    decide: onReading,
  }),
  defineTransition({
    from: 'verifying',
    on: 'payment.notFound',
    to: ['verifying', 'settled'],
    meaning: 'Nothing was ever reserved; or ask again later',
    decide: notFound,
  }),
  ...(['payment.authorized', 'kiosk.restarted'] as const).map((on) =>
    defineTransition({
      from: 'verifying',
      on,
      to: ['verifying'],
      meaning: 'Read the payment back',
      decide: (sale) => stay(sale, [observeEffect(sale)]),
    }),
  ),
  defineTransition({
    from: 'verifying',
    on: 'deadline.passed',
    to: ['verifying'],
    meaning: 'Settlement retry: read the payment back. Settlement overdue: alert',
    decide: (sale, event) => {
      if (event.deadline === 'settlementWarning') return raiseOverdueAlert(sale, event.atMs);
      return stay(sale, event.deadline === 'settlementRetry' ? [observeEffect(sale)] : []);
    },
  }),
  ...RECEIPT_TRANSITIONS,
  defineTransition({
    from: 'settled',
    on: 'kiosk.restarted',
    to: ['settled'],
    meaning: 'Post the receipt and send the refund that are still outstanding',
    decide: (sale, event) =>
      stay(sale, [...owedReceipt(sale, event.atMs), ...outstandingRefund(sale)]),
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.authorized',
    to: ['settled', 'withdrawing'],
    meaning: 'The customer approved after we gave up: withdraw and release',
    decide: onLateAuthorization,
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.moved',
    to: ['settled'],
    meaning: 'Somebody else moved money: read the payment',
    decide: (sale, event) => stay(sale, event.mayBeOurs === true ? [] : [observeEffect(sale)]),
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.observed',
    to: ['settled', 'verifying'],
    meaning: 'Adopt what Vipps says; release what is still reserved',
    decide: adoptReading,
  }),
];
