import { alertMessageSchema, type AlertMessage } from '#contract/relay/messages.ts';
import type { Clock, Log } from '#core/ports.ts';
import { noticeOf, type AlertChannel } from './alert-channels.ts';
import type { RelayStore, WaitingAlert } from './store/relay-store.ts';

const MINUTE_MS = 60_000;
/** Pauses after each failure; the last repeats. */
const PAUSES_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;
const LOOK_EVERY_MS = 30_000;

/** Brings what machines report to the operator, by every channel that is set up, until it is there. */
export interface AlertDesk {
  /** Durable when it resolves. */
  take(machineId: string, message: AlertMessage): Promise<void>;
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

  async function bring(waiting: WaitingAlert): Promise<void> {
    const { machineId, id, channel: name, atMs, tries } = waiting;
    const channel = channels.find((one) => one.name === name);
    const message = alertMessageSchema.safeParse(JSON.parse(waiting.body));
    if (channel === undefined || !message.success) {
      await store.alertTried(waiting, undefined);
      return;
    }
    const machine = await store.machine(machineId);
    const location = machine?.location ?? machineId;
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
      const names = channels.map((channel) => channel.name);
      const body = JSON.stringify(message);
      await store.keepAlert({ machineId, id: message.id, body, atMs: clock.nowMs() }, names);
      look();
    },
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
