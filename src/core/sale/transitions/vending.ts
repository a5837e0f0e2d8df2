import { DEADLINES } from '../../time/deadlines.ts';
import { defineTransition, stay, type SaleTransition, type Step } from '../define-transition.ts';
import type { SaleEffect } from '../effect.ts';
import { capturePrice, factsOf, fetchPayment, observeEffect, releaseAll } from '../settlement.ts';
import {
  isUntouched,
  latestOf,
  type Held,
  type Offering,
  type Selection,
  type Vending,
} from '../state.ts';
import { remainingMs } from '../remaining-time.ts';
import { failedDropEffects } from '../failed-drops.ts';
import { watchPayment } from './pre-authorisation-steps.ts';

/** A slot the machine does not name cannot be counted. */
function stockEffects(vend: Selection, kind: 'takeStock' | 'markForCount'): readonly SaleEffect[] {
  return vend.selection === undefined ? [] : [{ kind, selection: vend.selection }];
}

function onDrop(sale: Vending | Held, atMs: number): Step {
  const step = capturePrice(sale, { outcome: 'sold', vend: sale.vend }, atMs);
  return { state: step.state, effects: [...stockEffects(sale.vend, 'takeStock'), ...step.effects] };
}

function onFailure(sale: Vending | Held, atMs: number): Step {
  const step = releaseAll(sale, { outcome: 'vendFailed', vend: sale.vend }, atMs);
  return { state: step.state, effects: [...failedDropEffects(sale), ...step.effects] };
}

/** Design §4, onUnknownOutcome: whatever is done with the money, a person gets to know. */
function onUnknownOutcome(sale: Vending, atMs: number): Step {
  const policy = sale.terms.onUnknownOutcome;
  const known: readonly SaleEffect[] = [
    ...stockEffects(sale.vend, 'markForCount'),
    {
      kind: 'addReview',
      reference: sale.reference,
      review: policy === 'capture' ? 'assumedCapture' : 'unknownOutcome',
      detail: policy,
    },
    ...(policy === 'release' ? failedDropEffects(sale) : []),
  ];
  const step = byPolicy(sale, atMs);
  return { state: step.state, effects: [...known, ...step.effects] };
}

function byPolicy(sale: Vending, atMs: number): Step {
  switch (sale.terms.onUnknownOutcome) {
    case 'release':
      return releaseAll(sale, { outcome: 'unknownReleased', vend: sale.vend }, atMs);
    case 'capture':
      return capturePrice(sale, { outcome: 'unknownCharged', vend: sale.vend }, atMs);
    case 'review': {
      const state: Held = { ...sale, name: 'held', sinceMs: atMs };
      return stay(state, [holdFor(DEADLINES.hold)]);
    }
  }
}

function holdFor(afterMs: number): SaleEffect {
  return { kind: 'startDeadline', name: 'hold', afterMs };
}

const afterUnknown = ['releasing', 'capturing', 'held'] as const;

/** Only what belongs to the approved request counts (design §4 rule 6). */
function ifApproved(sale: Vending | Held, requestId: string, decide: () => Step): Step {
  return sale.vend.requestId === requestId ? decide() : stay(sale);
}

