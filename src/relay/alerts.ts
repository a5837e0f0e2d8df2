import type { AlertMessage } from '#contract/relay/messages.ts';
import type { Clock, Log } from '#core/ports.ts';
import {
  noticeOf,
  storedAlertSchema,
  type AlertChannel,
  type RelayAlertKind,
  type StoredAlert,
} from './alert-channels.ts';
import type { RelayStore, WaitingAlert } from './store/relay-store.ts';

const MINUTE_MS = 60_000;
/** Pauses after each failure; the last repeats. */
const PAUSES_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;
const LOOK_EVERY_MS = 30_000;

/** What the relay itself has found out. */
export interface RelayReport {
  readonly kind: RelayAlertKind;
  readonly about: { readonly machineId: string } | { readonly salesUnit: string };
  readonly detail: string;
}

/** Alerts about a whole sales unit stand under this name: no machine can have it. */
const UNIT_PREFIX = 'unit:';

/** Brings what machines report to the operator, by every channel that is set up, until it is there. */
export interface AlertDesk {
  /** Durable when it resolves. */
  take(machineId: string, message: AlertMessage): Promise<void>;
  /** Tells the operator what the relay itself found; once a day for each kind and place. Never throws. */
  report(report: RelayReport): void;
  start(): void;
  stop(): Promise<void>;
}

interface AlertDeps {
  readonly store: RelayStore;
  readonly channels: readonly AlertChannel[];
  readonly clock: Clock;
  readonly log: Log;
}

export function createAlertDesk({ store, channels, clock, log }: AlertDeps): AlertDesk {
  let cancel: () => void = () => undefined;
  let isStopped = true;
  let working: Promise<void> = Promise.resolve();

  const told = new Set<string>();

  async function locationOf(subject: string): Promise<string> {
    if (subject.startsWith(UNIT_PREFIX)) return `Sales unit ${subject.slice(UNIT_PREFIX.length)}`;
    return (await store.machine(subject))?.location ?? subject;
  }

  async function keep(machineId: string, message: StoredAlert): Promise<void> {
    const names = channels.map((channel) => channel.name);
    const body = JSON.stringify(message);
    await store.keepAlert({ machineId, id: message.id, body, atMs: clock.nowMs() }, names);
    look();
  }

  function report({ kind, about, detail }: RelayReport): void {
    const subject = 'machineId' in about ? about.machineId : UNIT_PREFIX + about.salesUnit;
    const sinceMs = clock.nowMs();
    const id = `${kind}-${new Date(sinceMs).toISOString().slice(0, 10)}`;
    const key = `${subject} ${id}`;
    if (told.has(key)) return;
    told.add(key);
    log.error('the relay reports', { kind, ...about, detail });
    const message: StoredAlert = { type: 'alert', id, kind, sinceMs, detail: detail.slice(0, 200) };
    keep(subject, message).catch((error: unknown) => {
      told.delete(key);
      log.error('an alert could not be kept', { kind, ...about, error: String(error) });
    });
  }

  async function bring(waiting: WaitingAlert): Promise<void> {
    const { machineId, id, channel: name, atMs, tries } = waiting;
    const channel = channels.find((one) => one.name === name);
    const message = storedAlertSchema.safeParse(JSON.parse(waiting.body));
    if (channel === undefined || !message.success) {
      await store.alertTried(waiting, undefined);
      return;
    }
    const location = await locationOf(machineId);
    const sent = await channel.send(noticeOf({ machineId, location }, message.data));
    if (sent.ok) {
      await store.alertTried(waiting, undefined);
      log.info('the operator was told', { machineId, id, channel: name });
      return;
    }
    const isHopeless = clock.nowMs() - atMs > GIVE_UP_AFTER_MS;
    const pauseMs = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? MINUTE_MS;
    await store.alertTried(waiting, isHopeless ? undefined : clock.nowMs() + pauseMs);
    log.error('the operator could not be told', { machineId, id, channel: name, why: sent.error });
  }

  async function work(): Promise<void> {
    for (const waiting of await store.dueAlerts(clock.nowMs())) {
      if (!isStopped) await bring(waiting);
    }
  }

  function look(): void {
    cancel();
    if (isStopped) return;
    working = working.then(work).catch((error: unknown) => {
      log.error('alerts could not be worked off', { error: String(error) });
    });
    cancel = clock.setTimer(LOOK_EVERY_MS, look);
  }

  return {
    take: async (machineId, message) => {
      log.error('a machine reports', {
        machineId,
        kind: message.kind,
        reference: message.reference,
      });
      await keep(machineId, message);
    },
    report,
    start: () => {
      isStopped = false;
      look();
    },
    stop: async () => {
      isStopped = true;
      cancel();
      await working;
    },
  };
}
