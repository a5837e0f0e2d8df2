import { captureWindowMs, DEADLINES } from '../../deadlines.ts';
import { idempotencyKey } from '../../ids.ts';
import { stay, type Step } from '../cell.ts';
import { denialOf } from '../denial.ts';
import type { SaleEffect } from '../effect.ts';
import type { SaleEventOf } from '../event.ts';
import { freshProgress, lookForNothing, releaseAll } from '../settlement.ts';
import {
  NO_MONEY,
  type AwaitingApproval,
  type HeldSelection,
  type Offering,
  type Reserving,
  type SaleOutcome,
  type Selection,
  type Settled,
  type Vending,
  type Withdrawing,
} from '../state.ts';
import { remainingMs } from '../time.ts';

type Waiting = Reserving | AwaitingApproval;

export function begin(event: SaleEventOf<'customer.checkedIn'>): Step {
  const state: Reserving = {
    name: 'reserving',
    reference: event.reference,
    checkInId: event.checkInId,
    currency: event.currency,
    terms: event.terms,
    startedAtMs: event.atMs,
    sinceMs: event.atMs,
    requestedMinor: event.amountMinor,
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
  };
  return { state, effects: [create, ...waitingDeadlines(state, event.atMs)] };
}

function waitingDeadlines(sale: Waiting, atMs: number): readonly SaleEffect[] {
  const afterMs = remainingMs(sale.terms.approvalMs, sale.sinceMs, atMs);
  const approval: SaleEffect = { kind: 'startDeadline', name: 'approval', afterMs };
  return sale.held === undefined ? [approval] : [approval, holdDeadline(sale.held, atMs)];
}

function holdDeadline(held: HeldSelection, atMs: number): SaleEffect {
  return {
    kind: 'startDeadline',
    name: 'selectionHold',
    afterMs: Math.max(0, held.answerByMs - atMs),
  };
}

function denyHeld(sale: Waiting, reason: 'unpaid' | 'too-late'): readonly SaleEffect[] {
  if (sale.held === undefined) return [];
  return [{ kind: 'denyVend', requestId: sale.held.requestId, reason }];
}

export function forget(sale: Waiting): SaleEffect {
  return { kind: 'forgetCustomerToken', reference: sale.reference };
}

export function created(sale: Reserving, event: SaleEventOf<'payment.created'>): Step {
  const state: AwaitingApproval = { ...sale, name: 'awaitingApproval', sinceMs: event.atMs };
  return {
    state,
    effects: [
      forget(sale),
      { kind: 'watchPayment', reference: sale.reference },
      ...waitingDeadlines(state, event.atMs),
    ],
  };
}

export function createRefused(sale: Reserving, event: SaleEventOf<'payment.createRefused'>): Step {
  const { held, ...facts } = sale;
  const state: Settled = {
    ...facts,
    name: 'settled',
    sinceMs: event.atMs,
    outcome: 'createRefused',
    targetMinor: 0,
    vend: held,
    ...freshProgress(sale, event.atMs),
    reported: true,
    receipt: 'none',
  };
  return {
    state,
    effects: [forget(sale), ...denyHeld(sale, 'unpaid'), ...reviewOfRefusal(sale, event.code)],
  };
}

/** The customer scans again (Vipps ePayment errors 4050-4070, 7010); everything else is for a person. */
const CUSTOMER_CODES: readonly string[] = ['4050', '4060', '4070', '7010'];

function reviewOfRefusal(sale: Waiting, code: string): readonly SaleEffect[] {
  if (CUSTOMER_CODES.includes(code)) return [];
  return [{ kind: 'addReview', reference: sale.reference, review: 'createRefused', detail: code }];
}

/** The reservation stands: sell what was already chosen, or offer the credit; release what was only a test. */
export function authorized(
  sale: Waiting | Withdrawing,
  event: SaleEventOf<'payment.authorized'>,
): Step {
  const held = sale.name === 'withdrawing' ? undefined : sale.held;
  const aggregate = { ...NO_MONEY, authorizedMinor: event.amountMinor };
  const captureByMs = Math.min(
    event.atMs + captureWindowMs(sale.currency),
    event.guaranteedUntilMs ?? Infinity,
  );
  const facts = { ...sale, aggregate, captureByMs, sinceMs: event.atMs };
  const isInTime = held !== undefined && event.atMs < held.answerByMs;
  const deny: readonly SaleEffect[] = sale.name === 'withdrawing' ? [] : denyHeld(sale, 'too-late');
  const isTest = sale.terms.isTest === true;
  if (isTest || !event.isMachineReady) {
    const outcome = isTest ? 'tested' : 'machineNotReady';
    const step = releaseAll(facts, { outcome, vend: undefined }, event.atMs);
    return { state: step.state, effects: [...deny, ...step.effects] };
  }
  if (held !== undefined && isInTime && held.priceMinor <= event.amountMinor) {
    return approve(toOffering(facts), held, event.atMs);
  }
  const effects: readonly SaleEffect[] = [
    ...deny,
    { kind: 'offerSession', creditMinor: event.amountMinor },
    { kind: 'startDeadline', name: 'selection', afterMs: sale.terms.selectionMs },
  ];
  return { state: toOffering(facts), effects };
}

