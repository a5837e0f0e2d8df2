/** The faults that a run can have, by name. */
export const FAULTS = {
  'relay-killed': {
    says: 'one relay process is killed (SIGKILL) and started again, in turn',
    needsOwnRelays: true,
  },
  'relay-restarted': {
    says: 'one relay process is stopped (SIGTERM) and started again, in turn',
    needsOwnRelays: true,
  },
  'relay-hangs': {
    says: 'one relay process stands still for six seconds (SIGSTOP), in turn',
    needsOwnRelays: true,
  },
  'database-restarted': {
    says: 'PostgreSQL is restarted, twice in the run',
    needsOwnRelays: false,
  },
  'database-fails-over': {
    says: 'PostgreSQL dies towards the end of the run, and its standby takes its place',
    needsOwnRelays: false,
  },
  'slow-network': {
    says: 'each tenth machine hears and says everything 0.2 to 1 s late',
    needsOwnRelays: false,
  },
  'lost-acknowledgement': {
    says: 'an acknowledgement in twenty is lost with the connection that carried it',
    needsOwnRelays: false,
  },
  'duplicate-webhooks': {
    says: 'Vipps sends each webhook and each check-in twice, at the same time',
    needsOwnRelays: false,
  },
  'webhooks-out-of-order': {
    says: 'Vipps sends the events of a payment without waiting for each other, up to half a second late',
    needsOwnRelays: false,
  },
  'half-open-links': {
    says: 'a machine in twenty loses its address: its old connection stays open and answers nothing',
    needsOwnRelays: false,
  },
  'reconnect-all-at-once': {
    says: 'all machines lose their connection in the same moment, in the middle of the run',
    needsOwnRelays: false,
  },
} as const satisfies Readonly<
  Record<string, { readonly says: string; readonly needsOwnRelays: boolean }>
>;
export type FaultName = keyof typeof FAULTS;

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(FAULTS, text);
}
