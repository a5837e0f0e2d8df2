import type { Clock } from '#core/base/ports.ts';
import type { Operation } from './behaviours.ts';

const WINDOW_MS = 60_000;

/** Calls per minute and payment (ePayment API, rate limiting). Other calls have no documented limit. */
const PER_MINUTE: Readonly<Partial<Record<Operation, number>>> = {
  create: 5,
  capture: 5,
  cancel: 5,
  refund: 5,
  get: 120,
  events: 120,
};

/** Payments tracked at a time; nobody makes this many within a minute here. */
const MAX_COUNTED = 1_000;

export interface RateLimits {
  /** Counts the call. @returns seconds to wait if it is over the limit, else undefined */
  take(operation: Operation, payment: string): number | undefined;
}

export function createRateLimits(clock: Clock): RateLimits {
  const calls = new Map<string, readonly number[]>();
  return {
    take(operation, payment) {
      const limit = PER_MINUTE[operation];
      if (limit === undefined) return undefined;
      const key = `${operation}|${payment}`;
      const nowMs = clock.monotonicMs();
      const recent = (calls.get(key) ?? []).filter((atMs) => nowMs - atMs < WINDOW_MS);
      const oldestMs = recent[0];
      if (oldestMs !== undefined && recent.length >= limit) {
        return Math.max(1, Math.ceil((oldestMs + WINDOW_MS - nowMs) / 1000));
      }
      // Re-inserting keeps the map in order of use, so that the front is the oldest.
      calls.delete(key);
      calls.set(key, [...recent, nowMs]);
      const [oldest] = calls.keys();
      if (calls.size > MAX_COUNTED && oldest !== undefined) calls.delete(oldest);
      return undefined;
    },
  };
}
