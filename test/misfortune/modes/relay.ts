import type { FailureModes } from './failure-mode.ts';

/** Webhooks and the relay. */
export const RELAY_MODES = {
  'relay-down-then-back': {
    misfortune: 'The relay is away for hours, with a product dropped just before',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: 'Not selling: the relay cannot be reached. One sale is being settled.',
  },
} as const satisfies FailureModes;
