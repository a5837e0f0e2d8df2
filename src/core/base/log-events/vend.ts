import type { LogEvent } from './log-event.ts';

/** The line to the vending machine: Qibixx adapter or XY board. */
export const VEND_EVENTS = {
  'vend.adapter-lost': {
    level: 'warn',
    sentence: 'The line to the adapter is gone; the kiosk opens it again.',
    fields: ['detail'],
    advice: 'Look at the USB cable and the power of the adapter if it lasts.',
  },
  'vend.adapter-out-of-service': {
    level: 'warn',
    sentence: 'The adapter is out of service; nothing can be sold until it answers.',
    fields: ['detail'],
    advice: 'Look at the adapter and its cables if it lasts.',
  },
  'vend.board-out-of-service': {
    level: 'warn',
    sentence: 'The board is out of service; nothing can be sold until it answers.',
    fields: ['detail'],
    advice: 'Look at the board and its cables if it lasts.',
  },
  'vend.noise-on-adapter-line': {
    level: 'warn',
    sentence: 'The adapter sent bytes that are not a line; the kiosk dropped them.',
    fields: ['discarded'],
    advice: 'Look at the cable and its shielding if it happens often.',
  },
  'vend.noise-on-board-line': {
    level: 'warn',
    sentence: 'The board sent bytes that are not a frame; the kiosk dropped them.',
    fields: ['count'],
    advice: 'Look at the cable and its shielding if it happens often.',
  },
  'vend.unknown-line': {
    level: 'warn',
    sentence: 'The adapter sent a line that the kiosk does not know.',
    fields: ['line'],
    advice: 'Check the firmware of the adapter against docs/wires/qibixx.md.',
  },
  'vend.setting-not-taken': {
    level: 'warn',
    sentence: 'The adapter does not know one of our settings.',
    fields: ['parameter', 'value'],
    advice: 'Check the firmware of the adapter against docs/wires/qibixx.md.',
  },
  'vend.second-request': {
    level: 'warn',
    sentence: 'The machine asked for a second vend during a vend; the kiosk ignored it.',
    fields: ['priceMinor', 'item'],
    advice: 'Look at the settings of the machine if it happens often.',
  },
  'vend.result-unexpected': {
    level: 'warn',
    sentence: 'The machine reports the result of a vend that nobody asked for.',
    fields: ['outcome', 'detail'],
    advice: 'Compare with the sale before it. Count the slots.',
  },
  'vend.result-ambiguous': {
    level: 'warn',
    sentence: 'The board reports a result that fits more than one drive.',
    fields: ['outcome', 'detail'],
    advice: 'Look at the review list. Count the slots.',
  },
  'vend.disabled-during-vend': {
    level: 'info',
    sentence: 'The machine disabled the reader during a vend; the vend goes on.',
    fields: [],
  },
  'vend.key-during-vend': {
    level: 'info',
    sentence: 'Somebody pressed a key during a vend; the kiosk ignored it.',
    fields: ['item'],
  },
  'vend.dispense-status-unexpected': {
    level: 'warn',
    sentence: 'The board reports about a slot that is not turning.',
    fields: ['words', 'selection'],
    advice: 'Look for a sale of this slot shortly before. Count the slot.',
  },
  'vend.dispense-status-unknown': {
    level: 'warn',
    sentence: 'The board reports a dispense status that is not in its document.',
    fields: ['words', 'selection'],
    advice: 'Send us the words; the sale is on the review list.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
