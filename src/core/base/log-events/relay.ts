import type { LogEvent } from './log-event.ts';

/** The relay: its program, its alerts and its upkeep. */
export const RELAY_EVENTS = {
  'relay.machine-alert': {
    level: 'error',
    sentence: 'A machine sent an alert.',
    fields: ['machineId', 'kind', 'reference'],
    advice: 'Do what the alert says.',
  },
  'relay.alert': {
    level: 'error',
    sentence: 'The relay raised an alert.',
    fields: ['kind', 'topic', 'machineId', 'salesUnit', 'detail'],
    advice: 'Do what the alert says.',
  },
  'relay.alert-sent': {
    level: 'info',
    sentence: 'An alert was sent to the operator.',
    fields: ['machineId', 'id', 'channel'],
  },
  'relay.alert-not-sent': {
    level: 'error',
    sentence: 'An alert could not be sent to the operator.',
    fields: ['machineId', 'id', 'channel', 'why'],
    advice: 'Look at `why`: the mail server, or the address of the webhook.',
  },
  'relay.alert-unreadable': {
    level: 'error',
    sentence: 'A stored alert cannot be read; it is not sent.',
    fields: ['machineId', 'id'],
    advice: 'Report it. Look at the review list of the machine.',
  },
  'relay.alert-failed': {
    level: 'error',
    sentence: 'Sending an alert failed; the relay tries again.',
    fields: ['machineId', 'error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.alerts-failed': {
    level: 'error',
    sentence: 'Sending the alerts failed; the relay tries again.',
    fields: ['channel', 'error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.alert-not-kept': {
    level: 'error',
    sentence: 'An alert of a machine could not be stored; the machine sends it again.',
    fields: ['machineId', 'error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.alerts-too-many': {
    level: 'error',
    sentence: 'A machine has too many unsent alerts; the relay takes no more of it.',
    fields: ['machineId'],
    advice: 'Look at the machine, and why its alerts are not sent.',
  },
  'relay.alerts-lost': {
    level: 'error',
    sentence: 'The relay stopped with alerts that it could not store.',
    fields: ['count', 'error'],
    advice: 'Read the lines relay.alert before this one.',
  },
  'relay.old-alerts-not-removed': {
    level: 'error',
    sentence: 'Old alerts could not be removed; the relay tries again.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.old-rows-not-removed': {
    level: 'error',
    sentence: 'Old rows could not be removed; the relay tries again.',
    fields: ['error'],
    advice: 'Look at the disk of the relay.',
  },
  'relay.uncaught-error': {
    level: 'error',
    sentence: 'A defect: nobody caught an error. The relay goes on.',
    fields: ['error', 'stack'],
    advice: 'Report it with the stack.',
  },
  'relay.timer-failed': {
    level: 'error',
    sentence: 'A defect: the work of a timer failed. The relay goes on.',
    fields: ['error'],
    advice: 'Report it.',
  },
  'relay.request-without-database': {
    level: 'error',
    sentence: 'A request was refused with 503, because the database cannot be used.',
    fields: ['path', 'error'],
    advice: 'Look at the database and at the disk of the relay.',
  },
  'relay.request-failed': {
    level: 'error',
    sentence: 'A request failed with a defect.',
    fields: ['path', 'error'],
    advice: 'Report it. Look at the disk of the relay.',
  },
  'relay.server-failed': {
    level: 'error',
    sentence: 'A server of the relay reports an error.',
    fields: ['error'],
    advice: 'Check its address and port.',
  },
  'relay.cluster-failed': {
    level: 'error',
    sentence: 'Something that the processes of the relay do together failed; it is tried again.',
    fields: ['error'],
    advice: 'Look at the database of the relay.',
  },
  'relay.limit-not-shared': {
    level: 'warn',
    sentence: 'A limit was not counted for all processes of the relay; each limits by what it saw.',
    fields: ['limit', 'error'],
    advice: 'Look at the database of the relay if it lasts.',
  },
  'relay.wake-up-not-sent': {
    level: 'warn',
    sentence:
      'Another process of the relay could not be woken; it looks by itself within a second.',
    fields: ['error'],
    advice: 'Look at the database of the relay if it lasts.',
  },
  'relay.secrets-readable': {
    level: 'warn',
    sentence: 'Other users can read a file with secrets.',
    fields: ['file'],
    advice: 'chmod 600 the file.',
  },
  'relay.metrics-without-database': {
    level: 'warn',
    sentence: 'The metrics lack what the database knows: it does not answer.',
    fields: ['error'],
    advice: 'See whether the database runs.',
  },
  'relay.check-must-fix': {
    level: 'error',
    sentence: 'The relay’s check found something that a person must put right.',
    fields: ['check', 'merchantSerialNumber', 'machineId', 'sentence'],
    advice: 'Do what `sentence` says. relay -- check tries again.',
  },
  'relay.check-warning': {
    level: 'warn',
    sentence: 'The relay’s check found something that a person should look at.',
    fields: ['check', 'merchantSerialNumber', 'machineId', 'sentence'],
    advice: 'Do what `sentence` says. relay -- check tries again.',
  },
  'relay.check-done': {
    level: 'info',
    sentence: 'The relay has checked itself and its sales units.',
    fields: ['mustFix', 'warnings'],
  },
  'relay.check-failed': {
    level: 'error',
    sentence: 'The relay’s check of itself failed with a defect; the relay goes on.',
    fields: ['error'],
    advice: 'Report it. Run relay -- check.',
  },
  'relay.lines-left-out': {
    level: 'warn',
    sentence: 'Lines of the log were left out, because there were too many of one kind.',
    fields: ['line', 'count'],
    advice: 'Look at the lines of this event that are there.',
  },
} as const satisfies Readonly<Record<string, LogEvent>>;
