import type { FailureModes } from './failure-mode.ts';

/** What the relay lets through, and for whom. */
export const GATE_MODES = {
  'webhook-of-another-unit': {
    misfortune: 'A webhook that is signed for one sales unit speaks of a payment of another',
    customerPays: 'nothing',
    outcome: 'declined',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
    besides: 'The relay refuses it with 401, stores nothing and logs it.',
  },
  'check-in-not-understood': {
    misfortune: 'Vipps sends a signed check-in in a form that the relay does not understand',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: ['Ready'],
    besides:
      'The customer’s app says at once that it cannot connect, and the operator is told once.',
  },
  'relay-moved': {
    misfortune: 'The relay moves to another host name',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The relay takes its place at Vipps along.',
  },
  'check-ins-elsewhere': {
    misfortune: 'Another program holds the one place for check-ins of the sales unit',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: ['Ready'],
    besides:
      'The customer’s app says that it cannot connect. The operator is told whose registration it is and what to do.',
  },
  'stolen-credential': {
    misfortune:
      'Somebody with a copy of the machine’s credential asks a stranger’s phone number for money',
    customerPays: 'nothing',
    outcome: undefined,
    reviews: [],
    technicianSees: ['Ready'],
    besides: 'The relay refuses it with 403, Vipps never hears of it, and the log says why.',
  },
  'refunds-above-cap': {
    misfortune: 'A machine asks for more refunds in a day than relay.json allows',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: ['refundRefused'],
    technicianSees: ['Ready', 'To review: Vipps did not give the refund'],
    besides: 'The operator is told.',
  },
  'away-over-a-relay-restart': {
    misfortune:
      'The machine is away, the relay says so in the app, and starts anew before the machine returns',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'The app shows the machine’s place again as soon as it is back.',
  },
  'scan-pause-in-the-app': {
    misfortune: 'Scans that nobody approves make the machine pause',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    meanwhile: ['The code was scanned several times in a row and nobody approved.'],
    besides: 'The app says so after a scan, and shows the machine’s place again afterwards.',
  },
  'strangers-guess-codes': {
    misfortune: 'Somebody guesses enrolment codes and credentials through the proxy all day',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'Whoever guesses is stopped by his address; machines sell and technicians enrol.',
  },
} as const satisfies FailureModes;