function toOffering(sale: Waiting | Withdrawing): Offering {
  return {
    name: 'offering',
    reference: sale.reference,
    checkInId: sale.checkInId,
    currency: sale.currency,
    terms: sale.terms,
    startedAtMs: sale.startedAtMs,
    sinceMs: sale.sinceMs,
    requestedMinor: sale.requestedMinor,
    aggregate: sale.aggregate,
    captureByMs: sale.captureByMs,
    isReofferDue: false,
  };
}

/** The machine's price counts; a person should know that the catalogue and the sheet say another. */
function priceMismatch(sale: Offering, vend: Selection): readonly SaleEffect[] {
  if (vend.cataloguePriceMinor === undefined) return [];
  const review: SaleEffect = {
    kind: 'addReview',
    reference: sale.reference,
    review: 'priceMismatch',
    detail: `machine ${String(vend.priceMinor)}, catalogue ${String(vend.cataloguePriceMinor)}`,
    selection: vend.selection,
  };
  return [review];
}

/** One vend for this reservation: the approval is ordered only after this is in the journal. */
export function approve(sale: Offering, chosen: HeldSelection, atMs: number): Step {
  const { isReofferDue: _spent, ...facts } = sale;
  const { answerByMs: _passed, ...vend } = chosen;
  const state: Vending = { ...facts, name: 'vending', sinceMs: atMs, vend };
  return {
    state,
    effects: [
      ...priceMismatch(sale, vend),
      { kind: 'approveVend', requestId: vend.requestId, amountMinor: vend.priceMinor },
      { kind: 'startDeadline', name: 'vendResult', afterMs: sale.terms.vendResultMs },
    ],
  };
}

/** The customer is no longer waited for. Vipps says whether that came in time. */
export function withdraw(sale: Waiting, outcome: SaleOutcome, atMs: number): Step {
  const { held: _denied, ...facts } = sale;
  const state: Withdrawing = {
    ...facts,
    name: 'withdrawing',
    sinceMs: atMs,
    outcome,
    isOccupying: outcome !== 'restarted',
    missing: 'no',
    owedSinceMs: atMs,
    warnings: 0,
  };
  return {
    state,
    effects: [
      forget(sale),
      ...denyHeld(sale, 'unpaid'),
      {
        kind: 'withdrawPayment',
        reference: sale.reference,
        key: idempotencyKey('withdraw', sale.reference, 1),
      },
      { kind: 'startDeadline', name: 'withdrawal', afterMs: DEADLINES.withdrawal },
    ],
  };
}

export function endedUnapproved(sale: Waiting, outcome: SaleOutcome, atMs: number): Step {
  const step = lookForNothing(sale, { outcome, vend: undefined }, atMs);
  return {
    state: step.state,
    effects: [forget(sale), ...denyHeld(sale, 'unpaid'), ...step.effects],
  };
}

/** A selection pressed before the approval (always idle) waits at the machine for the money. */
export function hold(sale: Waiting, event: SaleEventOf<'vend.requested'>): Step {
  const { selection } = event;
  const reason = denialOf(sale, event, sale.requestedMinor);
  if (reason !== undefined) {
    return stay(sale, [{ kind: 'denyVend', requestId: selection.requestId, reason }]);
  }
  return stay({ ...sale, held: selection }, [holdDeadline(selection, event.atMs)]);
}

export function letGo(sale: Waiting, requestId: string): Step {
  return stay(sale.held?.requestId === requestId ? { ...sale, held: undefined } : sale);
}

export function waitingDeadline(sale: Waiting, event: SaleEventOf<'deadline.passed'>): Step {
  if (event.deadline === 'approval') return withdraw(sale, 'notApproved', event.atMs);
  if (event.deadline !== 'selectionHold') return stay(sale);
  return stay({ ...sale, held: undefined }, denyHeld(sale, 'too-late'));
}

export function restartWaiting(
  sale: AwaitingApproval,
  event: SaleEventOf<'kiosk.restarted'>,
): Step {
  const state: AwaitingApproval = { ...sale, held: undefined };
  return stay(state, [
    { kind: 'watchPayment', reference: sale.reference },
    ...waitingDeadlines(state, event.atMs),
  ]);
}
