import type { Clock } from '#core/base/ports.ts';
import { createRateLimit, type LimitDeps } from '../cluster/rate-limit.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';

/** Even a machine on a very bad line connects less often than this. */
const CONNECTS: Budget = { burst: 20, perSecond: 0.5 };
/** To all processes together: what one of them gives in its first minute. */
const CONNECTS_OF_ALL = { name: 'connects', perMinute: 50 };
/** A machine that was cut off may not connect for this long. */
const CUT_OFF_MS = 30_000;

/** How often a machine may connect. */
export interface ConnectLimits {
  /** Counts a connection. */
  isTooOften(machineId: string): Promise<boolean>;
  /** The machine misbehaved, and stays out for a while. */
  cutOff(machineId: string): void;
  isCutOff(machineId: string): boolean;
}

export function createConnectLimits(deps: LimitDeps & { readonly clock: Clock }): ConnectLimits {
  const { clock } = deps;
  const buckets = new Map<string, TokenBucket>();
  const ofAll = createRateLimit(CONNECTS_OF_ALL, deps);
  /** Until when a machine may not connect; monotonic. */
  const cutOffUntilMs = new Map<string, number>();
  return {
    isTooOften: async (machineId) => {
      const bucket = buckets.get(machineId) ?? createTokenBucket(CONNECTS, clock);
      buckets.set(machineId, bucket);
      return !bucket.take() || (await ofAll.take(machineId)) !== 'allowed';
    },
    cutOff: (machineId) => {
      cutOffUntilMs.set(machineId, clock.monotonicMs() + CUT_OFF_MS);
    },
    isCutOff: (machineId) => {
      if (clock.monotonicMs() < (cutOffUntilMs.get(machineId) ?? 0)) return true;
      cutOffUntilMs.delete(machineId);
      return false;
    },
  };
}