const WHILE_VENDING: readonly SaleTransition[] = [
  defineTransition({
    from: 'vending',
    on: 'vend.succeeded',
    to: ['vending', 'capturing'],
    meaning: 'The product dropped: take stock, capture its price',
    decide: (sale, event) => ifApproved(sale, event.requestId, () => onDrop(sale, event.atMs)),
  }),
  ...(['vend.failed', 'vend.cancelled'] as const).map((on) =>
    defineTransition({
      from: 'vending',
      on,
      to: ['vending', 'releasing'],
      meaning: 'Nothing dropped: release everything',
      decide: (sale, event) =>
        ifApproved(sale, event.requestId, () => {
          if (on === 'vend.failed') return onFailure(sale, event.atMs);
          return releaseAll(sale, { outcome: 'vendCancelled', vend: sale.vend }, event.atMs);
        }),
    }),
  ),
  defineTransition({
    from: 'vending',
    on: 'vend.approvalRefused',
    to: ['vending', 'offering'],
    meaning: 'The approval came too late and approved nothing: the offer stands; ask Vipps again',
    decide: (sale, event) =>
      ifApproved(sale, event.requestId, () => {
        const state: Offering = {
          ...factsOf(sale, event.atMs),
          name: 'offering',
          creditMinor: Math.min(sale.requestedMinor, sale.aggregate.authorizedMinor),
          isConfirmed: false,
          held: undefined,
          isReofferDue: true,
        };
        return stay(state, [
          watchPayment(state, true),
          { kind: 'startDeadline', name: 'selection', afterMs: sale.terms.selectionMs },
        ]);
      }),
  }),
  defineTransition({
    from: 'vending',
    on: 'vend.unknown',
    to: ['vending', ...afterUnknown],
    meaning: 'The result will never be known: do what the operator chose (onUnknownOutcome)',
    decide: (sale, event) =>
      ifApproved(sale, event.requestId, () => onUnknownOutcome(sale, event.atMs)),
  }),
  ...(['machine.lost', 'kiosk.restarted'] as const).map((on) =>
    defineTransition({
      from: 'vending',
      on,
      to: afterUnknown,
      meaning: 'The result is lost: do what the operator chose (onUnknownOutcome)',
      decide: (sale, event) => onUnknownOutcome(sale, event.atMs),
    }),
  ),
  defineTransition({
    from: 'vending',
    on: 'deadline.passed',
    to: ['vending', ...afterUnknown],
    meaning:
      "No result in time: do what the operator chose (onUnknownOutcome), and restart the machine's session",
    decide: (sale, event) => {
      if (event.deadline !== 'vendResult') return stay(sale);
      const step = onUnknownOutcome(sale, event.atMs);
      return { state: step.state, effects: [...step.effects, { kind: 'recoverMachine' }] };
    },
  }),
  defineTransition({
    from: 'vending',
    on: 'vend.requested',
    to: ['vending'],
    meaning: 'One vend for one reservation: deny',
    decide: (sale, event) =>
      stay(sale, [{ kind: 'denyVend', requestId: event.selection.requestId, reason: 'busy' }]),
  }),
  defineTransition({
    from: 'vending',
    on: 'payment.moved',
    to: ['vending'],
    meaning: 'A webhook reports moved money: read the payment. The vend cannot be stopped',
    decide: (sale) => stay(sale, [observeEffect(sale)]),
  }),
  defineTransition({
    from: 'vending',
    on: 'payment.observed',
    to: ['vending'],
    meaning: 'Adopt what Vipps says',
    decide: (sale, event) =>
      stay({ ...sale, aggregate: latestOf(sale.aggregate, event.aggregate) }),
  }),
];

function releaseHeld(sale: Held, atMs: number): Step {
  const step = releaseAll(sale, { outcome: 'unknownReleased', vend: sale.vend }, atMs);
  return { state: step.state, effects: [...failedDropEffects(sale), ...step.effects] };
}

const WHILE_HELD: readonly SaleTransition[] = [
  defineTransition({
    from: 'held',
    on: 'vend.succeeded',
    to: ['held', 'capturing'],
    meaning: 'The result came late: capture the price',
    decide: (sale, event) => ifApproved(sale, event.requestId, () => onDrop(sale, event.atMs)),
  }),
  defineTransition({
    from: 'held',
    on: 'vend.failed',
    to: ['held', 'releasing'],
    meaning: 'The result came late: release everything',
    decide: (sale, event) => ifApproved(sale, event.requestId, () => onFailure(sale, event.atMs)),
  }),
  defineTransition({
    from: 'held',
    on: 'technician.resolved',
    to: ['capturing', 'releasing'],
    meaning: 'A person decided',
    decide: (sale, event) =>
      event.decision === 'charge'
        ? capturePrice(sale, { outcome: 'unknownCharged', vend: sale.vend }, event.atMs)
        : releaseHeld(sale, event.atMs),
  }),
  defineTransition({
    from: 'held',
    on: 'deadline.passed',
    to: ['held', 'releasing'],
    meaning: 'Nobody decided: release everything',
    decide: (sale, event) =>
      event.deadline === 'hold' ? releaseHeld(sale, event.atMs) : stay(sale),
  }),
  defineTransition({
    from: 'held',
    on: 'payment.moved',
    to: ['held'],
    meaning: 'A webhook reports moved money: read the payment',
    decide: (sale) => stay(sale, [observeEffect(sale)]),
  }),
  defineTransition({
    from: 'held',
    on: 'payment.observed',
    to: ['held', 'verifying'],
    meaning: 'Somebody else moved the money: nothing is left to decide; release the rest',
    decide: (sale, event) => {
      const aggregate = latestOf(sale.aggregate, event.aggregate);
      if (isUntouched(aggregate)) return stay(sale);
      const goal = { outcome: 'movedElsewhere', vend: sale.vend } as const;
      return fetchPayment({ ...sale, aggregate, sinceMs: event.atMs }, goal, 0);
    },
  }),
  defineTransition({
    from: 'held',
    on: 'kiosk.restarted',
    to: ['held'],
    meaning: 'Hold for the time that is left',
    decide: (sale, event) =>
      stay(sale, [holdFor(remainingMs(DEADLINES.hold, sale.sinceMs, event.atMs))]),
  }),
];

export const VENDING_TRANSITIONS: readonly SaleTransition[] = [...WHILE_VENDING, ...WHILE_HELD];
