import type { LogEvent } from './log-event.ts';

/** What the machine reports about itself, and what it is told to do. */
export const MACHINE_EVENTS = {
  'machine.fault': {
    level: 'warn',
    sentence: 'The machine has a fault.',
    fields: ['code', 'item', 'selection', 'detail', 'eva'],
    advice: 'Look at the first screen of service mode: it says what to do.',
  },
  'machine.fault-cleared': {
    level: 'info',
    sentence: 'A fault of the machine is over.',
    fields: ['code'],
  },
  'machine.fault-not-kept': {
    level: 'error',
    sentence: 'A fault could not be written to the database; the kiosk tries again.',
    fields: ['code', 'item', 'selection', 'detail', 'reason'],
    advice: 'Look at the disk of this machine.',
  },
  'machine.report-not-kept': {
    level: 'error',
    sentence: 'A report of the machine could not be written to the database.',
    fields: ['event', 'reason'],
    advice: 'Look at the disk of this machine. The machine reports it again.',
  },
  'machine.task-done': {
    level: 'info',
    sentence: 'A task of a technician ended.',
    fields: ['order', 'outcome', 'drop'],
  },
  'machine.task-not-kept': {
    level: 'error',
    sentence: 'The result of a technician’s task could not be written to the database.',
    fields: ['order', 'reason'],
    advice: 'Look at the disk of this machine.',
  },
  'machine.command-failed': {
    level: 'warn',
    sentence: 'The machine could not be told what to do.',
    fields: ['order', 'code', 'detail'],
    advice: 'Look at the line to the machine if it lasts.',
  },
  'machine.link-change-not-kept': {
    level: 'error',
    sentence: 'A change of a link could not be written to the database.',
    fields: ['link', 'isUp', 'reason'],
    advice: 'Look at the disk of this machine.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
