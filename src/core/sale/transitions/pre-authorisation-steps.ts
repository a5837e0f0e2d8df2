import { DEADLINES } from '../../time/deadlines.ts';
import { idempotencyKey } from '../../base/ids.ts';
import type { DenyReason } from '../../vend/controller.ts';
import { stay, type Step } from '../define-transition.ts';
import { denialOf } from '../denial.ts';
import type { SaleEffect } from '../effect.ts';
import type { SaleEvent, SaleEventOf } from '../event.ts';
import { askAgainWithoutLimit, isRefusedForAge } from './age-limit.ts';
import { factsOf, freshProgress, verifyNothingReserved } from '../settlement.ts';
import {
  NO_MONEY,
  type AwaitingApproval,
  type HeldSelection,
  type Offering,
  type Reserving,
  type SaleOutcome,
  type Settled,
  type Withdrawing,
} from '../state.ts';
import { remainingMs } from '../remaining-time.ts';
import { customerWindowLeftMs } from '../customer-window.ts';

export type PreAuthorisation = Reserving | AwaitingApproval;

export function beginSale(event: SaleEventOf<'customer.checkedIn'>): Step {
  const { ageMs: saidMs = 0, relayAtMs } = event;
  // A check-in of a clock that runs ahead was not made later than now.
  const ageMs = Math.max(0, saidMs);
  const state: Reserving = {
    name: 'reserving',
    reference: event.reference,
    checkInId: event.checkInId,
    currency: event.currency,
    terms: event.terms,
    startedAtMs: event.atMs,
    checkedInAtMs: event.atMs - ageMs,
    checkedInRelayMs: relayAtMs === undefined ? undefined : relayAtMs - ageMs,
    ageMs,
    sinceMs: event.atMs,
    requestedMinor: event.amountMinor,
    ageLimit: event.ageLimit,
    fallback: event.fallback,
    aggregate: NO_MONEY,
    captureByMs: undefined,
    held: event.held,
  };
  const create: SaleEffect = {
    kind: 'createPayment',
    reference: event.reference,
    amountMinor: event.amountMinor,
    currency: event.currency,
    isExactPrice: event.held !== undefined,
    key: idempotencyKey('create', event.reference, 1),
    minimumUserAge: event.ageLimit,
  };
  return { state, effects: [create, ...preAuthorisationDeadlines(state, event)] };
}

/** We wait for an approval no longer than the customer can still be there. */
function preAuthorisationDeadlines(
  sale: PreAuthorisation,
  event: SaleEvent,
): readonly SaleEffect[] {
  const leftMs = remainingMs(sale.terms.approvalMs, sale.sinceMs, event.atMs);
  const afterMs = Math.min(leftMs, customerWindowLeftMs(sale, event));
  const approval: SaleEffect = { kind: 'startDeadline', name: 'approval', afterMs };
  return sale.held === undefined ? [approval] : [approval, holdDeadline(sale.held, event.atMs)];
}

export function watchPayment(sale: PreAuthorisation | Offering, isUrgent: boolean): SaleEffect {
  return { kind: 'watchPayment', reference: sale.reference, isUrgent };
}

export function holdDeadline(held: HeldSelection, atMs: number): SaleEffect {
  return {
    kind: 'startDeadline',
    name: 'selectionHold',
    afterMs: Math.max(0, held.answerByMs - atMs),
  };
}

export function denyHeldSelection(
  { held }: Pick<PreAuthorisation, 'held'>,
  reason: DenyReason,
): readonly SaleEffect[] {
  if (held === undefined) return [];
  return [{ kind: 'denyVend', requestId: held.requestId, reason }];
}

export function forgetCustomerToken(sale: PreAuthorisation | Offering | Settled): SaleEffect {
  return { kind: 'forgetCustomerToken', reference: sale.reference };
}

export function onPaymentCreated(sale: Reserving, event: SaleEventOf<'payment.created'>): Step {
  const { fallback: _notNeeded, ...facts } = sale;
  const state: AwaitingApproval = { ...facts, name: 'awaitingApproval', sinceMs: event.atMs };
  return {
    state,
    effects: [
      forgetCustomerToken(sale),
      watchPayment(sale, false),
      ...preAuthorisationDeadlines(state, event),
    ],
  };
}

export function onCreateRefused(
  sale: Reserving,
  event: SaleEventOf<'payment.createRefused'>,
): Step {
  // An attempt without an answer may have created a payment: withdraw it first, so that the customer is not asked twice.
  if (event.isDoubtful === true) {
    const step = withdrawFrom(sale, 'createRefused', event);
    return { state: step.state, effects: [...step.effects, ...reviewOfRefusal(sale, event.code)] };
  }
  const { held, fallback: _used, ...facts } = sale;
  const again = askAgainWithoutLimit(sale, event);
  const denial = isRefusedForAge(sale, event) ? 'age-limit' : 'unpaid';
  const state: Settled = {
    ...facts,
    name: 'settled',
    sinceMs: event.atMs,
    outcome: again.length > 0 ? 'ageLimited' : 'createRefused',
    targetMinor: 0,
    vend: held,
    ...freshProgress(sale, event.atMs),
    isRefusalReviewed: true,
    receipt: 'none',
  };
  return {
    state,
    effects: [
      ...denyHeldSelection(sale, denial),
      // The next sale takes over the customer token before this one forgets it.
      ...again,
      forgetCustomerToken(sale),
      ...reviewOfRefusal(sale, event.code),
    ],
  };
}

