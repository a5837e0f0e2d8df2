import type { PastSale } from '../kiosk/snapshot.ts';
import type { SaleOutcome } from '../sale/state.ts';

/** So many scans without an approval, one after another, are an honest customer's; more are not. */
const FREE_TRIES = 3;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Older tries are forgotten. */
const REMEMBERED_MS = 30 * 60_000;

/** The customer scanned and did not approve. */
const UNAPPROVED: readonly SaleOutcome[] = ['notApproved', 'declined', 'expired', 'createRefused'];
/** Says nothing about the customer. */
const NEUTRAL: readonly SaleOutcome[] = ['restarted', 'turnedAway'];

/** How many sales have to be looked at. */
export const THROTTLE_LOOKS_AT = 20;

/** Scans without an approval since the last customer who paid. `recent`: newest first. */
function triesIn(recent: readonly PastSale[], nowMs: number): number {
  let tries = 0;
  for (const { outcome, startedAtMs } of recent) {
    if (outcome !== undefined && NEUTRAL.includes(outcome)) continue;
    const isTry = outcome !== undefined && UNAPPROVED.includes(outcome);
    if (!isTry || nowMs - startedAtMs > REMEMBERED_MS) break;
    tries += 1;
  }
  return tries;
}

/**
 * Until when the next check-in is refused, wall clock; undefined: it is not. Scanning again and again without
 * approving keeps the machine from others; a customer who paid is never made to wait. `recent`: newest first.
 */
export function throttledUntilMs(recent: readonly PastSale[], nowMs: number): number | undefined {
  const tries = triesIn(recent, nowMs);
  const lastEndMs = recent[0]?.endedAtMs ?? recent[0]?.startedAtMs;
  if (tries < FREE_TRIES || lastEndMs === undefined) return undefined;
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (tries - FREE_TRIES), LONGEST_PAUSE_MS);
  // A clock that was set back does not lock customers out for longer than the pause.
  const untilMs = Math.min(lastEndMs, nowMs) + pauseMs;
  return untilMs > nowMs ? untilMs : undefined;
}
