import type { LogEvent } from './log-event.ts';

/** The relay: machines and their links. */
export const RELAY_MACHINES_EVENTS = {
  'relay.machine-connected': {
    level: 'info',
    sentence: 'A machine connected.',
    fields: ['machineId'],
  },
  'relay.machine-disconnected': {
    level: 'info',
    sentence: 'A machine is no longer connected.',
    fields: ['machineId'],
  },
  'relay.machine-enrolled': {
    level: 'info',
    sentence: 'A machine was enrolled.',
    fields: ['machineId'],
  },
  'relay.bundle-kept': {
    level: 'info',
    sentence:
      'The relay keeps the encrypted bundle that a machine sent, in place of the one before.',
    fields: ['machineId', 'bytes'],
  },
  'relay.bundle-given': {
    level: 'info',
    sentence: 'A PC with an enrolment code fetched the encrypted bundle of the machine.',
    fields: ['machineId', 'address'],
  },
  'relay.enrolment-refused': {
    level: 'warn',
    sentence: 'The relay refused an enrolment code.',
    fields: ['address'],
    advice: 'Make a new code if it was one of your technicians.',
  },
  'relay.credential-wrong': {
    level: 'warn',
    sentence: 'A machine without a valid credential tried to connect; it was refused.',
    fields: ['address'],
    advice: 'Enrol the machine again if it is yours.',
  },
  'relay.credentials-wrong-often': {
    level: 'warn',
    sentence: 'An address sent many wrong credentials; the relay slows it down.',
    fields: ['address'],
    advice: 'Find out whose address it is.',
  },
  'relay.connect-refused': {
    level: 'warn',
    sentence: 'A machine may not connect now.',
    fields: ['machineId', 'result', 'address'],
    advice:
      '`tooOften`: look at its network, and for relay.machine-cut-off. `inUse`: look for relay.credential-used-twice.',
  },
  'relay.connect-failed': {
    level: 'error',
    sentence: 'A connection of a machine could not be opened.',
    fields: ['error'],
    advice: 'Look at the disk and the load of the relay.',
  },
  'relay.credential-used-twice': {
    level: 'error',
    sentence: 'The credential of a machine is used from two places.',
    fields: ['machineId'],
    advice: 'Enrol the machine again: somebody may have copied its credential.',
  },
  'relay.credentials-not-checked': {
    level: 'error',
    sentence: 'The relay could not look for credentials that were taken back; it tries again.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.fleet-not-kept': {
    level: 'error',
    sentence: 'What the machines are doing could not be stored; the relay tries again.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.machine-cut-off': {
    level: 'error',
    sentence: 'The relay cut off a machine that sends too much or reads nothing.',
    fields: ['machineId', 'why'],
    advice: 'Look at the machine: a defect, or somebody else uses its credential.',
  },
  'relay.frame-unknown': {
    level: 'warn',
    sentence: 'A machine sent a message of a newer version; the relay ignored it.',
    fields: ['machineId', 'kind'],
    advice: 'Update the relay.',
  },
  'relay.frame-malformed': {
    level: 'warn',
    sentence: 'A machine sent a message that cannot be read; the relay closed its connection.',
    fields: ['machineId'],
    advice: 'Look at the version of the machine. Report it.',
  },
  'relay.frame-failed': {
    level: 'error',
    sentence: 'A message of a machine failed with a defect.',
    fields: ['machineId', 'error'],
    advice: 'Report it.',
  },
  'relay.connection-listener-failed': {
    level: 'error',
    sentence: 'The relay could not handle that a machine connected or disconnected.',
    fields: ['machineId', 'error'],
    advice: 'Report it.',
  },
  'relay.location-changed': {
    level: 'info',
    sentence: 'A machine changed its location.',
    fields: ['machineId', 'location'],
  },
  'relay.qr-text-changed': {
    level: 'info',
    sentence: 'The relay changed the text of a QR at Vipps.',
    fields: ['machineId'],
  },
  'relay.qr-text-not-changed': {
    level: 'warn',
    sentence: 'Vipps did not change the text of a QR; the relay tries again.',
    fields: ['machineId', 'why'],
    advice: 'Look at the keys of the sales unit if it lasts.',
  },
  'relay.qr-text-failed': {
    level: 'error',
    sentence: 'Changing the text of a QR failed with a defect.',
    fields: ['machineId', 'error'],
    advice: 'Report it.',
  },
  'relay.away-check-failed': {
    level: 'error',
    sentence: 'The relay could not look for machines that are away.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.update-offered': {
    level: 'info',
    sentence: 'A machine was offered a new version.',
    fields: ['machineId', 'ring', 'version'],
  },
  'relay.update-not-offered': {
    level: 'error',
    sentence: 'It could not be found out whether there is a new version for a machine.',
    fields: ['machineId', 'error'],
    advice: 'Look at the database and at the folder of releases.',
  },
  'relay.release-unreadable': {
    level: 'warn',
    sentence:
      'A file in the folder of releases is no update file, or its AppImage is not beside it.',
    fields: ['file'],
    advice: 'Put both files of the release there again.',
  },
  'relay.releases-unreadable': {
    level: 'error',
    sentence: 'The folder of releases cannot be read.',
    fields: ['folder', 'reason'],
    advice: 'Check `updates.folder` in relay.json, and that the relay’s user may read it.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