/** The customer scans again (Vipps ePayment errors 4050-4070, 7010); everything else is for a person. */
const CUSTOMER_SCANS_AGAIN: readonly string[] = ['4050', '4060', '4070', '7010'];

function reviewOfRefusal(sale: PreAuthorisation, code: string): readonly SaleEffect[] {
  if (CUSTOMER_SCANS_AGAIN.includes(code)) return [];
  return [{ kind: 'addReview', reference: sale.reference, review: 'createRefused', detail: code }];
}

export function withdrawEffect({ reference, attempt }: Withdrawing): SaleEffect {
  const key = idempotencyKey('withdraw', reference, attempt);
  return { kind: 'withdrawPayment', reference, key };
}

interface WithdrawalTime {
  readonly atMs: number;
  /** So long the machine is still kept for this customer. */
  readonly leftMs: number;
}

/** Stops waiting for the customer. Vipps says whether we withdrew in time. */
export function withdraw(
  sale: PreAuthorisation | Offering | Settled,
  outcome: SaleOutcome,
  { atMs, leftMs }: WithdrawalTime,
): Step {
  const isOccupying = leftMs > 0;
  const afterMs = Math.min(DEADLINES.withdrawal, leftMs);
  const keep: SaleEffect = { kind: 'startDeadline', name: 'withdrawal', afterMs };
  const state: Withdrawing = {
    ...factsOf(sale, atMs),
    name: 'withdrawing',
    outcome,
    isOccupying,
    missing: 'no',
    attempt: sale.name === 'settled' ? sale.attempt + 1 : 1,
    outstandingSinceMs: atMs,
    warnings: 0,
  };
  return {
    state,
    effects: [
      forgetCustomerToken(sale),
      ...(sale.name === 'settled' ? [] : denyHeldSelection(sale, 'unpaid')),
      withdrawEffect(state),
      ...(isOccupying ? [keep] : []),
    ],
  };
}

/** The same, with the machine kept for as long as the customer can still be standing there. */
export function withdrawFrom(sale: PreAuthorisation, outcome: SaleOutcome, event: SaleEvent): Step {
  return withdraw(sale, outcome, { atMs: event.atMs, leftMs: customerWindowLeftMs(sale, event) });
}

/** How an unapproved payment ends, and the outcome of its sale. */
export const UNAPPROVED_ENDINGS = [
  { on: 'payment.aborted', outcome: 'declined', meaning: 'The customer declined' },
  { on: 'payment.expired', outcome: 'expired', meaning: 'Vipps gave up waiting' },
  { on: 'payment.terminated', outcome: 'movedElsewhere', meaning: 'Somebody else cancelled it' },
] as const;

export function endedUnapproved(sale: PreAuthorisation, outcome: SaleOutcome, atMs: number): Step {
  const step = verifyNothingReserved(sale, { outcome, vend: undefined }, atMs);
  return {
    state: step.state,
    effects: [forgetCustomerToken(sale), ...denyHeldSelection(sale, 'unpaid'), ...step.effects],
  };
}

/** A selection pressed before the approval (always idle) waits at the machine for the money. */
export function holdSelection(sale: PreAuthorisation, event: SaleEventOf<'vend.requested'>): Step {
  const { selection } = event;
  const reason = denialOf(sale, event, sale.requestedMinor);
  if (reason !== undefined) {
    return stay(sale, [{ kind: 'denyVend', requestId: selection.requestId, reason }]);
  }
  return stay({ ...sale, held: selection }, [holdDeadline(selection, event.atMs)]);
}

export function clearHeldSelection(sale: PreAuthorisation | Offering, requestId: string): Step {
  return stay(sale.held?.requestId === requestId ? { ...sale, held: undefined } : sale);
}

export function preAuthorisationDeadline(
  sale: PreAuthorisation,
  event: SaleEventOf<'deadline.passed'>,
): Step {
  if (event.deadline === 'approval') return withdrawFrom(sale, 'notApproved', event);
  if (event.deadline !== 'selectionHold') return stay(sale);
  return stay({ ...sale, held: undefined }, denyHeldSelection(sale, 'too-late'));
}

export function restartPreAuthorisation(
  sale: AwaitingApproval,
  event: SaleEventOf<'kiosk.restarted'>,
): Step {
  const state: AwaitingApproval = { ...sale, held: undefined };
  if (customerWindowLeftMs(sale, event) === 0) return withdrawFrom(state, 'restarted', event);
  return stay(state, [watchPayment(sale, false), ...preAuthorisationDeadlines(state, event)]);
}
