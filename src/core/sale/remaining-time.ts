/**
 * What is left of a wait after a restart, milliseconds. A clock that went back does not lengthen it, one
 * that jumped ahead ends it.
 */
export function remainingMs(limitMs: number, sinceMs: number, nowMs: number): number {
  return Math.min(limitMs, Math.max(0, sinceMs + limitMs - nowMs));
}
