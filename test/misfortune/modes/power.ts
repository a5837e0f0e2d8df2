import type { FailureModes } from './failure-mode.ts';

/** Power cuts. */
export const POWER_MODES = {
  'power-lost-before-reserve-answer': {
    misfortune: 'The power goes while Vipps is being asked for the reservation',
    customerPays: 'nothing',
    outcome: 'restarted',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
    meanwhile: ['The machine does not accept payments yet.'],
  },
  'power-lost-after-approve': {
    misfortune:
      'The power goes after the machine was told to vend and before it said how that ended (operator’s choice: release)',
    customerPays: 'nothing',
    outcome: 'unknownReleased',
    reviews: ['unknownOutcome'],
    technicianSees: ['Ready', 'A1 Cola: count it'],
    meanwhile: ['The machine does not accept payments yet.'],
    besides: 'The sale is on the review list.',
  },
  'power-lost-before-capture': {
    misfortune: 'The power goes after the drop and before the price is charged',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    meanwhile: ['1 being settled'],
  },
  'power-lost-before-release': {
    misfortune: 'The power goes after the price was charged and before the rest is given back',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['1 being settled'],
  },
  'power-lost-before-the-sync': {
    misfortune:
      'The power goes, and the disk loses the step with Vipps’ last answer although it had said that it was written',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    meanwhile: ['1 being settled'],
    besides: 'Vipps is asked again. Nothing had been done about that answer but to ask Vipps.',
  },
  'power-lost-before-approval': {
    misfortune:
      'The power goes while the customer approves, and prices are changed before they choose',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    meanwhile: ['Selling'],
    besides: 'The sale goes on at the prices that stood there at the scan.',
  },
  'approval-after-the-customer-left': {
    misfortune:
      'The power goes after the scan, the customer approves and leaves, and the machine is back minutes later',
    customerPays: 'nothing',
    outcome: 'restarted',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
    meanwhile: ['1 being settled'],
    besides: 'Nothing is offered to anybody.',
  },
  'power-lost-in-a-test-sale': {
    misfortune: 'The power goes while a technician’s test sale of 2.00 is being released',
    customerPays: 'nothing',
    outcome: 'tested',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['In service', '1 being settled'],
  },
} as const satisfies FailureModes;
