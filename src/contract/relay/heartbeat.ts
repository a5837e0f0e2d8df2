/** Milliseconds between heartbeats of a machine, and how long either side bears silence. */
export const HEARTBEAT_EVERY_MS = 10_000;
export const HEARTBEAT_SILENCE_MS = 30_000;
