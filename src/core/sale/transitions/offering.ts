import { defineTransition, stay, type SaleTransition, type Step } from '../define-transition.ts';
import { denialOf } from '../denial.ts';
import type { SaleEventOf } from '../event.ts';
import { isUntouched, type Offering } from '../state.ts';
import {
  approve,
  closeOffer,
  onAuthorizationConfirmed,
  endOffer,
  onSelectionHoldExpired,
  isTooLate,
  onMoneyGone,
} from './offering-steps.ts';
import {
  holdDeadline,
  clearHeldSelection,
  watchPayment,
  UNAPPROVED_ENDINGS,
} from './pre-authorisation-steps.ts';

const from = 'offering';

function judge(sale: Offering, event: SaleEventOf<'vend.requested'>): Step {
  const { selection } = event;
  const reason = denialOf(sale, event, sale.creditMinor);
  if (reason !== undefined) {
    const { requestId } = selection;
    return stay({ ...sale, isReofferDue: true }, [{ kind: 'denyVend', requestId, reason }]);
  }
  if (sale.isConfirmed) return approve(sale, selection, event.atMs);
  return stay({ ...sale, held: selection }, [holdDeadline(selection, event.atMs)]);
}

function sessionEnded(sale: Offering, event: SaleEventOf<'session.ended'>): Step {
  if (!sale.isReofferDue || isTooLate(sale, event))
    return endOffer(sale, 'noSelection', event.atMs);
  return stay({ ...sale, isReofferDue: false }, [
    { kind: 'offerSession', creditMinor: sale.creditMinor },
  ]);
}

function deadlinePassed(sale: Offering, event: SaleEventOf<'deadline.passed'>): Step {
  if (event.deadline === 'selectionHold') return onSelectionHoldExpired(sale);
  if (event.deadline !== 'selection') return stay(sale);
  const isApproved = sale.aggregate.authorizedMinor > 0;
  return closeOffer(sale, isApproved ? 'noSelection' : 'notApproved', event.atMs);
}

/** Somebody says that the money has moved, and we have ordered nothing: nothing is vended before Vipps has said how it stands. */
function doubted(sale: Offering): Step {
  return stay({ ...sale, isConfirmed: false }, [watchPayment(sale, true)]);
}

/** What Vipps does not know was never approved. After it has said yes, this answer is from before. */
function notFound(sale: Offering, event: SaleEventOf<'payment.notFound'>): Step {
  if (sale.aggregate.authorizedMinor > 0) return stay(sale, [watchPayment(sale, false)]);
  return closeOffer(sale, 'notApproved', event.atMs);
}

export const OFFERING_TRANSITIONS: readonly SaleTransition[] = [
  defineTransition({
    from,
    on: 'payment.authorized',
    to: ['offering', 'vending', 'releasing'],
    meaning:
      'Vipps confirms what a webhook said: approve what was chosen meanwhile; release when it is too late',
    decide: (sale, event) =>
      sale.isConfirmed || event.isHint === true
        ? stay(sale)
        : onAuthorizationConfirmed(sale, event),
  }),
  ...UNAPPROVED_ENDINGS.map(({ on, outcome }) =>
    defineTransition({
      from,
      on,
      to: ['offering', 'verifying'],
      meaning:
        'A webhook: ask Vipps, approve nothing meanwhile. Vipps: end the offer, look, release',
      decide: (sale, event) =>
        event.isHint === true ? doubted(sale) : onMoneyGone(sale, outcome, event.atMs),
    }),
  ),
  defineTransition({
    from,
    on: 'payment.moved',
    to: ['offering'],
    meaning: 'A webhook tells of moved money: ask Vipps, approve nothing meanwhile',
    decide: doubted,
  }),
  defineTransition({
    from,
    on: 'payment.observed',
    to: ['offering', 'verifying'],
    meaning: 'Somebody else has moved the money: end the offer, look, release the rest',
    decide: (sale, event) =>
      isUntouched(event.aggregate) ? stay(sale) : onMoneyGone(sale, 'movedElsewhere', event.atMs),
  }),
  defineTransition({
    from,
    on: 'payment.notFound',
    to: ['offering', 'withdrawing'],
    meaning: 'It was never approved: end the offer, withdraw whatever reaches Vipps',
    decide: notFound,
  }),
  defineTransition({
    from,
    on: 'vend.requested',
    to: ['vending', 'offering'],
    meaning:
      'Approve what fits the reservation and can be sold, once Vipps has confirmed it; deny the rest, the offer stands',
    decide: judge,
  }),
  defineTransition({
    from,
    on: 'vend.cancelled',
    to: ['offering'],
    meaning: 'The machine took its selection back',
    decide: (sale, event) => clearHeldSelection(sale, event.requestId),
  }),
  defineTransition({
    from,
    on: 'deadline.passed',
    to: ['offering', 'releasing', 'withdrawing'],
    meaning:
      'Selection: end the offer, release everything. Held selection: deny it, the offer stands',
    decide: deadlinePassed,
  }),
  defineTransition({
    from,
    on: 'session.ended',
    to: ['offering', 'releasing', 'withdrawing'],
    meaning: 'After a denial: offer again. Else the customer is done: release everything',
    decide: sessionEnded,
  }),
  ...(['session.refused', 'machine.lost'] as const).map((on) =>
    defineTransition({
      from,
      on,
      to: ['releasing', 'withdrawing'],
      meaning: 'The machine cannot sell now: release everything',
      decide: (sale, event) => endOffer(sale, 'machineNotReady', event.atMs),
    }),
  ),
  defineTransition({
    from,
    on: 'kiosk.restarted',
    to: ['releasing', 'withdrawing'],
    meaning: 'The session is lost: release everything',
    decide: (sale, event) => endOffer(sale, 'restarted', event.atMs),
  }),
];
