import { defineTransition, stay, type SaleTransition } from '../define-transition.ts';
import { onAuthorized, onForeignAuthorization } from './offering-steps.ts';
import { isUntouched } from '../state.ts';
import {
  beginSale,
  onPaymentCreated,
  onCreateRefused,
  endedUnapproved,
  forgetCustomerToken,
  holdSelection,
  clearHeldSelection,
  restartPreAuthorisation,
  preAuthorisationDeadline,
  watchPayment,
  withdraw,
  withdrawFrom,
  UNAPPROVED_ENDINGS,
} from './pre-authorisation-steps.ts';

const toWithdrawing = ['withdrawing'] as const;

function transitionsBeforeApproval(
  from: 'reserving' | 'awaitingApproval',
): readonly SaleTransition[] {
  return [
    defineTransition({
      from,
      on: 'payment.authorized',
      to: [from, 'offering', 'vending', 'releasing'],
      meaning:
        'Offer the credit, or approve what is already chosen; release when the machine is not ready or it is too late. A webhook: offer, ask Vipps, approve nothing yet',
      decide: (sale, event) => {
        const isHint = event.isHint === true;
        const step = isHint ? onForeignAuthorization(sale, event) : onAuthorized(sale, event);
        if (step.state.name === from) return step;
        return { state: step.state, effects: [forgetCustomerToken(sale), ...step.effects] };
      },
    }),
    ...UNAPPROVED_ENDINGS.map(({ on, outcome, meaning }) =>
      defineTransition({
        from,
        on,
        to: [from, 'verifying'],
        meaning: `${meaning}. A webhook: ask Vipps`,
        decide: (sale, event) =>
          event.isHint === true
            ? stay(sale, [watchPayment(sale, true)])
            : endedUnapproved(sale, outcome, event.atMs),
      }),
    ),
    defineTransition({
      from,
      on: 'payment.moved',
      to: [from],
      meaning: 'A webhook reports moved money: ask Vipps',
      decide: (sale) => stay(sale, [watchPayment(sale, true)]),
    }),
    defineTransition({
      from,
      on: 'payment.observed',
      to: [from, 'verifying'],
      meaning: 'Somebody else moved the money: read the payment, release the rest',
      decide: (sale, event) =>
        isUntouched(event.aggregate)
          ? stay(sale)
          : endedUnapproved(sale, 'movedElsewhere', event.atMs),
    }),
    defineTransition({
      from,
      on: 'deadline.passed',
      to: [from, ...toWithdrawing],
      meaning: 'Approval: withdraw. Held selection: deny it and wait on',
      decide: preAuthorisationDeadline,
    }),
    defineTransition({
      from,
      on: 'customer.turnedAway',
      to: toWithdrawing,
      meaning: 'The relay refused the customer: withdraw',
      decide: (sale, event) => withdrawFrom(sale, 'turnedAway', event),
    }),
    defineTransition({
      from,
      on: 'kiosk.replaced',
      to: toWithdrawing,
      meaning:
        'Another PC is the machine now: withdraw, and offer nothing however soon Vipps approves',
      decide: (sale, event) => withdraw(sale, 'restarted', { atMs: event.atMs, leftMs: 0 }),
    }),
    defineTransition({
      from,
      on: 'vend.requested',
      to: [from],
      meaning: 'Hold the selection until the money is there, or deny it',
      decide: holdSelection,
    }),
    defineTransition({
      from,
      on: 'vend.cancelled',
      to: [from],
      meaning: 'The machine took its selection back',
      decide: (sale, event) => clearHeldSelection(sale, event.requestId),
    }),
  ];
}

export const PRE_AUTHORISATION_TRANSITIONS: readonly SaleTransition[] = [
  defineTransition({
    from: 'idle',
    on: 'customer.checkedIn',
    to: ['reserving'],
    meaning: 'Create the payment',
    decide: (_sale, event) => beginSale(event),
  }),
  defineTransition({
    from: 'reserving',
    on: 'payment.created',
    to: ['awaitingApproval'],
    meaning: 'Forget the customer token, watch the payment',
    decide: onPaymentCreated,
  }),
  defineTransition({
    from: 'reserving',
    on: 'payment.createRefused',
    to: ['settled', 'withdrawing'],
    meaning:
      'No payment exists: put the refusal on the review list. When an earlier attempt got no answer: withdraw what it may have created',
    decide: onCreateRefused,
  }),
  defineTransition({
    from: 'reserving',
    on: 'kiosk.restarted',
    to: toWithdrawing,
    meaning: 'The customer token is lost: withdraw what may have reached Vipps',
    decide: (sale, event) => withdraw(sale, 'restarted', { atMs: event.atMs, leftMs: 0 }),
  }),
  defineTransition({
    from: 'awaitingApproval',
    on: 'kiosk.restarted',
    to: ['awaitingApproval', 'withdrawing'],
    meaning:
      'Keep watching for the time that is left; when the customer cannot be there any more, withdraw and serve others',
    decide: restartPreAuthorisation,
  }),
  defineTransition({
    from: 'awaitingApproval',
    on: 'payment.notFound',
    to: toWithdrawing,
    meaning: 'Vipps does not know it: withdraw',
    decide: (sale, event) => withdrawFrom(sale, 'createRefused', event),
  }),
  ...transitionsBeforeApproval('reserving'),
  ...transitionsBeforeApproval('awaitingApproval'),
];
