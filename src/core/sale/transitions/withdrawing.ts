import { DEADLINES } from '../../time/deadlines.ts';
import { defineTransition, stay, type SaleTransition, type Step } from '../define-transition.ts';
import type { SaleEventOf } from '../event.ts';
import { raiseOverdueAlert } from '../overdue-alerts.ts';
import { factsOf, freshProgress, verifyNothingReserved, releaseAll } from '../settlement.ts';
import { isUntouched, NO_MONEY, type Settled, type Withdrawing } from '../state.ts';
import { onAuthorized } from './offering-steps.ts';
import { withdrawEffect } from './pre-authorisation-steps.ts';

const from = 'withdrawing';

/** Approved in the last moment (6060): honoured while nobody else is served, else given back. */
function approvedMeanwhile(sale: Withdrawing, event: SaleEventOf<'payment.authorized'>): Step {
  // The withdrawal under way brings Vipps' own answer.
  if (event.isHint === true) return stay(sale);
  if (sale.isOccupying && sale.outcome === 'notApproved') return onAuthorized(sale, event);
  const facts = { ...sale, aggregate: { ...NO_MONEY, authorizedMinor: event.amountMinor } };
  return releaseAll(facts, { outcome: sale.outcome, vend: undefined }, event.atMs);
}

/**
 * Vipps does not know the payment. A create of ours may still be on its way there, so the answer counts only
 * when it is the same a while later.
 */
function notFound(sale: Withdrawing, event: SaleEventOf<'payment.notFound'>): Step {
  if (sale.missing !== 'checking') {
    return stay({ ...sale, missing: 'waiting', isOccupying: false }, [
      { kind: 'startDeadline', name: 'vanished', afterMs: DEADLINES.vanished },
    ]);
  }
  const state: Settled = {
    ...factsOf(sale, event.atMs),
    name: 'settled',
    aggregate: NO_MONEY,
    outcome: sale.outcome,
    targetMinor: 0,
    vend: undefined,
    captureByMs: undefined,
    ...freshProgress(sale, event.atMs),
    receipt: 'none',
  };
  return stay(state);
}

function deadlinePassed(sale: Withdrawing, event: SaleEventOf<'deadline.passed'>): Step {
  if (event.deadline === 'settlementWarning') return raiseOverdueAlert(sale, event.atMs);
  if (event.deadline === 'withdrawal') return stay({ ...sale, isOccupying: false });
  if (event.deadline !== 'vanished') return stay(sale);
  const state: Withdrawing = { ...sale, missing: 'checking', attempt: sale.attempt + 1 };
  return stay(state, [withdrawEffect(state)]);
}

function readBack(sale: Withdrawing, atMs: number): Step {
  return verifyNothingReserved(sale, { outcome: sale.outcome, vend: undefined }, atMs);
}

export const WITHDRAWING_TRANSITIONS: readonly SaleTransition[] = [
  defineTransition({
    from,
    on: 'payment.authorized',
    to: ['withdrawing', 'offering', 'releasing'],
    meaning:
      "The customer approved after all: offer while they can still be there, else release. From a webhook: wait for Vipps' answer",
    decide: approvedMeanwhile,
  }),
  ...(['payment.terminated', 'payment.aborted', 'payment.expired'] as const).map((on) =>
    defineTransition({
      from,
      on,
      to: ['withdrawing', 'verifying'],
      meaning: "The payment has ended: read it back. From a webhook: wait for Vipps' answer",
      decide: (sale, event) => (event.isHint === true ? stay(sale) : readBack(sale, event.atMs)),
    }),
  ),
  defineTransition({
    from,
    on: 'payment.observed',
    to: ['withdrawing', 'verifying'],
    meaning: 'Somebody else moved the money: read the payment, release the rest',
    decide: (sale, event) =>
      isUntouched(event.aggregate) ? stay(sale) : readBack(sale, event.atMs),
  }),
  defineTransition({
    from,
    on: 'payment.notFound',
    to: ['withdrawing', 'settled'],
    meaning: 'Vipps does not know the payment: ask once more after a minute, then settle',
    decide: notFound,
  }),
  defineTransition({
    from,
    on: 'deadline.passed',
    to: ['withdrawing'],
    meaning:
      'Withdrawal: serve the next customer. Vanished: withdraw again. Settlement overdue: alert',
    decide: deadlinePassed,
  }),
  defineTransition({
    from,
    on: 'vend.requested',
    to: ['withdrawing'],
    meaning: 'Nothing is reserved: deny',
    decide: (sale, event) =>
      stay(sale, [{ kind: 'denyVend', requestId: event.selection.requestId, reason: 'unpaid' }]),
  }),
  defineTransition({
    from,
    on: 'kiosk.replaced',
    to: ['withdrawing'],
    meaning: 'Another PC is the machine now: an approval is released, not offered',
    decide: (sale) => stay(sale.isOccupying ? { ...sale, isOccupying: false } : sale),
  }),
  defineTransition({
    from,
    on: 'kiosk.restarted',
    to: ['withdrawing'],
    meaning: 'Withdraw again, serve others meanwhile',
    decide: (sale) => {
      const state: Withdrawing = { ...sale, isOccupying: false, missing: 'no' };
      return stay(state, [withdrawEffect(state)]);
    },
  }),
];
