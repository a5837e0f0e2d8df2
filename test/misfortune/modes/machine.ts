import type { FailureModes } from './failure-mode.ts';

/** The vending machine and its line. */
export const MACHINE_MODES = {
  'serial-unplugged-mid-vend': {
    misfortune:
      'The adapter is unplugged during a vend (operator’s choice: release); at any other moment nothing was approved',
    customerPays: 'nothing',
    outcome: 'unknownReleased',
    reviews: ['unknownOutcome'],
    technicianSees: ['Ready'],
    meanwhile: [
      'The card adapter does not answer.',
      'A1 Cola: count it',
      'To review: Nobody knows whether the product dropped',
    ],
  },
  'vmc-reset-before-approve': {
    misfortune: 'The machine’s controller restarts before a vend was approved',
    customerPays: 'nothing',
    outcome: 'machineNotReady',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['The machine does not accept payments yet.'],
  },
  'vmc-reset-after-approve': {
    misfortune:
      'The machine’s controller restarts during a vend, with or without a drop (operator’s choice: release)',
    customerPays: 'nothing',
    outcome: 'unknownReleased',
    reviews: ['unknownOutcome'],
    technicianSees: ['Ready', 'A1 Cola: count it'],
    meanwhile: [
      'The machine does not accept payments yet.',
      'To review: Nobody knows whether the product dropped',
    ],
  },
  'approve-too-late': {
    misfortune: 'The approval reaches the machine too late and approves nothing (VEND -3)',
    customerPays: 'nothing',
    outcome: 'noSelection',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['Selling'],
    besides: 'The customer can choose again until the deadline.',
  },
  'vend-failed-after-reserve': {
    misfortune: 'The machine reports that the vend failed, or takes its request back',
    customerPays: 'nothing',
    outcome: 'vendFailed',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
  },
  'motor-jam': {
    misfortune: 'A motor jams and nothing drops; the next customer chooses something else',
    customerPays: 'nothing',
    outcome: 'vendFailed',
    reviews: [],
    technicianSees: ['Ready'],
    besides: 'The stock of the slot is unchanged.',
  },
  'drop-sensor-silent': {
    misfortune: 'The machine never says how a vend ended (operator’s choice: release)',
    customerPays: 'nothing',
    outcome: 'unknownReleased',
    reviews: ['unknownOutcome'],
    technicianSees: ['Ready', 'A1 Cola: count it'],
    meanwhile: ['Selling', 'To review: Nobody knows whether the product dropped'],
  },
  'late-answer': {
    misfortune:
      'The result of a vend comes after it was taken as unknown (operator’s choice: release)',
    customerPays: 'nothing',
    outcome: 'droppedUncharged',
    reviews: ['unknownOutcome', 'lateSuccess'],
    technicianSees: ['Ready'],
    meanwhile: [
      'A1 Cola: count it',
      'To review: Nobody knows whether the product dropped',
      'To review: Dropped after the money had been given back',
    ],
  },
  'late-result-in-next-vend': {
    misfortune:
      'A session ends without a result, and the result comes in the middle of the next customer’s vend, which fails',
    customerPays: 'nothing',
    outcome: 'vendFailed',
    reviews: [],
    technicianSees: ['Ready', 'To review: Nobody knows whether the product dropped'],
    meanwhile: ['A1 Cola: count it'],
  },
  'jam-then-success': {
    misfortune: 'The machine reports a jam, and 300 ms later that the product dropped',
    customerPays: 'nothing',
    outcome: 'droppedUncharged',
    reviews: ['lateSuccess'],
    technicianSees: ['Ready', 'To review: Dropped after the money had been given back'],
    besides: 'The stock is right.',
  },
  'adapter-loses-state': {
    misfortune: 'The adapter forgets that it was switched on, while its line stays open',
    customerPays: 'nothing',
    outcome: 'machineNotReady',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
    meanwhile: ['The machine does not accept payments yet.'],
    besides: 'Back by itself after its start.',
  },
  'device-does-not-answer': {
    misfortune:
      'The adapter or the board does not answer an order: an offer, its end, a denial, a check, a status',
    customerPays: 'nothing',
    outcome: 'machineNotReady',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['The card adapter does not answer.'],
    besides: 'The log names the order that was not answered. Back by itself.',
  },
  'board-with-many-selections': {
    misfortune:
      'The board has 9, 48 or 100 selections and tells of each before it polls again; keys are pressed in a burst',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The machine is ready when every selection has been told.',
  },
  'corrupt-frame': {
    misfortune: 'A byte of the result’s line is damaged on the cable (operator’s choice: release)',
    customerPays: 'nothing',
    outcome: 'unknownReleased',
    reviews: ['unknownOutcome'],
    technicianSees: ['Ready'],
    meanwhile: ['A1 Cola: count it', 'To review: Nobody knows whether the product dropped'],
  },
  'line-garbage': {
    misfortune: 'Bytes that are no line come between the lines of the adapter',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The log counts the bytes.',
  },
} as const satisfies FailureModes;
