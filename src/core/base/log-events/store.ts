import type { LogEvent } from './log-event.ts';

/** The kiosk's database and the disk under it. */
export const STORE_EVENTS = {
  'store.disk-almost-full': {
    level: 'error',
    sentence: 'The disk is almost full; no sale begins until there is room.',
    fields: ['freeBytes', 'leastBytes'],
    advice: 'Make room on the disk, or replace it. The kiosk goes on by itself.',
  },
  'store.disk-has-room': {
    level: 'info',
    sentence: 'The disk has room again.',
    fields: ['freeBytes', 'leastBytes'],
  },
  'store.rebuilt': {
    level: 'error',
    sentence:
      'The database was damaged. It was set aside, and another one was made of what could be read of it and of the last backup.',
    fields: ['damage', 'setAside', 'backupAtMs', 'incomplete'],
    advice:
      'Count every slot. Compare the last sales with Vipps. Keep the file that was set aside, and replace the disk if it happens again.',
  },
  'store.backup-failed': {
    level: 'warn',
    sentence: 'The daily backup of the database could not be written.',
    fields: ['reason'],
    advice: 'Look at the disk of this machine.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
