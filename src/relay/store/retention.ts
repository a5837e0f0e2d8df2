import type { Clock, Log } from '#core/base/ports.ts';
import { inBackground } from '../runtime/background.ts';
import type { RelayStore } from './ports/relay-store.ts';

const CLEAN_UP_EVERY_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** Vipps repeats a webhook for a week at most; its key is remembered for longer. */
const KEEP_DELIVERIES_MS = 30 * DAY_MS;
/** For the operator's questions about events that no machine took. */
const KEEP_UNDELIVERABLE_MS = 400 * DAY_MS;
/** Payments of a check-in are created within 15 minutes, and refunds count for a day. */
const KEEP_LIMITS_MS = 2 * DAY_MS;
/** What a machine was doing, for whoever looks for the cause of a bad week. */
const KEEP_HISTORY_MS = 30 * DAY_MS;

/** Removes rows that no longer matter. */
export interface Retention {
  /** Cleans up now, and then every hour until `stop`. */
  start(): void;
  stop(): void;
}

export function createRetention(
  stores: Pick<RelayStore, 'deliveries' | 'checkIns' | 'refunds' | 'fleet'>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Retention {
  const { deliveries, checkIns, refunds, fleet } = stores;
  let cancel: () => void = () => undefined;

  async function cleanUp(): Promise<void> {
    const nowMs = clock.nowMs();
    await deliveries.removeAcknowledged(nowMs - KEEP_DELIVERIES_MS);
    await deliveries.removeUndeliverable(nowMs - KEEP_UNDELIVERABLE_MS);
    await checkIns.removeBefore(nowMs - KEEP_LIMITS_MS);
    await refunds.removeBefore(nowMs - KEEP_LIMITS_MS);
    await fleet.removeHistoryBefore(nowMs - KEEP_HISTORY_MS);
  }

  function start(): void {
    cancel = clock.setTimer(CLEAN_UP_EVERY_MS, start);
    inBackground(cleanUp, (error) => {
      log.error('relay.old-rows-not-removed', { error });
    });
  }

  return {
    start,
    stop: () => {
      cancel();
    },
  };
}
