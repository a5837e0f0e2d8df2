import type { LogEvent } from './log-event.ts';

/** What happens to a sale, from the check-in to the journal. */
export const SALE_EVENTS = {
  'sale.step': {
    level: 'info',
    sentence: 'A sale goes a step further.',
    fields: ['reference', 'event', 'from', 'to'],
  },
  'sale.nothing-to-do': {
    level: 'debug',
    sentence: 'An event changes nothing about a sale.',
    fields: ['reference', 'event', 'state'],
  },
  'sale.step-unwritten': {
    level: 'warn',
    sentence: 'The kiosk gives money back before the journal can be written.',
    fields: ['reference', 'event', 'to'],
    advice: 'Look for sale.journal-unwritable: the disk of this machine is full or read-only.',
  },
  'sale.journal-damaged': {
    level: 'error',
    sentence: 'The journal is damaged: a sale cannot be read.',
    fields: ['reference', 'detail'],
    advice:
      'Save a support bundle, and look at this sale in the Vipps portal. Do not delete the database.',
  },
  'sale.journal-unwritable': {
    level: 'error',
    sentence: 'The journal cannot be written; the machine sells nothing until it can.',
    fields: ['reference', 'event', 'error'],
    advice: 'Make room on the disk, or replace it. The kiosk goes on by itself.',
  },
  'sale.notes-unwritten': {
    level: 'warn',
    sentence: 'The notes of a sale could not be written; the kiosk tries again.',
    fields: ['reference', 'reason'],
    advice: 'Look at the disk if it happens again. No money depends on it.',
  },
  'sale.selection-denied': {
    level: 'info',
    sentence: 'The kiosk denied a selection.',
    fields: ['requestId', 'reason'],
  },
  'sale.selection-held': {
    level: 'info',
    sentence: 'A selection waits for its payment.',
    fields: ['requestId'],
  },
  'sale.result-unmatched': {
    level: 'warn',
    sentence: 'The machine reports a vend that belongs to no sale.',
    fields: ['requestId', 'outcome', 'detail'],
    advice: 'Compare with the sale before it. Count the slot.',
  },
  'sale.cash': {
    level: 'info',
    sentence: 'The machine sold for cash.',
    fields: ['item', 'priceMinor'],
  },
  'sale.check-in-not-kept': {
    level: 'error',
    sentence: 'A refused check-in could not be written to the database.',
    fields: ['checkInId', 'reason', 'cause'],
    advice: 'Look at the disk of this machine. The customer was told no; no money moved.',
  },
  'sale.credit-time-not-kept': {
    level: 'error',
    sentence: 'The time at which the credit was shown could not be written.',
    fields: ['reason'],
    advice: 'Look at the disk of this machine. No money depends on it.',
  },
  'sale.order-failed': {
    level: 'error',
    sentence: 'A call to Vipps ended with a defect; it is made again when the kiosk starts.',
    fields: ['reference', 'order', 'error'],
    advice: 'Report it with a support bundle. Look at the sale in the Vipps portal.',
  },
  'sale.stop-waits-for-vend': {
    level: 'info',
    sentence: 'The kiosk waits for the result of a vend before it stops.',
    fields: [],
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
