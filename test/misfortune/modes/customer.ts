import type { FailureModes } from './failure-mode.ts';

/** Customers. */
export const CUSTOMER_MODES = {
  'customer-declines': {
    misfortune: 'The customer declines in the app',
    customerPays: 'nothing',
    outcome: 'declined',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
  },
  'no-selection-before-deadline': {
    misfortune: 'The customer approves and then chooses nothing',
    customerPays: 'nothing',
    outcome: 'noSelection',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
    meanwhile: ['Selling'],
  },
  'price-above-reservation': {
    misfortune: 'The customer presses what costs more than is reserved, then something else',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['Selling'],
    besides: 'The credit stands until its deadline.',
  },
  'stale-check-in': {
    misfortune: 'A scan arrives when it is older than a minute, or again',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: ['Ready'],
    besides: 'The app says that it cannot connect.',
  },
  'two-phones-one-machine': {
    misfortune: 'A second customer scans while the first one is served',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['Selling'],
    besides: 'The second customer’s app says at once that it cannot connect.',
  },
  'customer-approves-after-we-gave-up': {
    misfortune: 'The customer approves when the machine has been given to somebody else',
    customerPays: 'nothing',
    outcome: 'notApproved',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['Selling', '1 being settled'],
  },
  'one-phone-scans-and-declines': {
    misfortune:
      'One phone far away, with a photo of the sticker, scans and declines again and again. What remains: each scan that it lets run out holds the machine for the approval deadline (and one that it approves, also for the selection deadline); others are told at once, and no money moves',
    customerPays: 'nothing',
    outcome: 'declined',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
    meanwhile: [
      'The code was scanned several times in a row and nobody approved. It sells again by itself within 30 seconds.',
    ],
    besides: 'The next customer is served.',
  },
} as const satisfies FailureModes;
