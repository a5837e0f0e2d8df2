import type { LogEvent } from './log-event.ts';

/** What people do at the machine and on its command line. */
export const SERVICE_EVENTS = {
  'service.mode': { level: 'info', sentence: 'Service mode was switched.', fields: ['isOn'] },
  'service.command': {
    level: 'info',
    sentence: 'A person’s command was carried out or refused.',
    fields: ['id', 'order', 'answer'],
  },
  'service.command-failed': {
    level: 'error',
    sentence: 'A person’s command could not be read or answered; the kiosk tries again.',
    fields: ['reason'],
    advice: 'Look at the disk of this machine.',
  },
  'service.old-commands-not-dropped': {
    level: 'error',
    sentence: 'Commands from before the start could not be dropped.',
    fields: ['reason'],
    advice: 'Look at the disk of this machine. Check service mode.',
  },
  'service.test-sale': {
    level: 'info',
    sentence: 'The test sale goes a step further.',
    fields: ['state', 'untilMs', 'atMs', 'reference'],
  },
  'service.qr-verification': {
    level: 'info',
    sentence: 'The check of the posted QR goes a step further.',
    fields: ['state', 'untilMs', 'atMs', 'machineId', 'location'],
  },
  'service.change-not-logged': {
    level: 'error',
    sentence: 'An entry of the audit log could not be written.',
    fields: ['kind', 'why'],
    advice: 'Look at the disk of this machine.',
  },
  'service.task-not-logged': {
    level: 'error',
    sentence: 'A task was done, but its entry in the audit log could not be written.',
    fields: ['order', 'why'],
    advice: 'Look at the disk of this machine.',
  },
  'service.file-not-logged': {
    level: 'error',
    sentence: 'A file was saved, but its entry in the audit log could not be written.',
    fields: ['detail', 'why'],
    advice: 'Look at the disk of this machine.',
  },
  'service.sheet-not-logged': {
    level: 'error',
    sentence:
      'Something was done with the sheet, but its entry in the audit log could not be written.',
    fields: ['kind', 'detail'],
    advice: 'Look at the disk of this machine.',
  },
  'service.log-retention-failed': {
    level: 'warn',
    sentence: 'Old entries of the audit log could not be deleted; the kiosk tries again.',
    fields: ['reason'],
    advice: 'Look at the disk of this machine if it lasts.',
  },
  'print.status': {
    level: 'info',
    sentence: 'A print has a new state.',
    fields: ['id', 'printer', 'state', 'wants'],
  },
  'print.status-unknown': {
    level: 'error',
    sentence: 'The state of a print could not be read; the kiosk asks again.',
    fields: ['reason'],
    advice: 'Look at the printer and CUPS of this machine.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
