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
  stepAfter,
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
const PATIENT_ATTEMPTS = 3;

/** What was charged in doubt and could not be charged is as unknown as before: its drop may still be told. */
function uncharged(outcome: SaleOutcome): SaleOutcome {
  return outcome === 'unknownCharged' ? 'unknownReleased' : 'captureRefused';
}

function captureRefused(sale: Capturing, event: SaleEventOf<'payment.captureRefused'>): Step {
  // It was granted under this very key: only its sums are behind.
  if (sale.granted.isCaptured) return waitForLaggingSums(sale, event.atMs);
  const isFinal = event.refusal === 'fullCaptureOnly' || event.refusal === 'amount';
  const isWorthTelling = isFinal || event.refusal === 'look' || sale.attempt >= PATIENT_ATTEMPTS;
  const review = isWorthTelling && !sale.reported ? [reviewOf(sale, event.code)] : [];
  const told: Capturing = { ...sale, reported: sale.reported || isWorthTelling };
  const step = isFinal
    ? releaseAll(told, { outcome: uncharged(sale.outcome), vend: sale.vend }, event.atMs)
    : waitBeforeRetry(told, event.atMs);
  return { state: step.state, effects: [...review, ...step.effects] };
}

function reviewOf(sale: AfterVend, detail: string): SaleEffect {
  return { kind: 'addReview', reference: sale.reference, review: 'captureRefused', detail };
}

/** All that Vipps has ever said: its sums may be from an earlier moment, and its log ahead of them. */
function knownOf(sale: AfterVend, seen: SaleEventOf<'payment.observed'>): Aggregate {
  return latestOf(latestOf(sale.aggregate, seen.aggregate), seen.own ?? {});
}

/** What Vipps says now decides: settled, or one more order, after a second look when the first is a surprise. */
function observed(sale: Verifying, event: SaleEventOf<'payment.observed'>): Step {
  const seen: Verifying = { ...sale, aggregate: knownOf(sale, event) };
  return stepAfter(seen, event.aggregate, event.atMs) ?? settle(seen, event);
}

type Seen = SaleEventOf<'payment.observed'> | SaleEventOf<'payment.notFound'>;

function settle(sale: Verifying, event: Seen): Step {
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

function adopt(sale: Settled, event: SaleEventOf<'payment.observed'>): Step {
  // Our own refund may be part of what is seen; its answer brings the sums.
  if (sale.refunds.pending !== undefined) return stay(sale);
  const aggregate = knownOf(sale, event);
  const state: Settled = { ...sale, aggregate };
  if (openReservationMinor(aggregate) > 0) {
    return fetchPayment({ ...state, sinceMs: event.atMs }, state, state.targetMinor);
  }
  const isNews =
    aggregate.capturedMinor !== sale.aggregate.capturedMinor ||
    aggregate.refundedMinor !== sale.aggregate.refundedMinor;
  return stay(state, isNews ? [onMovedElsewhere(state, event.foreign)] : []);
}

/** A create that was given up has reached Vipps after all, somebody says, and was approved: nothing of it may stay. */
function approvedTooLate(sale: Settled, event: SaleEventOf<'payment.authorized'>): Step {
  if (sale.aggregate.authorizedMinor > 0) return stay(sale);
  return withdraw(sale, sale.outcome, { atMs: event.atMs, leftMs: 0 });
}

const lateCell = (from: AfterVend['name']): SaleTransition =>
  defineTransition({
    from,
    on: 'vend.succeeded',
    to: [from],
    meaning: 'A late report of a drop: take stock, tell a person when nothing was charged',
    decide: lateSuccess,
  });

export const SETTLING_TRANSITIONS: readonly SaleTransition[] = [
  ...(['capturing', 'releasing', 'verifying', 'settled'] as const).map(lateCell),
  ...(['capturing', 'releasing'] as const).map((from) =>
    defineTransition({
      from,
      on: 'deadline.passed',
      to: [from],
      meaning: 'Warning: tell somebody that it takes too long',
      decide: (sale, event) =>
        event.deadline === 'settlementWarning' ? raiseOverdueAlert(sale, event.atMs) : stay(sale),
    }),
  ),
  defineTransition({
    from: 'capturing',
    on: 'payment.captured',
    to: ['releasing', 'verifying'],
    meaning:
      'Release what is left, or read back when nothing is. Not shown yet: look again, and send nothing but the same key',
    decide: (sale, event) => onGranted(sale, event.aggregate, event.atMs),
  }),
  defineTransition({
    from: 'capturing',
    on: 'payment.captureRefused',
    to: ['verifying', 'releasing'],
    meaning: 'Look and try again later; release when this unit captures only in full',
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
    meaning: 'Look and try again later',
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
    decide: observed,
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
    meaning: 'Settlement retry: read the payment back. Warning: tell somebody',
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
    meaning: 'Post the receipt, and give the refund, that are still owed',
    decide: (sale, event) =>
      stay(sale, [...owedReceipt(sale, event.atMs), ...outstandingRefund(sale)]),
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.authorized',
    to: ['settled', 'withdrawing'],
    meaning: 'Approved after we gave up: withdraw it, and give it back',
    decide: approvedTooLate,
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.moved',
    to: ['settled'],
    meaning: 'Somebody else moved money: look',
    decide: (sale, event) => stay(sale, event.mayBeOurs === true ? [] : [observeEffect(sale)]),
  }),
  defineTransition({
    from: 'settled',
    on: 'payment.observed',
    to: ['settled', 'verifying'],
    meaning: 'Adopt what Vipps says; release what is still reserved',
    decide: adopt,
  }),
];
