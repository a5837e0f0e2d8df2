import type { FailureModes } from './failure-mode.ts';

/** The window, who sits before it, and what they plug in. */
export const WINDOW_MODES = {
  'graphics-process-dies': {
    misfortune:
      'The process that draws the window dies ten times, and every other child of the window too',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: [],
    besides:
      'The screen flickers and is there again; the log names the child. Sales go on meanwhile.',
  },
  'keyboard-plugged-in': {
    misfortune: 'Somebody plugs a keyboard in and tries to end, close, zoom or open the kiosk',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: [],
    besides: 'No shortcut does anything.',
  },
  'files-open-to-others': {
    misfortune:
      'Another user of the computer looks for the machine’s money and secrets; the umask lets everybody read',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: [],
    besides:
      'The log says so when the data directory holds somebody else’s folders and is left as it is.',
  },
  'stick-full-of-files': {
    misfortune: 'A USB stick with 100,000 product lists is plugged in while a customer buys',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides:
      'The newest lists. With more than 200,000 files: there are too many, use another stick.',
  },
  'licence-asked-for': {
    misfortune:
      'Somebody asks under which licences the work of others is in the program, or which versions are in it',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: [],
    besides:
      'Health, third-party licences: each package with its words. A build without them does not succeed.',
  },
} as const satisfies FailureModes;
