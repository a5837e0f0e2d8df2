import type { Clock } from '#core/base/ports.ts';
import { hashOf } from '../runtime/secrets.ts';
import type { ClusterStore } from '../store/ports/cluster.ts';

/** Counts each caller's calls in fixed windows of a minute. */
export interface RateLimit {
  isAllowed(caller: string): boolean;
  /** Whether the caller's last call was the first one above the limit: the one worth a line in the log. */
  isFirstAbove(caller: string): boolean;
}

const WINDOW_MS = 60_000;
/** Beyond this many callers in a minute all others share one count, so that they cannot fill the memory. */
const MOST_CALLERS = 20_000;
const ALL_OTHERS = '';

export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  let counts = new Map<string, number>();
  let windowEndsAtMs = 0;
  const nameOf = (caller: string): string =>
    counts.size < MOST_CALLERS || counts.has(caller) ? caller : ALL_OTHERS;
  return {
    isAllowed: (caller) => {
      const nowMs = clock.monotonicMs();
      if (nowMs >= windowEndsAtMs) {
        counts = new Map();
        windowEndsAtMs = nowMs + WINDOW_MS;
      }
      const name = nameOf(caller);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count <= perMinute;
    },
    isFirstAbove: (caller) => counts.get(nameOf(caller)) === perMinute + 1,
  };
}

/** `firstAbove`: the first one that is too many, worth a line in the log. */
export type Try = 'allowed' | 'firstAbove' | 'above';

/** Counts what strangers try, in fixed windows of a minute, for all processes together. */
export interface TryLimit {
  judge(caller: string): Promise<Try>;
}

/** Makes the limits of one relay. `store` undefined: this process is alone, and counts in memory. */
export type TryLimits = (name: string, perMinute: number) => TryLimit;

/**
 * An honest machine or technician hardly ever costs a count in the database: only wrong credentials and enrolments are tries.
 * A process that cannot reach the database counts for itself. The database holds hashes of addresses, for two minutes.
 */
export function createTryLimits({
  clock,
  store,
}: {
  /** With several processes: the database's time. */
  readonly clock: Clock;
  readonly store: Pick<ClusterStore, 'limits'> | undefined;
}): TryLimits {
  return (name, perMinute) => {
    const own = createRateLimit(perMinute, clock);

    /** The count of all processes; undefined: not known. */
    async function countOfAll(caller: string): Promise<number | undefined> {
      const windowStartMs = Math.floor(clock.nowMs() / WINDOW_MS) * WINDOW_MS;
      return store?.limits.count(`${name} ${hashOf(caller)}`, windowStartMs).catch(() => undefined);
    }

    return {
      judge: async (caller) => {
        const isAllowedHere = own.isAllowed(caller);
        const isFirstHere = own.isFirstAbove(caller);
        // A caller that is too many here is too many for all, and costs nothing more.
        if (!isAllowedHere && !isFirstHere) return 'above';
        const count = await countOfAll(caller);
        if (count === undefined) return isAllowedHere ? 'allowed' : 'firstAbove';
        if (count <= perMinute) return 'allowed';
        return count === perMinute + 1 ? 'firstAbove' : 'above';
      },
    };
  };
}
