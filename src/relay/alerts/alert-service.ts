import type { AlertMessage } from '#contract/relay/messages.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { RelayConfig } from '../config/relay-config.ts';
import { inBackground } from '../runtime/background.ts';
import type { HttpClient } from '../runtime/http-client.ts';
import type { AlertStore, AlertStored } from '../store/ports/alerts.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { AlertChannel } from './alert-channel.ts';
import { createAlertSender } from './alert-sender.ts';
import { createEmailChannel } from './email-channel.ts';
import { idOfSubject, NO_MACHINE, reportBody, type RelayReport } from './relay-report.ts';
import { createWebhookChannel } from './webhook-channel.ts';

const SEND_EVERY_MS = 30_000;
const CLEAN_UP_EVERY_MS = 3_600_000;
const REMOVE_AFTER_MS = 30 * 24 * 3_600_000;
/** Alerts of one machine in the store, those of the last 30 days included. More means a faulty machine. */
const MOST_OF_A_MACHINE = 500;
/** The memory of raised reports is emptied at this size; the store still knows each. */
const MOST_REMEMBERED = 10_000;
/** Reports of the relay that are not stored yet. */
const MOST_UNSAVED = 200;

/** Tells the operator what machines and the relay report, by every channel that is set up. */
export interface AlertService {
  /** Takes a machine's alert. `kept` and `known`: durable when it resolves. `tooMany`: not taken. */
  take(machineId: string, message: AlertMessage): Promise<AlertStored>;
  /**
   * Reports what the relay itself found, once a day for each kind and subject. Never throws: while the store cannot be
   * written, the report waits in memory.
   */
  report(report: RelayReport): void;
  start(): void;
  stop(): Promise<void>;
}

interface AlertDeps {
  readonly store: AlertStore;
  readonly machines: Pick<MachineStore, 'find'>;
  readonly channels: readonly AlertChannel[];
  readonly clock: Clock;
  readonly log: Log;
}

/** The channels that `relay.json` sets up. */
export function createAlertChannels(
  { alerts }: Pick<RelayConfig, 'alerts'>,
  http: HttpClient,
): readonly AlertChannel[] {
  return [
    ...(alerts.webhook === undefined ? [] : [createWebhookChannel(alerts.webhook, http)]),
    ...(alerts.email === undefined ? [] : [createEmailChannel(alerts.email)]),
  ];
}

export function createAlertService(deps: AlertDeps): AlertService {
  const { store, machines, channels, clock, log } = deps;
  const channelNames = channels.map((channel) => channel.name);
  const unsaved = new Map<string, { readonly report: RelayReport; readonly atMs: number }>();
  /** Ids that this process raised; the store knows the others. */
  const raised = new Set<string>();
  let isStopped = true;
  let cancelSend: () => void = () => undefined;
  let cancelCleanUp: () => void = () => undefined;
  const senders = channels.map((channel) =>
    createAlertSender(channel, { store, clock, log, isStopped: () => isStopped, locationOf }),
  );

  async function locationOf(machineId: string): Promise<string> {
    return (await machines.find(machineId))?.location ?? machineId;
  }

  async function saveReports(): Promise<void> {
    for (const [id, { report, atMs }] of unsaved) {
      const body = reportBody(report, atMs);
      const alert = { machineId: NO_MACHINE, id, body, atMs };
      await store.add(alert, channelNames, MOST_OF_A_MACHINE);
      unsaved.delete(id);
    }
  }

  async function sendAll(): Promise<void> {
    cancelSend();
    if (isStopped) return;
    cancelSend = clock.setTimer(SEND_EVERY_MS, sendSoon);
    await saveReports();
    for (const sender of senders) sender.wake();
  }

  function sendSoon(): void {
    inBackground(sendAll, (error) => {
      log.error('relay.alerts-failed', { error });
    });
  }

  function cleanUp(): void {
    if (isStopped) return;
    cancelCleanUp = clock.setTimer(CLEAN_UP_EVERY_MS, cleanUp);
    inBackground(
      () => store.removeOld(clock.nowMs() - REMOVE_AFTER_MS, channelNames),
      (error) => {
        log.error('relay.old-alerts-not-removed', { error });
      },
    );
  }

  return {
    take: async (machineId, message) => {
      const { id, kind } = message;
      const atMs = clock.nowMs();
      const alert = { machineId, id, body: JSON.stringify(message), atMs };
      const stored = await store.add(alert, channelNames, MOST_OF_A_MACHINE);
      if (stored === 'tooMany') log.error('relay.alerts-too-many', { machineId });
      if (stored !== 'kept') return stored;
      log.error('relay.machine-alert', { machineId, kind, reference: message.reference });
      sendSoon();
      return stored;
    },
    report: (report) => {
      const { kind, about, topic, detail } = report;
      const atMs = clock.nowMs();
      const what = topic === undefined ? kind : `${kind}:${topic}`;
      const id = `${what}:${idOfSubject(about)}:${new Date(atMs).toISOString().slice(0, 10)}`;
      if (raised.has(id) || unsaved.size >= MOST_UNSAVED) return;
      if (raised.size >= MOST_REMEMBERED) raised.clear();
      raised.add(id);
      unsaved.set(id, { report, atMs });
      const { machineId, salesUnit } = { machineId: undefined, salesUnit: undefined, ...about };
      log.error('relay.alert', { kind, topic, machineId, salesUnit, detail });
      sendSoon();
    },
    start: () => {
      isStopped = false;
      cleanUp();
      sendSoon();
    },
    stop: async () => {
      isStopped = true;
      cancelSend();
      cancelCleanUp();
      await saveReports().catch((error: unknown) => {
        log.error('relay.alerts-lost', { count: unsaved.size, error: reasonOf(error) });
      });
      for (const sender of senders) await sender.finished();
    },
  };
}
