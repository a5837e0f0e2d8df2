import type { FailureModes } from './failure-mode.ts';

/** Law and the rules of Vipps. */
export const LAW_MODES = {
  'price-below-minimum': {
    misfortune: 'The machine or the catalogue asks less than the least that Vipps takes (NOK 1.00)',
    customerPays: 'nothing',
    outcome: 'noSelection',
    reviews: [],
    technicianSees: [],
    meanwhile: ['Nothing is in stock.'],
    besides: 'The slot: “Too cheap”, and why. The sale: denied, below the least that Vipps takes.',
  },
  'customer-under-age': {
    misfortune:
      'A customer under the age limit, or unknown to Vipps, scans a machine with energy drinks',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    besides:
      'Two sales: asked with the age limit and refused, then without it. A restricted selection: denied, under the age limit.',
  },
  'sheet-with-the-old-name': {
    misfortune: 'The posted sheet says MobilePay when the app is called Vipps (12 January 2027)',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: ['Ready'],
    besides: 'The sheet is out of date: the payment app has a new name, print again.',
  },
} as const satisfies FailureModes;
