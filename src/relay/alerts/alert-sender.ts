import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { err, type Result } from '#core/base/result.ts';
import { OWN, readAlert, type AlertChannel, type OperatorNotice } from './operator-notice.ts';
import { inBackground } from '../runtime/background.ts';
import type { RelayStore, WaitingAlert } from '../store/ports/relay-store.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';

const MINUTE_MS = 60_000;
/** Pauses after each failure; the last repeats. */
const PAUSES_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;
/** An operator's mailbox is no place for a machine that has gone mad: the rest of its alerts wait. */
const OF_A_MACHINE: Budget = { burst: 20, perSecond: 20 / 3600 };
const OF_THE_RELAY: Budget = { burst: 100, perSecond: 100 / 3600 };
/** So many machines whose alerts fail one after the other: the channel is down, and is asked again later. */
const FAILURES_OF_A_CHANNEL = 3;

interface RoundDeps {
  readonly store: RelayStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly isOver: () => boolean;
  /** A way to find the location of each machine. */
  readonly locations: () => Promise<(machineId: string) => string>;
}

/** Works off what waits for one channel: one alert of each machine in turn. */
export interface AlertRound {
  /** Begins, or looks once more at its end when it is under way. */
  begin(): void;
  /** Resolves when the one under way has ended. */
  end(): Promise<void>;
}

type Sent = 'done' | 'failed';

function keyOf({ machineId, id }: WaitingAlert): string {
  return `${machineId}\n${id}`;
}

export function createAlertRound(channel: AlertChannel, deps: RoundDeps): AlertRound {
  const { store, clock, log } = deps;
  const budgets = new Map<string, TokenBucket>();
  /** Told, and not yet written down as told: the store could not be written. */
  const told = new Set<string>();
  let working: Promise<void> | undefined;
  let isAsked = false;

  function mayTell(machineId: string): boolean {
    const budget =
      budgets.get(machineId) ??
      createTokenBucket(machineId === OWN ? OF_THE_RELAY : OF_A_MACHINE, clock);
    budgets.set(machineId, budget);
    return budget.take();
  }

  async function settle(waiting: WaitingAlert, nextAtMs: number | undefined): Promise<void> {
    await store.alertTried(waiting, nextAtMs);
    told.delete(keyOf(waiting));
  }

  async function tell(notice: OperatorNotice): Promise<Result<void, string>> {
    try {
      return await channel.send(notice);
    } catch (error) {
      return err(reasonOf(error));
    }
  }

  async function send(waiting: WaitingAlert): Promise<Sent> {
    const { machineId, id, atMs, tries } = waiting;
    const notice = readAlert(waiting, await deps.locations());
    if (notice === undefined) {
      log.error('an alert makes no sense', { machineId, id });
      await settle(waiting, undefined);
      return 'done';
    }
    const sent = await tell(notice);
    if (sent.ok) {
      told.add(keyOf(waiting));
      await settle(waiting, undefined);
      log.info('the operator was told', { machineId, id, channel: channel.name });
      return 'done';
    }
    const isHopeless = clock.nowMs() - atMs > GIVE_UP_AFTER_MS;
    const pauseMs = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? MINUTE_MS;
    await settle(waiting, isHopeless ? undefined : clock.nowMs() + pauseMs);
    log.error('the operator could not be told', {
      machineId,
      id,
      channel: channel.name,
      why: sent.error,
    });
    return 'failed';
  }

  /** One alert's failure is its own: nothing is thrown here. */
  async function bring(machineId: string): Promise<Sent | 'nothing'> {
    try {
      const waiting = await store.nextDueAlert(machineId, channel.name, clock.nowMs());
      if (waiting === undefined) return 'nothing';
      if (told.has(keyOf(waiting))) {
        await settle(waiting, undefined);
        return 'done';
      }
      return mayTell(machineId) ? await send(waiting) : 'nothing';
    } catch (error) {
      log.error('an alert could not be worked off', { machineId, error: reasonOf(error) });
      return 'failed';
    }
  }

  async function work(): Promise<void> {
    /** Failed, over their budget or done: not asked again before the next round. */
    const left = new Set<string>();
    let failures = 0;
    for (;;) {
      const due = await store.machinesWithDueAlerts(channel.name, clock.nowMs());
      const turn = due.filter((machineId) => !left.has(machineId));
      if (turn.length === 0) return;
      for (const machineId of turn) {
        if (deps.isOver()) return;
        const became = await bring(machineId);
        if (became !== 'done') left.add(machineId);
        failures = became === 'failed' ? failures + 1 : 0;
        if (failures >= FAILURES_OF_A_CHANNEL) return;
      }
    }
  }

  async function workOff(): Promise<void> {
    while (isAsked && !deps.isOver()) {
      isAsked = false;
      await work();
    }
  }

  return {
    begin: () => {
      isAsked = true;
      if (working !== undefined || deps.isOver()) return;
      inBackground({ log, what: 'working off alerts', channel: channel.name }, () => {
        working = workOff().finally(() => {
          working = undefined;
        });
        return working;
      });
    },
    end: async () => {
      await working?.catch(() => undefined);
    },
  };
}
