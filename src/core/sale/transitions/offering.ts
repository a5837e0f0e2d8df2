import { cell, stay, type Cell, type Step } from '../define-transition.ts';
import { denialOf } from '../denial.ts';
import type { SaleEventOf } from '../event.ts';
import { isUntouched, type Offering } from '../state.ts';
import {
  approve,
  closeOffer,
  confirmed,
  endOffer,
  heldTooLong,
  isTooLate,
  moneyGone,
} from './offering-steps.ts';
import { holdDeadline, letGo, watch, ENDINGS } from './pre-authorisation-steps.ts';

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
  if (event.deadline === 'selectionHold') return heldTooLong(sale);
  if (event.deadline !== 'selection') return stay(sale);
  const isApproved = sale.aggregate.authorizedMinor > 0;
  return closeOffer(sale, isApproved ? 'noSelection' : 'notApproved', event.atMs);
}

/** Somebody says that the money has moved, and we have ordered nothing: nothing is vended before Vipps has said how it stands. */
function doubted(sale: Offering): Step {
  return stay({ ...sale, isConfirmed: false }, [watch(sale, true)]);
}

/** What Vipps does not know was never approved. After it has said yes, this answer is from before. */
function notFound(sale: Offering, event: SaleEventOf<'payment.notFound'>): Step {
  if (sale.aggregate.authorizedMinor > 0) return stay(sale, [watch(sale, false)]);
  return closeOffer(sale, 'notApproved', event.atMs);
}

export const OFFERING_CELLS: readonly Cell[] = [
  cell({
    from,
    on: 'payment.authorized',
    to: ['offering', 'vending', 'releasing'],
    meaning:
      'Vipps confirms what a webhook said: approve what was chosen meanwhile; release when it is too late',
    decide: (sale, event) =>
      sale.isConfirmed || event.isHint === true ? stay(sale) : confirmed(sale, event),
  }),
  ...ENDINGS.map(({ on, outcome }) =>
    cell({
      from,
      on,
      to: ['offering', 'verifying'],
      meaning:
        'A webhook: ask Vipps, approve nothing meanwhile. Vipps: end the offer, look, release',
      decide: (sale, event) =>
        event.isHint === true ? doubted(sale) : moneyGone(sale, outcome, event.atMs),
    }),
  ),
  cell({
    from,
    on: 'payment.moved',
    to: ['offering'],
    meaning: 'A webhook tells of moved money: ask Vipps, approve nothing meanwhile',
    decide: doubted,
  }),
  cell({
    from,
    on: 'payment.observed',
    to: ['offering', 'verifying'],
    meaning: 'Somebody else has moved the money: end the offer, look, release the rest',
    decide: (sale, event) =>
      isUntouched(event.aggregate) ? stay(sale) : moneyGone(sale, 'movedElsewhere', event.atMs),
  }),
  cell({
    from,
    on: 'payment.notFound',
    to: ['offering', 'withdrawing'],
    meaning: 'It was never approved: end the offer, withdraw whatever reaches Vipps',
    decide: notFound,
  }),
  cell({
    from,
    on: 'vend.requested',
    to: ['vending', 'offering'],
    meaning:
      'Approve what fits the reservation and can be sold, once Vipps has confirmed it; deny the rest, the offer stands',
    decide: judge,
  }),
  cell({
    from,
    on: 'vend.cancelled',
    to: ['offering'],
    meaning: 'The machine took its selection back',
    decide: (sale, event) => letGo(sale, event.requestId),
  }),
  cell({
    from,
    on: 'deadline.passed',
    to: ['offering', 'releasing', 'withdrawing'],
    meaning:
      'Selection: end the offer, release everything. Held selection: deny it, the offer stands',
    decide: deadlinePassed,
  }),
  cell({
    from,
    on: 'session.ended',
    to: ['offering', 'releasing', 'withdrawing'],
    meaning: 'After a denial: offer again. Else the customer is done: release everything',
    decide: sessionEnded,
  }),
  ...(['session.refused', 'machine.lost'] as const).map((on) =>
    cell({
      from,
      on,
      to: ['releasing', 'withdrawing'],
      meaning: 'The machine cannot sell now: release everything',
      decide: (sale, event) => endOffer(sale, 'machineNotReady', event.atMs),
    }),
  ),
  cell({
    from,
    on: 'kiosk.restarted',
    to: ['releasing', 'withdrawing'],
    meaning: 'The session is lost: release everything',
    decide: (sale, event) => endOffer(sale, 'restarted', event.atMs),
  }),
];
