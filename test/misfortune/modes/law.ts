import type { FailureModes } from './failure-mode.ts';

/** Law and the rules of Vipps. */
export const LAW_MODES = {
  'price-below-minimum': {
    misfortune: 'The machine or the catalogue asks less than the least that Vipps takes (NOK 1.00)',
    customerPays: 'nothing',
    outcome: 'noSelection',
    reviews: [],
    technicianSees:
      'The slot: “Too cheap”, and why. The sale: denied, below the least that Vipps takes.',
  },
} as const satisfies FailureModes;
