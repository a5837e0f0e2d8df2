import type { PastSale } from '../kiosk/snapshot.ts';
import type { SaleOutcome } from '../sale/state.ts';

/** This many scans in a row without an approval are normal. More start the pause. */
const FREE_SCANS = 3;
/**
 * Nobody who stands at the machine waits longer for it. It counts from the scan: a try that held the machine for so long
 * already is followed by no pause.
 */
export const SCAN_PAUSE_MS = 30_000;
/** Older tries are forgotten. */
const REMEMBERED_MS = 5 * 60_000;

/** The customer scanned and did not approve. */
const UNAPPROVED: readonly SaleOutcome[] = ['notApproved', 'declined', 'expired', 'createRefused'];
/** Says nothing about the customer. */
const NEUTRAL: readonly SaleOutcome[] = ['restarted', 'turnedAway', 'ageLimited'];

/** How many sales have to be looked at. */
export const SCAN_PAUSE_LOOKS_AT = 20;

/** Scans without an approval since the last customer who gave one, newest first. */
function unapprovedScansIn(recent: readonly PastSale[], nowMs: number): readonly PastSale[] {
  const tries: PastSale[] = [];
  for (const sale of recent) {
    const { outcome, startedAtMs } = sale;
    if (outcome !== undefined && NEUTRAL.includes(outcome)) continue;
    const isTry = outcome !== undefined && UNAPPROVED.includes(outcome);
    if (!isTry || nowMs - startedAtMs > REMEMBERED_MS) break;
    tries.push(sale);
  }
  return tries;
}

export interface ScanPause {
  /** The scan that set it off: the pause of one scan is kept once. */
  readonly reference: string;
  /** Wherever the clock was set, never more than the pause. */
  readonly leftMs: number;
}

/**
 * The pause in which check-ins are refused, if any: scanning again and again without approving keeps the machine from
 * others. A refused scan does not make it longer, and whoever approved ends it. `recent`: newest first.
 */
export function scanPauseAfter(recent: readonly PastSale[], nowMs: number): ScanPause | undefined {
  const tries = unapprovedScansIn(recent, nowMs);
  const [last] = tries;
  if (last === undefined || tries.length < FREE_SCANS) return undefined;
  const leftMs = Math.min(last.startedAtMs + SCAN_PAUSE_MS - nowMs, SCAN_PAUSE_MS);
  return { reference: last.reference, leftMs: Math.max(0, leftMs) };
}
