import type { LinkEnd } from './relay-socket.ts';

/** Reconnecting: doubled each time from the first, with full jitter, for ever. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Never at once, or a relay that ends every connection would be asked without a pause. */
const SHORTEST_PAUSE_MS = 100;
/** Only a person mends a refused credential, or two kiosks with the same one. */
const NEEDS_A_PERSON_PAUSE_MS = 60_000;

/** The pause before the next attempt. `jitter`: 0 ≤ x < 1. */
export function reconnectPauseMs(
  failures: number,
  cause: LinkEnd['cause'],
  jitter: number,
): number {
  if (cause !== 'away') return NEEDS_A_PERSON_PAUSE_MS;
  const grown = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  return Math.max(Math.round(grown * jitter), SHORTEST_PAUSE_MS);
}
