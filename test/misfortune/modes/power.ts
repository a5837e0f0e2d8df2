import type { FailureModes } from './failure-mode.ts';

/** Power cuts. */
export const POWER_MODES = {
  'power-lost-before-reserve-answer': {
    misfortune: 'The power goes while Vipps is being asked for the reservation',
    customerPays: 'nothing',
    outcome: 'restarted',
    reviews: [],
    technicianSees:
      'Ready again after the start. The sale stands among the last sales: nothing charged.',
  },
  'power-lost-after-approve': {
    misfortune:
      'The power goes after the machine was told to vend and before it said how that ended (operator’s choice: release)',
    customerPays: 'nothing',
    outcome: 'unknownReleased',
    reviews: ['unknownOutcome'],
    technicianSees: 'Ready again after the start. To review: 1. The slot: count it.',
  },
  'power-lost-before-capture': {
    misfortune: 'The power goes after the drop and before the price is charged',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: 'Ready again after the start; settling: 1 until Vipps has charged the price.',
  },
  'power-lost-before-release': {
    misfortune: 'The power goes after the price was charged and before the rest is given back',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: 'Ready again after the start; settling: 1 until the rest is given back.',
  },
  'power-lost-before-approval': {
    misfortune:
      'The power goes while the customer approves, and prices are changed before they choose',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: 'The same sale after the start, at the prices that stood there at the scan.',
  },
  'approval-after-the-customer-left': {
    misfortune:
      'The power goes after the scan, the customer approves and leaves, and the machine is back minutes later',
    customerPays: 'nothing',
    outcome: 'restarted',
    reviews: [],
    technicianSees:
      'Ready for the next customer; settling: 1 until the reservation is given back. Nothing is offered to anybody.',
  },
  'power-lost-in-a-test-sale': {
    misfortune: 'The power goes while a technician’s test sale of 2.00 is being released',
    customerPays: 'nothing',
    outcome: 'tested',
    reviews: [],
    technicianSees: 'Ready after the start; settling: 1 until the 2.00 are given back.',
  },
} as const satisfies FailureModes;
