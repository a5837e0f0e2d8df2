import type { FailureModes } from './failure-mode.ts';

/** The kiosk's journal, clock and computer. */
export const JOURNAL_MODES = {
  'journal-disk-full': {
    misfortune: 'The disk is full when a product drops',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees:
      'Not selling: the disk cannot be written. The drop is kept in memory and written when there is room.',
  },
  'database-locked': {
    misfortune: 'Another program holds the journal’s file when a product drops',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: 'Not selling: the disk cannot be written. It passes when the program lets go.',
  },
  'second-kiosk-same-journal': {
    misfortune: 'The program is started twice on one data directory',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: 'The second one ends with a sentence; the first one goes on.',
  },
} as const satisfies FailureModes;
