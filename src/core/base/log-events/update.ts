import type { LogEvent } from './log-event.ts';

/** Versions of the kiosk: offered, fetched, tried and given up. */
export const UPDATE_EVENTS = {
  'update.offered': {
    level: 'info',
    sentence: 'A new version is offered and nothing is wrong with it.',
    fields: ['version', 'source'],
  },
  'update.refused': {
    level: 'warn',
    sentence: 'A new version was refused.',
    fields: ['version', 'source', 'why'],
    advice:
      'Look at the reason. “bad-signature” and “tampered” that come back are an attack or a broken release.',
  },
  'update.fetched': {
    level: 'info',
    sentence: 'A new version is here and is what was signed.',
    fields: ['version'],
  },
  'update.fetch-interrupted': {
    level: 'info',
    sentence: 'A new version is not all here yet; the kiosk goes on later where it ended.',
    fields: ['version', 'detail'],
  },
  'update.switching': {
    level: 'info',
    sentence: 'The machine is idle: the kiosk ends, and the chooser tries the new version.',
    fields: ['version'],
  },
  'update.failed': {
    level: 'error',
    sentence: 'The folder of versions could not be written or read.',
    fields: ['reason'],
    advice: 'Look at the disk of this machine, and at whom the folder belongs to.',
  },
  'update.healthy': {
    level: 'info',
    sentence: 'The new version passed its health check and stays.',
    fields: ['version'],
  },
  'update.unhealthy': {
    level: 'error',
    sentence: 'The new version did not pass its health check; the version before comes back.',
    fields: ['version', 'why'],
    advice: 'Look at what it found. Withdraw the release when several machines say so.',
  },
  'update.given-up': {
    level: 'warn',
    sentence: 'A version was given up, and the one before runs again.',
    fields: ['version', 'why'],
    advice: 'Look at the log of its start.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
