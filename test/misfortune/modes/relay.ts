import type { FailureModes } from './failure-mode.ts';

/** Webhooks and the relay. */
export const RELAY_MODES = {
  'relay-down-then-back': {
    misfortune: 'The relay is away for hours, with a product dropped just before',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['No connection to the relay.', '1 being settled'],
  },
  'webhook-delivered-twice': {
    misfortune: 'Every webhook comes twice',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
  },
  'webhook-before-create-response': {
    misfortune: 'The approval arrives before the answer to the create',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
  },
  'webhook-forged': {
    misfortune: 'Somebody forges an approval',
    customerPays: 'nothing',
    outcome: 'declined',
    reviews: [],
    technicianSees: ['Ready', 'nothing charged'],
    besides: 'The relay refuses it with 401 and logs it.',
  },
  'webhook-of-what-never-happened': {
    misfortune:
      'A validly signed webhook says that a payment is approved, declined or moved, and it is not',
    customerPays: 'nothing',
    outcome: 'notApproved',
    reviews: [],
    technicianSees: ['Ready'],
    meanwhile: ['Selling'],
    besides:
      'The sale goes on as Vipps says: no product without a reservation that Vipps has confirmed.',
  },
  'webhook-never-comes': {
    misfortune: 'No webhook of a payment ever comes',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
  },
  'webhook-out-of-order': {
    misfortune: 'Webhooks overtake each other',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
  },
  'webhook-replayed': {
    misfortune: 'A recorded webhook is sent again, also to another address',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'It is a duplicate.',
  },
  'webhook-retried-for-hours': {
    misfortune: 'Webhooks cannot reach the relay for hours',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    besides: 'Nobody can scan while check-ins do not arrive, and the app says so.',
  },
  'relay-replays-old-events': {
    misfortune: 'The relay sends old events again',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
  },
  'relay-killed-mid-sale': {
    misfortune: 'The relay stops in the middle of a sale',
    customerPays: 'the price',
    outcome: 'sold',
    reviews: [],
    technicianSees: ['Ready', 'charged kr'],
    meanwhile: ['No connection to the relay.'],
    besides: 'The sale goes on and is settled when the relay is back.',
  },
} as const satisfies FailureModes;
