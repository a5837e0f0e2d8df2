/** Milliseconds between heartbeats of a machine or relay of a version before `heartbeatSeconds`, and how long it bears silence. */
export const HEARTBEAT_EVERY_MS = 10_000;
export const HEARTBEAT_SILENCE_MS = 30_000;

/** The pace that a relay may ask for in its `welcome`, seconds. An idle link costs 10 MB a month at the default (docs/wires/relay.md). */
export const HEARTBEAT_SECONDS = { default: 60, least: 10, most: 240 } as const;

/** A sign of life, or the answer to one, may be so late on a bad line before the link counts as dead, milliseconds. */
const LATE_MS = HEARTBEAT_SILENCE_MS - HEARTBEAT_EVERY_MS;

/** How long either end bears silence when a sign of life comes every so many seconds, milliseconds. */
export function silenceLimitMs(heartbeatSeconds: number): number {
  return heartbeatSeconds * 1000 + LATE_MS;
}

/**
 * A whole heartbeat goes out at least so often, milliseconds; in between a WebSocket ping is the sign of life, at a sixth
 * of the bytes.
 */
export const WHOLE_HEARTBEAT_EVERY_MS = 15 * 60_000;
