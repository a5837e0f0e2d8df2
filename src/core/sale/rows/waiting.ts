import { cell, type Cell } from '../cell.ts';
import {
  authorized,
  begin,
  created,
  createRefused,
  endedUnapproved,
  forget,
  hold,
  letGo,
  restartWaiting,
  waitingDeadline,
  withdraw,
} from './wait.ts';

const toWithdrawing = ['withdrawing'] as const;

const ENDINGS = [
  { on: 'payment.aborted', outcome: 'declined', meaning: 'The customer declined' },
  { on: 'payment.expired', outcome: 'expired', meaning: 'Vipps gave up waiting' },
  { on: 'payment.terminated', outcome: 'movedElsewhere', meaning: 'Somebody else cancelled it' },
] as const;

function waitingCells(from: 'reserving' | 'awaitingApproval'): readonly Cell[] {
  return [
    cell({
      from,
      on: 'payment.authorized',
      to: ['offering', 'vending', 'releasing'],
      meaning:
        'Offer the credit, or approve what is already chosen; release when the machine is not ready',
      decide: (sale, event) => {
        const step = authorized(sale, event);
        return { state: step.state, effects: [forget(sale), ...step.effects] };
      },
    }),
    ...ENDINGS.map(({ on, outcome, meaning }) =>
      cell({
        from,
        on,
        to: ['verifying'],
        meaning,
        decide: (sale, event) => endedUnapproved(sale, outcome, event.atMs),
      }),
    ),
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
      decide: (sale, event) => withdraw(sale, 'turnedAway', event.atMs),
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
    to: ['settled'],
    meaning: 'Nothing exists at Vipps; for review',
    decide: createRefused,
  }),
  cell({
    from: 'reserving',
    on: 'kiosk.restarted',
    to: toWithdrawing,
    meaning: 'The token is gone: withdraw whatever reached Vipps',
    decide: (sale, event) => withdraw(sale, 'restarted', event.atMs),
  }),
  cell({
    from: 'awaitingApproval',
    on: 'kiosk.restarted',
    to: ['awaitingApproval'],
    meaning: 'Watch on for the time that is left',
    decide: restartWaiting,
  }),
  cell({
    from: 'awaitingApproval',
    on: 'payment.notFound',
    to: toWithdrawing,
    meaning: 'Vipps does not know it: withdraw',
    decide: (sale, event) => withdraw(sale, 'createRefused', event.atMs),
  }),
  ...waitingCells('reserving'),
  ...waitingCells('awaitingApproval'),
];
