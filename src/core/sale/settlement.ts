import { lagPauseMs, settlementPauseMs, TRUST_A_GRANT_AFTER_MS } from '../time/deadlines.ts';
import { idempotencyKey } from '../base/ids.ts';
import { isBelowLeast } from '../money/money.ts';
import type { Step } from './define-transition.ts';
import type { SaleEffect } from './effect.ts';
import {
  latestOf,
  NO_REFUNDS,
  NOTHING_GRANTED,
  openReservationMinor,
  type Aggregate,
  type Capturing,
  type Releasing,
  type SaleOutcome,
  type Selection,
  type Settled,
  type StartedSale,
  type Verifying,
} from './state.ts';

type Settling = Capturing | Releasing | Verifying;

/** How a sale is to end. `vend`: the product that was chosen, if any. */
export interface SettlementGoal {
  readonly outcome: SaleOutcome;
  readonly vend: Selection | undefined;
}

/** The facts every state of a sale carries, without those of the state it is in. */
export function factsOf(sale: StartedSale, atMs: number): Omit<StartedSale, 'name'> {
  return {
    reference: sale.reference,
    checkInId: sale.checkInId,
    currency: sale.currency,
    terms: sale.terms,
    startedAtMs: sale.startedAtMs,
    checkedInAtMs: sale.checkedInAtMs,
    checkedInRelayMs: sale.checkedInRelayMs,
    ageMs: sale.ageMs,
    requestedMinor: sale.requestedMinor,
    ageLimit: sale.ageLimit,
    aggregate: sale.aggregate,
    captureByMs: sale.captureByMs,
    sinceMs: atMs,
  };
}

type Progress = Pick<
  Settled,
  | 'attempt'
  | 'granted'
  | 'laggingReadings'
  | 'isRefusalReviewed'
  | 'refunds'
  | 'outstandingSinceMs'
  | 'warnings'
>;

/** Starts a settlement. One that only changes its goal keeps its age, its keys and what Vipps confirmed. */
export function freshProgress(sale: StartedSale, atMs: number): Progress {
  const isOld = 'outstandingSinceMs' in sale && sale.name !== 'settled';
  return {
    attempt: 'attempt' in sale ? sale.attempt : 1,
    granted: 'granted' in sale ? sale.granted : NOTHING_GRANTED,
    laggingReadings: 0,
    isRefusalReviewed: false,
    refunds: 'refunds' in sale ? sale.refunds : NO_REFUNDS,
    outstandingSinceMs: isOld ? sale.outstandingSinceMs : atMs,
    warnings: isOld ? sale.warnings : 0,
  };
}

/** Gives everything back: the vend did not happen, or is not known to have happened. */
export function releaseAll(sale: StartedSale, goal: SettlementGoal, atMs: number): Step {
  return release({
    ...factsOf(sale, atMs),
    outcome: goal.outcome,
    vend: goal.vend,
    name: 'releasing',
    targetMinor: 0,
    ...freshProgress(sale, atMs),
  });
}

function release(state: Releasing): Step {
  return { state, effects: [releaseEffect(state)] };
}

/** Takes the price of the product that dropped. */
export function capturePrice(
  sale: StartedSale,
  goal: { readonly outcome: SaleOutcome; readonly vend: Selection },
  atMs: number,
): Step {
  const state: Capturing = {
    ...factsOf(sale, atMs),
    outcome: goal.outcome,
    vend: goal.vend,
    name: 'capturing',
    targetMinor: goal.vend.priceMinor,
    captureMinor: goal.vend.priceMinor,
    ...freshProgress(sale, atMs),
  };
  return { state, effects: [captureEffect(state)] };
}

/** Reads the payment back; acts at once on what it says. `targetMinor`: what shall be captured. */
export function fetchPayment(sale: StartedSale, goal: SettlementGoal, targetMinor: number): Step {
  const state: Verifying = {
    ...factsOf(sale, sale.sinceMs),
    outcome: goal.outcome,
    vend: goal.vend,
    name: 'verifying',
    targetMinor,
    ...freshProgress(sale, sale.sinceMs),
  };
  return { state, effects: [observeEffect(sale)] };
}

/** Reads the payment back: no money is expected to be reserved any more. */
export function verifyNothingReserved(sale: StartedSale, goal: SettlementGoal, atMs: number): Step {
  return fetchPayment({ ...sale, sinceMs: atMs }, goal, 0);
}

export function captureEffect(sale: Capturing): SaleEffect {
  return {
    kind: 'capturePayment',
    reference: sale.reference,
    amountMinor: sale.captureMinor,
    currency: sale.currency,
    key: idempotencyKey('capture', sale.reference, sale.attempt),
  };
}

export function releaseEffect(sale: Releasing): SaleEffect {
  return {
    kind: 'releasePayment',
    reference: sale.reference,
    key: idempotencyKey('release', sale.reference, sale.attempt),
  };
}

export function observeEffect(sale: StartedSale): SaleEffect {
  return { kind: 'observePayment', reference: sale.reference };
}

/** Vipps confirmed the order (2xx): sends the next one, or reads the payment back when none is left. */
export function onGranted(sale: Capturing | Releasing, told: Aggregate, atMs: number): Step {
  const { isCaptured, isReleased, sinceMs } = sale.granted;
  const believed: Settling = {
    ...sale,
    aggregate: latestOf(sale.aggregate, told),
    granted: {
      isCaptured: isCaptured || sale.name === 'capturing',
      isReleased: isReleased || sale.name === 'releasing',
      sinceMs: isCaptured || isReleased ? sinceMs : atMs,
    },
    sinceMs: atMs,
  };
  const order = nextMovement(believed, atMs);
  if (order === undefined) return readBack(believed);
  return order.isGranted ? waitForLaggingSums(believed, atMs) : order.give(sale.attempt);
}

