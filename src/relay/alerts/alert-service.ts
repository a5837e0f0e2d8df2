import { reasonOf } from '#core/base/errors.ts';
import type { AlertMessage } from '#contract/relay/messages.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { bodyOfReport, OWN, type AlertChannel, type RelayReport } from './operator-notice.ts';
import { createAlertRound } from './alert-sender.ts';
import { inBackground } from '../runtime/background.ts';
import type { KeptAlert, RelayStore } from '../store/ports/relay-store.ts';

const LOOK_EVERY_MS = 30_000;
const FORGET_EVERY_MS = 3_600_000;
const FORGET_AFTER_MS = 30 * 24 * 3_600_000;
/** Alerts of one machine in the store, told ones of the last 30 days included: more is a machine that has gone mad. */
const MOST_OF_A_MACHINE = 500;
/** Forgotten together; the store still knows each. */
const MOST_REMEMBERED = 10_000;
/** Own alerts that could not be stored yet. */
const MOST_UNSAVED = 200;

/** Brings what machines and the relay report to the operator, by every channel that is set up, until it is there. */
export interface AlertDesk {
  /** `kept` and `known`: durable when it resolves. `tooMany`: not taken. */
  take(machineId: string, message: AlertMessage): Promise<KeptAlert>;
  /**
   * Tells the operator what the relay itself found, once a day for each kind and place. Never throws: it waits in memory
   * while the store cannot be written.
   */
  report(report: RelayReport): void;
  start(): void;
  stop(): Promise<void>;
}

export interface AlertDeps {
  readonly store: RelayStore;
  readonly channels: readonly AlertChannel[];
  readonly clock: Clock;
  readonly log: Log;
}

export function createAlertDesk(deps: AlertDeps): AlertDesk {
  const { store, channels, clock, log } = deps;
  const names = channels.map((channel) => channel.name);
  const unsaved = new Map<string, { readonly report: RelayReport; readonly atMs: number }>();
  /** Raised by this process: the store knows the others. */
  const raised = new Set<string>();
  let isStopped = true;
  let cancelLook: () => void = () => undefined;
  let cancelForget: () => void = () => undefined;
  const isOver = (): boolean => isStopped;
  const rounds = channels.map((channel) =>
    createAlertRound(channel, { ...deps, isOver, locations }),
  );

  async function locations(): Promise<(machineId: string) => string> {
    const known = new Map((await store.machines()).map((one) => [one.machineId, one.location]));
    return (machineId) => known.get(machineId) ?? machineId;
  }

  async function saveOwn(): Promise<void> {
    for (const [id, { report, atMs }] of unsaved) {
      const body = bodyOfReport(report, atMs);
      await store.keepAlert({ machineId: OWN, id, body, atMs }, names, MOST_OF_A_MACHINE);
      unsaved.delete(id);
    }
  }

  async function look(): Promise<void> {
    cancelLook();
    if (isStopped) return;
    cancelLook = clock.setTimer(LOOK_EVERY_MS, lookAgain);
    await saveOwn();
    for (const round of rounds) round.begin();
  }

  function lookAgain(): void {
    inBackground({ log, what: 'the look at the alerts' }, look);
  }

  function forget(): void {
    if (isStopped) return;
    cancelForget = clock.setTimer(FORGET_EVERY_MS, forget);
    inBackground({ log, what: 'forgetting old alerts' }, () =>
      store.forgetAlerts(clock.nowMs() - FORGET_AFTER_MS, names),
    );
  }

  return {
    take: async (machineId, message) => {
      const { id, kind } = message;
      const atMs = clock.nowMs();
      const kept = await store.keepAlert(
        { machineId, id, body: JSON.stringify(message), atMs },
        names,
        MOST_OF_A_MACHINE,
      );
      if (kept === 'tooMany') log.error('too many alerts of a machine', { machineId });
      if (kept !== 'kept') return kept;
      log.error('a machine reports', { machineId, kind, reference: message.reference });
      lookAgain();
      return kept;
    },
    report: (report) => {
      const { kind, about, detail } = report;
      const atMs = clock.nowMs();
      const subject = 'machineId' in about ? about.machineId : `unit:${about.salesUnit}`;
      const id = `${kind}:${subject}:${new Date(atMs).toISOString().slice(0, 10)}`;
      if (raised.has(id) || unsaved.size >= MOST_UNSAVED) return;
      if (raised.size >= MOST_REMEMBERED) raised.clear();
      raised.add(id);
      unsaved.set(id, { report, atMs });
      log.error('the relay reports', { kind, ...about, detail });
      lookAgain();
    },
    start: () => {
      isStopped = false;
      forget();
      lookAgain();
    },
    stop: async () => {
      isStopped = true;
      cancelLook();
      cancelForget();
      await saveOwn().catch((error: unknown) => {
        log.error('alerts were lost', { count: unsaved.size, error: reasonOf(error) });
      });
      for (const round of rounds) await round.end();
    },
  };
}
