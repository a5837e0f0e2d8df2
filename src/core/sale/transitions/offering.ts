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

function decideSelection(sale: Offering, event: SaleEventOf<'vend.requested'>): Step {
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

/** A webhook says that somebody else moved the money: asks Vipps, and vends nothing before it answers. */
function askVippsAgain(sale: Offering): Step {
  return stay({ ...sale, isConfirmed: false }, [watchPayment(sale, true)]);
}

/** A payment that Vipps does not know was never approved. After Vipps confirmed it, this answer is an older one. */
function notFound(sale: Offering, event: SaleEventOf<'payment.notFound'>): Step {
  if (sale.aggregate.authorizedMinor > 0) return stay(sale, [watchPayment(sale, false)]);
  return closeOffer(sale, 'notApproved', event.atMs);
}

export const OFFERING_TRANSITIONS: readonly SaleTransition[] = [
  defineTransition({
    from,
    on: 'payment.authorized',
    to: ['offering', 'vending', 'releasing'],
    meaning: 'Vipps confirms the webhook: approve the held selection; release when it is too late',
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
        'From a webhook: ask Vipps, approve nothing meanwhile. From Vipps: end the offer, read the payment, release',
      decide: (sale, event) =>
        event.isHint === true ? askVippsAgain(sale) : onMoneyGone(sale, outcome, event.atMs),
    }),
  ),
  defineTransition({
    from,
    on: 'payment.moved',
    to: ['offering'],
    meaning: 'A webhook reports moved money: ask Vipps, approve nothing meanwhile',
    decide: askVippsAgain,
  }),
  defineTransition({
    from,
    on: 'payment.observed',
    to: ['offering', 'verifying'],
    meaning: 'Somebody else moved the money: end the offer, read the payment, release the rest',
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
    decide: decideSelection,
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
    meaning: 'After a denial: offer again. Else the customer has finished: release everything',
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
    on: 'kiosk.replaced',
    to: ['releasing', 'withdrawing'],
    meaning: 'Another PC is the machine now: end the offer, release everything',
    decide: (sale, event) => closeOffer(sale, 'restarted', event.atMs),
  }),
  defineTransition({
    from,
    on: 'kiosk.restarted',
    to: ['releasing', 'withdrawing'],
    meaning: 'The session is lost: release everything',
    decide: (sale, event) => endOffer(sale, 'restarted', event.atMs),
  }),
];