/** The answer alone does not settle the sale: GETs the payment. */
function readBack(sale: Settling): Step {
  const state: Verifying = { ...settlementOf(sale), name: 'verifying' };
  return { state, effects: [observeEffect(sale)] };
}

/** Waits before asking Vipps again, longer each time, inside its rate limits. */
export function waitBeforeRetry(sale: Settling, atMs: number): Step {
  return waitThenReadBack(sale, atMs, settlementPauseMs(sale.attempt));
}

/** Vipps confirmed it and does not show it yet. That happens, so nobody is alerted. */
export function waitForLaggingSums(sale: Settling, atMs: number): Step {
  return waitThenReadBack(
    { ...sale, laggingReadings: sale.laggingReadings + 1 },
    atMs,
    lagPauseMs(sale.laggingReadings),
  );
}

function waitThenReadBack(sale: Settling, atMs: number, afterMs: number): Step {
  const state: Verifying = {
    ...settlementOf(sale),
    sinceMs: atMs,
    name: 'verifying',
  };
  return { state, effects: [{ kind: 'startDeadline', name: 'settlementRetry', afterMs }] };
}

function settlementOf(sale: Settling): Omit<Releasing, 'name'> {
  return {
    ...factsOf(sale, sale.sinceMs),
    outcome: sale.outcome,
    targetMinor: sale.targetMinor,
    vend: sale.vend,
    attempt: sale.attempt,
    granted: sale.granted,
    laggingReadings: sale.laggingReadings,
    isRefusalReviewed: sale.isRefusalReviewed,
    refunds: sale.refunds,
    outstandingSinceMs: sale.outstandingSinceMs,
    warnings: sale.warnings,
  };
}

interface NextMovement {
  /** Vipps confirmed it and does not show it yet. Send it again under the same key only. */
  readonly isGranted: boolean;
  /** Under the key of this attempt. */
  give(attempt: number): Step;
}

/** A capture that was granted long ago counts as shown, so that the rest can be released. */
function shownMinor({ granted, aggregate, targetMinor }: Settling, atMs: number): number {
  const isTrusted = granted.isCaptured && atMs - granted.sinceMs > TRUST_A_GRANT_AFTER_MS;
  return isTrusted ? Math.max(aggregate.capturedMinor, targetMinor) : aggregate.capturedMinor;
}

/** The capture or release that is still missing, from all that Vipps has said; undefined: none. */
function nextMovement(sale: Settling, atMs: number): NextMovement | undefined {
  const capturedMinor = shownMinor(sale, atMs);
  const open = openReservationMinor({ ...sale.aggregate, capturedMinor });
  const missing = sale.targetMinor - capturedMinor;
  const { vend, granted } = sale;
  // Vipps captures no amount this small: we release it, and a review entry shows that the sums differ.
  const canTake = missing > 0 && !isBelowLeast(missing, sale.currency);
  if (canTake && open >= missing && vend !== undefined) {
    const capture = {
      ...settlementOf(sale),
      vend,
      name: 'capturing',
      captureMinor: missing,
    } as const;
    return {
      isGranted: granted.isCaptured,
      give: (attempt) => {
        const state: Capturing = { ...capture, attempt };
        return { state, effects: [captureEffect(state)] };
      },
    };
  }
  if (open <= 0) return undefined;
  return {
    isGranted: granted.isReleased,
    give: (attempt) => release({ ...settlementOf(sale), name: 'releasing', attempt }),
  };
}

/**
 * What is to be done after a reading. Undefined: Vipps' own sums (`read`) show all that it has ever granted or said, and
 * nothing is missing.
 */
export function stepAfterReading(sale: Verifying, read: Aggregate, atMs: number): Step | undefined {
  const order = nextMovement(sale, atMs);
  if (order === undefined)
    return isReadingBehind(sale, read) ? waitForLaggingSums(sale, atMs) : undefined;
  return order.give(order.isGranted ? sale.attempt : sale.attempt + 1);
}

function isReadingBehind({ aggregate, granted, targetMinor }: Verifying, read: Aggregate): boolean {
  const isCaptureMissing = granted.isCaptured && read.capturedMinor < targetMinor;
  const isReleaseMissing = granted.isReleased && openReservationMinor(read) > 0;
  const sums = ['authorizedMinor', 'capturedMinor', 'cancelledMinor', 'refundedMinor'] as const;
  return isCaptureMissing || isReleaseMissing || sums.some((sum) => read[sum] < aggregate[sum]);
}

/** Vipps' sums differ from what we ordered: puts the sale on the review list. */
export function onMovedElsewhere(sale: Settled, foreign: readonly string[] = []): SaleEffect {
  const { capturedMinor, refundedMinor } = sale.aggregate;
  const sums = `captured ${String(capturedMinor)} of ${String(sale.targetMinor)}, refunded ${String(refundedMinor)}`;
  return {
    kind: 'addReview',
    reference: sale.reference,
    review: 'moneyMovedElsewhere',
    detail: [sums, ...foreign].join('; '),
  };
}
