import type { LogEvent } from './log-event.ts';

/** The relay: webhooks, payment events and calls to Vipps. */
export const RELAY_PAYMENTS_EVENTS = {
  'relay.check-in': {
    level: 'info',
    sentence: 'A machine answered a check-in.',
    fields: ['machineId', 'checkInId', 'accepted', 'reason'],
  },
  'relay.check-in-not-kept': {
    level: 'error',
    sentence: 'A check-in could not be stored; a restart now would lose it.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.check-in-not-taken-back': {
    level: 'warn',
    sentence:
      'A customer was refused, and the acceptance of the machine is not taken back yet. It is tried again.',
    fields: ['machineId', 'checkInId', 'error'],
    advice: 'Look at the database. Nobody was charged: the customer never saw the payment.',
  },
  'relay.webhook-refused': {
    level: 'warn',
    sentence: 'The relay refused a webhook: it is not from Vipps.',
    fields: ['merchantSerialNumber', 'fault'],
    advice:
      'Look at the registrations if Vipps’ own webhooks are refused; otherwise it is a stranger.',
  },
  'relay.webhook-wrong-unit': {
    level: 'warn',
    sentence: 'The relay refused a webhook of another sales unit.',
    fields: ['merchantSerialNumber', 'named', 'reference', 'unitOfMachine', 'merchantQrId'],
    advice: 'Check which sales unit the machine belongs to.',
  },
  'relay.webhook-unknown-machine': {
    level: 'warn',
    sentence: 'A webhook names a machine that the relay does not know; it is kept.',
    fields: ['reference'],
    advice: 'Check whether the machine was removed, or belongs to another relay.',
  },
  'relay.webhook-not-understood': {
    level: 'warn',
    sentence: 'The relay does not understand a webhook.',
    fields: ['merchantSerialNumber', 'kind', 'detail'],
    advice: 'Update the relay. Report it.',
  },
  'relay.webhook-not-kept': {
    level: 'error',
    sentence: 'A webhook could not be stored; Vipps sends it again.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.webhooks-registered': {
    level: 'info',
    sentence: 'The relay registered its webhooks at Vipps.',
    fields: ['merchantSerialNumber', 'url'],
  },
  'relay.webhooks-not-registered': {
    level: 'error',
    sentence: 'The webhooks of a sales unit are not registered at Vipps; the relay tries again.',
    fields: ['merchantSerialNumber', 'why', 'holder'],
    advice:
      'Look at `why`: the keys of the sales unit, or another address that holds the registration.',
  },
  'relay.webhooks-check-failed': {
    level: 'error',
    sentence: 'The relay could not check its webhooks at Vipps; it tries again.',
    fields: ['error'],
    advice: 'Look at the network and the disk of the relay.',
  },
  'relay.call-not-allowed': {
    level: 'warn',
    sentence: 'A machine made a call that it may not make; the relay refused it.',
    fields: ['machineId', 'path', 'reason'],
    advice: 'Look at the machine: a defect, or somebody else uses its credential.',
  },
  'relay.vipps-not-reached': {
    level: 'warn',
    sentence: 'The relay could not reach Vipps; the machine calls again.',
    fields: ['machineId', 'path', 'why'],
    advice: 'Look at the network of the relay and at Vipps’ status page if it lasts.',
  },
  'relay.vipps-answered': {
    level: 'info',
    sentence: 'Vipps answered a machine’s call that changes something.',
    fields: ['machineId', 'method', 'path', 'status'],
  },
  'relay.refusal-not-noted': {
    level: 'error',
    sentence:
      'Vipps refused a machine’s call, and the database could not note it: a refund counts towards the day’s cap all the same.',
    fields: ['machineId', 'path', 'error'],
    advice: 'Look at the database and at the disk of the relay.',
  },
  'relay.vipps-read': {
    level: 'debug',
    sentence: 'Vipps answered a machine’s question.',
    fields: ['machineId', 'path', 'status'],
  },
  'relay.acknowledgements-not-kept': {
    level: 'error',
    sentence:
      'Acknowledgements of payment events could not be stored; they are stored with the next.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.pending-events-not-read': {
    level: 'error',
    sentence:
      'The payment events of a machine could not be read; the relay reads them when it connects again.',
    fields: ['machineId', 'error'],
    advice: 'Look at the disk of the relay.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
