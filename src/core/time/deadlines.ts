import type { Currency } from '../money/money.ts';

/**
 * Every wait of a sale, named. Milliseconds. The operator's settings override the first four within
 * bounds (core/settings/settings.ts); the others are fixed for the reason beside them.
 */
export const DEADLINES = {
  /** Customer approves in the app (design §3). Vipps itself gives up after 10 minutes. */
  approval: 120_000,
  /** Customer presses a selection after the offer (design §3). */
  selection: 60_000,
  /** Machine reports what became of an approved vend (design §3; a lift needs 90 s). */
  vendResult: 60_000,
  /** How long a withdrawal may keep the machine from the next customer. */
  withdrawal: 30_000,
  /** A create whose fate is unknown may still arrive at Vipps: ask again after this. */
  vanished: 60_000,
  /** An unknown outcome held for the technician is released by itself (design §4). */
  hold: 30 * 60_000,
  /** An unpaid selection of the machine; the driver names the real time with each request. */
  selectionHold: 58_000,
  /** Somebody is told of a debt that does not go away: the technician after this, the operator after ESCALATE_AFTER_MS. */
  settlementWarning: 3_600_000,
  /** A receipt that Vipps neither takes nor refuses for so long is told to the operator. */
  receiptWarning: 12 * 3_600_000,
  /** Pause before settlement asks Vipps again; grows with the attempts, see settlementPauseMs. */
  settlementRetry: 12_000,
} as const;

export type DeadlineName = keyof typeof DEADLINES;

/** A debt older than this is told to the operator. */
export const ESCALATE_AFTER_MS = 12 * 3_600_000;
/** The operator is told again so long before the money is gone. */
export const BEFORE_CAPTURE_DEADLINE_MS = 24 * 3_600_000;

const DAY_MS = 24 * 3_600_000;
/** What is not captured by then is cancelled by Vipps (vipps-api §4: capture deadline). */
const CAPTURE_DAYS: Readonly<Record<Currency, number>> = { NOK: 180, DKK: 14, EUR: 14 };

export function captureWindowMs(currency: Currency): number {
  return CAPTURE_DAYS[currency] * DAY_MS;
}

const LONGEST_PAUSE_MS = 15 * 60_000;

/** What Vipps has granted it may show minutes later: asked for no more rarely than this meanwhile. */
const LONGEST_LAG_PAUSE_MS = 60_000;
/** A capture that Vipps grants again and again and never shows: the rest is released all the same (design §4 rule 4). */
export const TRUST_A_GRANT_AFTER_MS = 10 * 60_000;

/** Pause before sums that lag behind are read again; `lags`: how often in a row they did. */
export function lagPauseMs(lags: number): number {
  return Math.min(settlementPauseMs(lags + 1), LONGEST_LAG_PAUSE_MS);
}

/**
 * Pause before attempt number `attempt` (1 = first repetition). Never under 12 s, so that capture and cancel
 * stay inside 5 calls a minute (Vipps ePayment rate limits), never over 15 minutes.
 */
export function settlementPauseMs(attempt: number): number {
  return Math.min(DEADLINES.settlementRetry * 2 ** Math.max(0, attempt - 1), LONGEST_PAUSE_MS);
}
