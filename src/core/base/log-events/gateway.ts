import type { LogEvent } from './log-event.ts';

/** The kiosk calls the relay, and Vipps through it. */
export const GATEWAY_EVENTS = {
  'gateway.call': {
    level: 'debug',
    sentence: 'The relay answered a call.',
    fields: ['method', 'path', 'status'],
  },
  'gateway.call-cut': {
    level: 'debug',
    sentence: 'The kiosk ended a call that it no longer needed.',
    fields: ['method', 'path', 'code', 'detail'],
  },
  'gateway.no-answer': {
    level: 'warn',
    sentence: 'The relay did not answer a call; the kiosk calls again.',
    fields: ['method', 'path', 'code', 'detail'],
    advice: 'Look at the network of this machine, and at the relay, if it lasts.',
  },
  'gateway.vipps-refused': {
    level: 'warn',
    sentence: 'Vipps refused a call.',
    fields: ['path', 'status', 'errorCode', 'title', 'traceId', 'details', 'meaning'],
    advice:
      'Look at the sale. `access`: check the keys of the sales unit. Give the trace id to Vipps if you ask them.',
  },
  'gateway.relay-refused': {
    level: 'warn',
    sentence: 'The relay refused a call.',
    fields: ['path', 'status', 'refusal'],
    advice: 'Look at the log of the relay at the same time.',
  },
  'gateway.foreign-currency': {
    level: 'error',
    sentence:
      'Vipps answered in another currency than the sale’s; the kiosk does not use the answer.',
    fields: ['reference', 'part'],
    advice: 'Look at the payment in the Vipps portal, and at the market of the sales unit.',
  },
  'gateway.success-unreadable': {
    level: 'error',
    sentence: 'Vipps reports a success whose sums cannot be read; the kiosk asks again.',
    fields: ['reference', 'part'],
    advice: 'Look at the payment in the Vipps portal. Report it.',
  },
  'gateway.payment-not-found': {
    level: 'error',
    sentence: 'Vipps does not know the payment.',
    fields: ['reference'],
    advice:
      'Check that the machine belongs to the right sales unit. Look at the payment in the Vipps portal.',
  },
  'gateway.link-down': {
    level: 'warn',
    sentence: 'The link to the relay is down; the kiosk connects again.',
    fields: ['detail'],
    advice: 'Look at the network of this machine, and at the relay, if it lasts.',
  },
  'gateway.message-malformed': {
    level: 'error',
    sentence: 'The relay sent a message that cannot be read; the kiosk connects again.',
    fields: ['length'],
    advice: 'Check that the kiosk really talks to your relay. Report it.',
  },
  'gateway.message-unknown': {
    level: 'warn',
    sentence: 'The relay sent a message of a newer version; the kiosk ignored it.',
    fields: ['length'],
    advice: 'Update the kiosk.',
  },
  'gateway.check-in': {
    level: 'info',
    sentence: 'The kiosk answered a check-in.',
    fields: ['checkInId', 'ageMs', 'accepted', 'reason'],
  },
  'gateway.check-in-failed': {
    level: 'error',
    sentence: 'A check-in failed with a defect; the kiosk refused it.',
    fields: ['checkInId', 'error'],
    advice: 'Report it with a support bundle. No money moved.',
  },
  'gateway.payment-event': {
    level: 'info',
    sentence: 'The kiosk took a payment event.',
    fields: ['sequence', 'reference', 'name', 'success'],
  },
  'gateway.payment-event-not-taken': {
    level: 'error',
    sentence: 'A payment event could not be stored; the relay sends it again.',
    fields: ['sequence', 'reason'],
    advice: 'Look at the disk of this machine.',
  },
  'gateway.payment-event-unreadable': {
    level: 'error',
    sentence: 'The kiosk cannot read a payment event, and passed over it.',
    fields: ['sequence'],
    advice: 'Report it. The kiosk asks Vipps about each payment anyway.',
  },
  'gateway.payment-event-new': {
    level: 'warn',
    sentence: 'Vipps sent a payment event of an unknown kind.',
    fields: ['reference', 'name'],
    advice: 'Update the kiosk. It asks Vipps about each payment anyway.',
  },
  'gateway.qr-drawn': {
    level: 'info',
    sentence: 'The picture of the QR could not be fetched; the kiosk drew it.',
    fields: ['machineId', 'reason'],
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
