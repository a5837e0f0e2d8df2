import type { Clock, Log } from '#core/base/ports.ts';
import { reasonOf } from '#core/base/errors.ts';
import { hashOf } from '../runtime/secrets.ts';
import type { ClusterStore } from '../store/ports/cluster.ts';

/** `firstAbove`: the caller's first refused call in a minute, the one worth a line in the log. */
export type Taken = 'allowed' | 'firstAbove' | 'above';

/** Counts each caller's calls in fixed windows of a minute; those at other processes too. The database holds hashes of callers. */
export interface RateLimit {
  take(caller: string): Promise<Taken>;
}

export interface LimitDeps {
  readonly cluster: {
    /** Undefined: this process is alone. */
    readonly store: Pick<ClusterStore, 'limits'> | undefined;
    readonly clock: Clock;
  };
  readonly log: Log;
}

interface LimitOrder {
  /** Of the limit: what is counted. */
  readonly name: string;
  readonly perMinute: number;
}

const WINDOW_MS = 60_000;
/** Beyond this many callers in a minute all others share one count, so that they cannot fill the memory. */
const MOST_CALLERS = 20_000;
const ALL_OTHERS = '';
/**
 * So much of the limit a caller may use at each process before the others hear of it: an honest one costs no question to the
 * database. What was used counts in full as soon as it is more.
 */
const UNTOLD_SHARE = 0.1;

interface Count {
  /** Calls here, and how many of them the others know of. */
  own: number;
  told: number;
  /** Of all processes, when the database was last asked. */
  known: number;
  isAbove: boolean;
}

export function createRateLimit(
  { name, perMinute }: LimitOrder,
  { cluster, log }: LimitDeps,
): RateLimit {
  const { store, clock } = cluster;
  const limits = store?.limits;
  const untold = Math.floor(perMinute * UNTOLD_SHARE);
  let counts = new Map<string, Count>();
  let windowStartMs = -Infinity;

  /** Alone, a window begins with a call; shared, with the minute of the database's clock. */
  function startWindow(): void {
    const nowMs = limits === undefined ? clock.monotonicMs() : clock.nowMs();
    if (nowMs < windowStartMs + WINDOW_MS) return;
    counts = new Map();
    windowStartMs = limits === undefined ? nowMs : Math.floor(nowMs / WINDOW_MS) * WINDOW_MS;
  }

  function countOf(caller: string): readonly [name: string, count: Count] {
    const known = counts.get(caller);
    if (known !== undefined) return [caller, known];
    const key = counts.size < MOST_CALLERS ? caller : ALL_OTHERS;
    const count = counts.get(key) ?? { own: 0, told: 0, known: 0, isAbove: false };
    counts.set(key, count);
    return [key, count];
  }

  async function tellOthers(caller: string, count: Count): Promise<void> {
    const by = count.own - count.told;
    count.told = count.own;
    try {
      const known = (await limits?.count(`${name} ${hashOf(caller)}`, windowStartMs, by)) ?? 0;
      count.known = Math.max(count.known, known);
      // Another process refused the first one.
      if (known - by > perMinute) count.isAbove = true;
    } catch (error) {
      // Without the database each process limits by what it saw itself.
      log.warn('relay.limit-not-shared', { limit: name, error: reasonOf(error) });
    }
  }

  function noteAbove(count: Count): Taken {
    const taken = count.isAbove ? 'above' : 'firstAbove';
    count.isAbove = true;
    return taken;
  }

  return {
    take: async (caller) => {
      startWindow();
      const [key, count] = countOf(caller);
      if (count.isAbove) return noteAbove(count);
      count.own += 1;
      if (limits !== undefined && count.own > untold) await tellOthers(key, count);
      if (Math.max(count.own, count.known) <= perMinute) return 'allowed';
      return noteAbove(count);
    },
  };
}
