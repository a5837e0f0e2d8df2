import { cell, stay, type Cell } from '../define-transition.ts';
import { authorized, authorizedBySomebody } from './offering-steps.ts';
import { isUntouched } from '../state.ts';
import {
  begin,
  created,
  createRefused,
  endedUnapproved,
  forget,
  hold,
  letGo,
  restartWaiting,
  waitingDeadline,
  watch,
  withdraw,
  withdrawFrom,
  ENDINGS,
} from './pre-authorisation-steps.ts';

const toWithdrawing = ['withdrawing'] as const;

function waitingCells(from: 'reserving' | 'awaitingApproval'): readonly Cell[] {
  return [
    cell({
      from,
      on: 'payment.authorized',
      to: [from, 'offering', 'vending', 'releasing'],
      meaning:
        'Offer the credit, or approve what is already chosen; release when the machine is not ready or it is too late. A webhook: offer, ask Vipps, approve nothing yet',
      decide: (sale, event) => {
        const isHint = event.isHint === true;
        const step = isHint ? authorizedBySomebody(sale, event) : authorized(sale, event);
        if (step.state.name === from) return step;
        return { state: step.state, effects: [forget(sale), ...step.effects] };
      },
    }),
    ...ENDINGS.map(({ on, outcome, meaning }) =>
      cell({
        from,
        on,
        to: [from, 'verifying'],
        meaning: `${meaning}. A webhook: ask Vipps`,
        decide: (sale, event) =>
          event.isHint === true
            ? stay(sale, [watch(sale, true)])
            : endedUnapproved(sale, outcome, event.atMs),
      }),
    ),
    cell({
      from,
      on: 'payment.moved',
      to: [from],
      meaning: 'A webhook tells of moved money: ask Vipps',
      decide: (sale) => stay(sale, [watch(sale, true)]),
    }),
    cell({
      from,
      on: 'payment.observed',
      to: [from, 'verifying'],
      meaning: 'Somebody else has moved the money: look, release the rest',
      decide: (sale, event) =>
        isUntouched(event.aggregate)
          ? stay(sale)
          : endedUnapproved(sale, 'movedElsewhere', event.atMs),
    }),
    cell({
      from,
      on: 'deadline.passed',
      to: [from, ...toWithdrawing],
      meaning: 'Approval: withdraw. Held selection: deny it and wait on',
      decide: waitingDeadline,
    }),
    cell({
      from,
      on: 'customer.turnedAway',
      to: toWithdrawing,
      meaning: 'The app was told no: withdraw',
      decide: (sale, event) => withdrawFrom(sale, 'turnedAway', event),
    }),
    cell({
      from,
      on: 'vend.requested',
      to: [from],
      meaning: 'Hold the selection until the money is there, or deny it',
      decide: hold,
    }),
    cell({
      from,
      on: 'vend.cancelled',
      to: [from],
      meaning: 'The machine took its selection back',
      decide: (sale, event) => letGo(sale, event.requestId),
    }),
  ];
}

export const WAITING_CELLS: readonly Cell[] = [
  cell({
    from: 'idle',
    on: 'customer.checkedIn',
    to: ['reserving'],
    meaning: 'Create the payment',
    decide: (_sale, event) => begin(event),
  }),
  cell({
    from: 'reserving',
    on: 'payment.created',
    to: ['awaitingApproval'],
    meaning: 'Forget the customer token, watch the payment',
    decide: created,
  }),
  cell({
    from: 'reserving',
    on: 'payment.createRefused',
    to: ['settled', 'withdrawing'],
    meaning:
      'Nothing exists at Vipps; for review. An earlier attempt got no answer: withdraw whatever it left',
    decide: createRefused,
  }),
  cell({
    from: 'reserving',
    on: 'kiosk.restarted',
    to: toWithdrawing,
    meaning: 'The token is gone: withdraw whatever reached Vipps',
    decide: (sale, event) => withdraw(sale, 'restarted', { atMs: event.atMs, leftMs: 0 }),
  }),
  cell({
    from: 'awaitingApproval',
    on: 'kiosk.restarted',
    to: ['awaitingApproval', 'withdrawing'],
    meaning:
      'Watch on for the time that is left; when the customer cannot be standing there any more, withdraw and serve others meanwhile',
    decide: restartWaiting,
  }),
  cell({
    from: 'awaitingApproval',
    on: 'payment.notFound',
    to: toWithdrawing,
    meaning: 'Vipps does not know it: withdraw',
    decide: (sale, event) => withdrawFrom(sale, 'createRefused', event),
  }),
  ...waitingCells('reserving'),
  ...waitingCells('awaitingApproval'),
];
