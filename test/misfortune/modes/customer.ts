import type { FailureModes } from './failure-mode.ts';

/** Customers. */
export const CUSTOMER_MODES = {
  'customer-declines': {
    misfortune: 'The customer declines in the app',
    customerPays: 'nothing',
    outcome: 'declined',
    reviews: [],
    technicianSees: 'Ready at once. The sale stands among the last sales: nothing charged.',
  },
  'no-selection-before-deadline': {
    misfortune: 'The customer approves and then chooses nothing',
    customerPays: 'nothing',
    outcome: 'noSelection',
    reviews: [],
    technicianSees: 'Selling, with the seconds that are left; then ready.',
  },
  'price-above-reservation': {
    misfortune: 'The customer presses what costs more than is reserved, then something else',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: 'Selling: the credit stands until its deadline.',
  },
  'stale-check-in': {
    misfortune: 'A scan arrives when it is older than a minute, or again',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: 'Ready. The app says that it cannot connect.',
  },
  'two-phones-one-machine': {
    misfortune: 'A second customer scans while the first one is served',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees:
      'The first customer’s sale. The second one’s app says at once that it cannot connect.',
  },
  'customer-approves-after-we-gave-up': {
    misfortune: 'The customer approves when the machine has been given to somebody else',
    customerPays: 'nothing',
    outcome: 'notApproved',
    reviews: [],
    technicianSees: 'The next customer’s sale; settling: 1 until the money is given back.',
  },
  'one-phone-scans-and-declines': {
    misfortune:
      'One phone far away, with a photo of the sticker, scans and declines again and again. What remains: each scan that it lets run out holds the machine for the approval deadline (and one that it approves, also for the selection deadline); others are told at once, and no money moves',
    customerPays: 'nothing',
    outcome: 'declined',
    reviews: [],
    technicianSees:
      'Not selling for a moment: after three scans in a row that nobody approved, the machine waits 30 s from the last one at most. The next customer is served.',
  },
} as const satisfies FailureModes;
