import { DEADLINES } from '../../deadlines.ts';
import { idempotencyKey } from '../../ids.ts';
import { cell, stay, type Cell, type Step } from '../cell.ts';
import type { SaleEffect } from '../effect.ts';
import type { SaleEventOf } from '../event.ts';
import { warn } from '../oversight.ts';
import { freshProgress, lookForNothing, releaseAll } from '../settlement.ts';
import { NO_MONEY, type Settled, type Withdrawing } from '../state.ts';
import { authorized } from './wait.ts';

const from = 'withdrawing';

function withdrawOrder(sale: Withdrawing, attempt: number): SaleEffect {
  return {
    kind: 'withdrawPayment',
    reference: sale.reference,
    key: idempotencyKey('withdraw', sale.reference, attempt),
  };
}

/** Approved in the last moment (6060): honoured while nobody else is served, else given back. */
function approvedMeanwhile(sale: Withdrawing, event: SaleEventOf<'payment.authorized'>): Step {
  if (sale.isOccupying && sale.outcome === 'notApproved') return authorized(sale, event);
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
    name: 'settled',
    reference: sale.reference,
    checkInId: sale.checkInId,
    currency: sale.currency,
    terms: sale.terms,
    startedAtMs: sale.startedAtMs,
    sinceMs: event.atMs,
    requestedMinor: sale.requestedMinor,
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
  if (event.deadline === 'settlementWarning') return warn(sale, event.atMs);
  if (event.deadline === 'withdrawal') return stay({ ...sale, isOccupying: false });
  if (event.deadline !== 'vanished') return stay(sale);
  return stay({ ...sale, missing: 'checking' }, [withdrawOrder(sale, 2)]);
}

export const WITHDRAWING_CELLS: readonly Cell[] = [
  cell({
    from,
    on: 'payment.authorized',
    to: ['offering', 'releasing'],
    meaning: 'Approved after all: honour it while the machine is free, else release',
    decide: approvedMeanwhile,
  }),
  ...(['payment.terminated', 'payment.aborted', 'payment.expired'] as const).map((on) =>
    cell({
      from,
      on,
      to: ['verifying'],
      meaning: 'No money can be reserved any more: read it back',
      decide: (sale, event) =>
        lookForNothing(sale, { outcome: sale.outcome, vend: undefined }, event.atMs),
    }),
  ),
  cell({
    from,
    on: 'payment.notFound',
    to: ['withdrawing', 'settled'],
    meaning: 'Ask once more after a while; then it never was',
    decide: notFound,
  }),
  cell({
    from,
    on: 'deadline.passed',
    to: ['withdrawing'],
    meaning:
      'Withdrawal: the next customer may come. Vanished: withdraw again. Warning: tell somebody',
    decide: deadlinePassed,
  }),
  cell({
    from,
    on: 'vend.requested',
    to: ['withdrawing'],
    meaning: 'Nothing is reserved: deny',
    decide: (sale, event) =>
      stay(sale, [{ kind: 'denyVend', requestId: event.selection.requestId, reason: 'unpaid' }]),
  }),
  cell({
    from,
    on: 'kiosk.restarted',
    to: ['withdrawing'],
    meaning: 'Withdraw again, serve others meanwhile',
    decide: (sale) => {
      const state: Withdrawing = { ...sale, isOccupying: false, missing: 'no' };
      return stay(state, [withdrawOrder(sale, sale.missing === 'no' ? 1 : 2)]);
    },
  }),
];
