import type { FailureModes } from './failure-mode.ts';

/** Somebody who would break the relay for the others, and what goes wrong at the relay's own computer. */
export const NEIGHBOUR_MODES = {
  'relay-database-locked': {
    misfortune: 'Another program holds the relay’s database for minutes (a backup)',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
  },
  'relay-disk-full': {
    misfortune: 'The relay’s disk is full',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
  },
  'machine-floods-the-relay': {
    misfortune: 'Another machine floods the relay, or reads nothing of what it is sent',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The other machine is cut off.',
  },
  'alert-that-makes-no-sense': {
    misfortune: 'Another machine reports what makes no sense, or far too much',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The operator is still told of everybody else’s alerts.',
  },
  'half-open-connections': {
    misfortune: 'Connections to the relay are opened and left',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The relay ends them.',
  },
  'credential-used-twice': {
    misfortune: 'Somebody connects with a copy of the machine’s credential',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The machine stays connected, the copy is refused, the operator is told.',
  },
  'mail-server-without-tls': {
    misfortune: 'The operator’s mail server offers no encryption',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'No password and no mail goes out in clear; it is logged and tried again.',
  },
} as const satisfies FailureModes;
