import { settlementPauseMs } from '../deadlines.ts';
import { idempotencyKey } from '../ids.ts';
import { isBelowLeast } from '../money.ts';
import type { Step } from './cell.ts';
import type { SaleEffect } from './effect.ts';
import {
  NO_REFUNDS,
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

/** What the rest of a sale works towards. `vend` is the product the sale was about, if any. */
export interface Goal {
  readonly outcome: SaleOutcome;
  readonly vend: Selection | undefined;
}

/** The facts every state of a sale carries, without those of the state it is in. */
function factsOf(sale: StartedSale, atMs: number): Omit<StartedSale, 'name'> {
  return {
    reference: sale.reference,
    checkInId: sale.checkInId,
    currency: sale.currency,
    terms: sale.terms,
    startedAtMs: sale.startedAtMs,
    requestedMinor: sale.requestedMinor,
    aggregate: sale.aggregate,
    captureByMs: sale.captureByMs,
    sinceMs: atMs,
  };
}

type Progress = Pick<Settled, 'attempt' | 'reported' | 'refunds' | 'owedSinceMs' | 'warnings'>;

/** A settlement that begins; one that only changes its aim keeps its age. */
export function freshProgress(sale: StartedSale, atMs: number): Progress {
  const isOld = 'owedSinceMs' in sale && sale.name !== 'settled';
  return {
    attempt: 1,
    reported: false,
    refunds: 'refunds' in sale ? sale.refunds : NO_REFUNDS,
    owedSinceMs: isOld ? sale.owedSinceMs : atMs,
    warnings: isOld ? sale.warnings : 0,
  };
}

/** Gives everything back: the vend did not happen, or is not known to have happened. */
export function releaseAll(sale: StartedSale, goal: Goal, atMs: number): Step {
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
  return { state, effects: [releaseOrder(state)] };
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
  return { state, effects: [captureOrder(state)] };
}

/** Reads the payment back; acts at once on what it says. `targetMinor`: what shall be captured. */
export function look(sale: StartedSale, goal: Goal, targetMinor: number): Step {
  const state: Verifying = {
    ...factsOf(sale, sale.sinceMs),
    outcome: goal.outcome,
    vend: goal.vend,
    name: 'verifying',
    targetMinor,
    isDoubtful: true,
    ...freshProgress(sale, sale.sinceMs),
  };
  return { state, effects: [observeOrder(sale)] };
}

/** Reads the payment back: no money is expected to be reserved any more. */
export function lookForNothing(sale: StartedSale, goal: Goal, atMs: number): Step {
  return look({ ...sale, sinceMs: atMs }, goal, 0);
}

export function captureOrder(sale: Capturing): SaleEffect {
  return {
    kind: 'capturePayment',
    reference: sale.reference,
    amountMinor: sale.captureMinor,
    currency: sale.currency,
    key: idempotencyKey('capture', sale.reference, sale.attempt),
  };
}

export function releaseOrder(sale: Releasing): SaleEffect {
  return {
    kind: 'releasePayment',
    reference: sale.reference,
    key: idempotencyKey('release', sale.reference, sale.attempt),
  };
}

export function observeOrder(sale: StartedSale): SaleEffect {
  return { kind: 'observePayment', reference: sale.reference };
}

/** After Vipps did as it was told: the next order, or reading back when none is left. */
export function proceed(sale: Settling, aggregate: Aggregate, atMs: number): Step {
  const told = { ...sale, aggregate, sinceMs: atMs };
  const order = nextOrder(told, sale.attempt);
  if (order === undefined || order.state.name === sale.name) return readBack(told, order);
  return order;
}

/**
 * The answer is not proof enough: GET the payment. At once when all is as it should be, after a pause when the
 * answer to our order did not show its effect.
 */
function readBack(sale: Settling, order: Step | undefined): Step {
  if (order !== undefined) return pause(sale, sale.sinceMs);
  const state: Verifying = { ...settlementOf(sale), name: 'verifying', isDoubtful: false };
  return { state, effects: [observeOrder(sale)] };
}

/** Waits before asking Vipps again, longer each time, inside its rate limits. */
export function pause(sale: Settling, atMs: number): Step {
  const state: Verifying = {
    ...settlementOf(sale),
    sinceMs: atMs,
    name: 'verifying',
    isDoubtful: true,
  };
  const afterMs = settlementPauseMs(sale.attempt);
  return { state, effects: [{ kind: 'startDeadline', name: 'settlementRetry', afterMs }] };
}

function settlementOf(sale: Settling): Omit<Releasing, 'name'> {
  return {
    ...factsOf(sale, sale.sinceMs),
    outcome: sale.outcome,
    targetMinor: sale.targetMinor,
    vend: sale.vend,
    attempt: sale.attempt,
    reported: sale.reported,
    refunds: sale.refunds,
    owedSinceMs: sale.owedSinceMs,
    warnings: sale.warnings,
  };
}

/** What the money still needs, judged from what Vipps says; undefined when nothing. */
export function nextOrder(sale: Settling, attempt: number): Step | undefined {
  const open = openReservationMinor(sale.aggregate);
  const missing = sale.targetMinor - sale.aggregate.capturedMinor;
  // What Vipps never captures is given back, and a person sees that the sums differ.
  const canTake = missing > 0 && !isBelowLeast(missing, sale.currency);
  if (canTake && open >= missing && sale.vend !== undefined) {
    const state: Capturing = {
      ...settlementOf(sale),
      vend: sale.vend,
      name: 'capturing',
      captureMinor: missing,
      attempt,
    };
    return { state, effects: [captureOrder(state)] };
  }
  if (open > 0) return release({ ...settlementOf(sale), name: 'releasing', attempt });
  return undefined;
}

/** Vipps says something else than we ordered: a person gets to know. */
export function movedElsewhere(sale: Settled, foreign: readonly string[] = []): SaleEffect {
  const { capturedMinor, refundedMinor } = sale.aggregate;
  const sums = `captured ${String(capturedMinor)} of ${String(sale.targetMinor)}, refunded ${String(refundedMinor)}`;
  return {
    kind: 'addReview',
    reference: sale.reference,
    review: 'moneyMovedElsewhere',
    detail: [sums, ...foreign].join('; '),
  };
}
