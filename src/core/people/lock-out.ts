/** A time in which no PIN is taken. Wall clock, so that it can be kept over a restart. */
export interface Lock {
  readonly sinceMs: number;
  readonly forMs: number;
}

/** The wrong PINs of one person since the last right one. */
export interface PinAttempts {
  readonly failures: number;
  readonly lock: Lock | undefined;
}

export const NO_ATTEMPTS: PinAttempts = { failures: 0, lock: undefined };

/** So many wrong PINs lock a person out. */
export const FREE_ATTEMPTS = 5;

const MINUTE_MS = 60_000;
/** How long, from the fifth wrong PIN on; every one after that is one more step. At most 24 tries a day. */
const LOCK_MINUTES = [1, 5, 15, 30, 60] as const;
const LONGEST_LOCK_MINUTES = 60;

function lockMsAfter(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return (LOCK_MINUTES[failures - FREE_ATTEMPTS] ?? LONGEST_LOCK_MINUTES) * MINUTE_MS;
}

/** One more wrong PIN. */
export function afterWrongPin(tries: PinAttempts, nowMs: number): PinAttempts {
  const failures = tries.failures + 1;
  const forMs = lockMsAfter(failures);
  return { failures, lock: forMs === 0 ? undefined : { sinceMs: nowMs, forMs } };
}

export function attemptsLeft(tries: PinAttempts): number {
  return Math.max(0, FREE_ATTEMPTS - tries.failures);
}

/**
 * How much of a lock is left. A clock that has been set back does not make it longer than it was: it begins anew at
 * most.
 */
export function lockLeftMs(lock: Lock | undefined, nowMs: number): number {
  if (lock === undefined) return 0;
  const sinceMs = Math.min(lock.sinceMs, nowMs);
  return Math.max(0, sinceMs + lock.forMs - nowMs);
}
