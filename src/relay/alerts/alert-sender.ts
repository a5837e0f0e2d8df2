import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { err, type Result } from '#core/base/result.ts';
import { inBackground } from '../runtime/background.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';
import type { AlertStore, PendingAlert } from '../store/ports/alerts.ts';
import type { AlertChannel } from './alert-channel.ts';
import { readAlert, type OperatorNotice } from './operator-notice.ts';
import { NO_MACHINE } from './relay-report.ts';

const MINUTE_MS = 60_000;
/** Pauses after each failed attempt; the last one repeats. */
const PAUSES_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
/** Longer than a channel takes to answer. */
const TAKEN_FOR_MS = 2 * MINUTE_MS;
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;
/** A faulty machine must not flood the operator's mailbox: its further alerts wait. */
const MACHINE_BUDGET: Budget = { burst: 20, perSecond: 20 / 3600 };
const RELAY_BUDGET: Budget = { burst: 100, perSecond: 100 / 3600 };
/** After this many failures in a row the channel counts as down, and the round ends. */
const MOST_FAILURES = 3;

interface SenderDeps {
  readonly store: AlertStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly isStopped: () => boolean;
  readonly locationOf: (machineId: string) => Promise<string>;
}

/** Sends the alerts that wait for one channel: one of each machine in turn. */
export interface AlertSender {
  /** Starts a round, or another one after the round that runs. */
  wake(): void;
  /** Resolves when the running round has ended. */
  finished(): Promise<void>;
}

type Attempt = 'done' | 'failed';

function keyOf({ machineId, id }: PendingAlert): string {
  return `${machineId}\n${id}`;
}

export function createAlertSender(channel: AlertChannel, deps: SenderDeps): AlertSender {
  const { store, clock, log, isStopped } = deps;
  const budgets = new Map<string, TokenBucket>();
  /** Sent, while the store could not record it yet: these are not sent again. */
  const sent = new Set<string>();
  let running: Promise<void> | undefined;
  let isRequested = false;

  function isWithinBudget(machineId: string): boolean {
    const budget =
      budgets.get(machineId) ??
      createTokenBucket(machineId === NO_MACHINE ? RELAY_BUDGET : MACHINE_BUDGET, clock);
    budgets.set(machineId, budget);
    return budget.take();
  }

  async function record(alert: PendingAlert, nextAtMs: number | undefined): Promise<void> {
    await store.recordAttempt(alert, nextAtMs);
    sent.delete(keyOf(alert));
  }

  async function sendNotice(notice: OperatorNotice): Promise<Result<void, string>> {
    try {
      return await channel.send(notice);
    } catch (error) {
      return err(reasonOf(error));
    }
  }

  async function send(alert: PendingAlert): Promise<Attempt> {
    const { machineId, id, atMs, tries } = alert;
    const notice = await readAlert(alert, deps.locationOf);
    if (notice === undefined) {
      log.error('relay.alert-unreadable', { machineId, id });
      await record(alert, undefined);
      return 'done';
    }
    const result = await sendNotice(notice);
    if (result.ok) {
      sent.add(keyOf(alert));
      await record(alert, undefined);
      log.info('relay.alert-sent', { machineId, id, channel: channel.name });
      return 'done';
    }
    const isTooOld = clock.nowMs() - atMs > GIVE_UP_AFTER_MS;
    const pauseMs = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? MINUTE_MS;
    await record(alert, isTooOld ? undefined : clock.nowMs() + pauseMs);
    log.error('relay.alert-not-sent', {
      machineId,
      id,
      channel: channel.name,
      why: result.error,
    });
    return 'failed';
  }

  /** Sends the machine's next alert. Never throws: one alert's failure must not stop the others. */
  async function sendNextOf(machineId: string): Promise<Attempt | 'nothing'> {
    try {
      if (!isWithinBudget(machineId)) return 'nothing';
      const nowMs = clock.nowMs();
      const time = { nowMs, untilMs: nowMs + TAKEN_FOR_MS };
      const alert = await store.take(machineId, channel.name, time);
      if (alert === undefined) return 'nothing';
      if (sent.has(keyOf(alert))) {
        await record(alert, undefined);
        return 'done';
      }
      return await send(alert);
    } catch (error) {
      log.error('relay.alert-failed', { machineId, error: reasonOf(error) });
      return 'failed';
    }
  }

  async function runRound(): Promise<void> {
    /** Machines without more to send in this round: failed, above their budget, or done. */
    const finished = new Set<string>();
    let failures = 0;
    for (;;) {
      const due = await store.machinesWithDue(channel.name, clock.nowMs());
      const open = due.filter((machineId) => !finished.has(machineId));
      if (open.length === 0) return;
      for (const machineId of open) {
        if (isStopped()) return;
        const attempt = await sendNextOf(machineId);
        if (attempt !== 'done') finished.add(machineId);
        failures = attempt === 'failed' ? failures + 1 : 0;
        if (failures >= MOST_FAILURES) return;
      }
    }
  }

  async function runRequestedRounds(): Promise<void> {
    while (isRequested && !isStopped()) {
      isRequested = false;
      await runRound();
    }
  }

  return {
    wake: () => {
      isRequested = true;
      if (running !== undefined || isStopped()) return;
      const send = (): Promise<void> => {
        running = runRequestedRounds().finally(() => {
          running = undefined;
        });
        return running;
      };
      inBackground(send, (error) => {
        log.error('relay.alerts-failed', { channel: channel.name, error });
      });
    },
    finished: async () => {
      await running?.catch(() => undefined);
    },
  };
}
