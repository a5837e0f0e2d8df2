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
} as const satisfies Readonly<Record<string, LogEvent>>;
