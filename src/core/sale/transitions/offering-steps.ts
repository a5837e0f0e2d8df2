import { captureWindowMs } from '../../time/deadlines.ts';
import type { Step } from '../define-transition.ts';
import type { DenyReason } from '../../vend/controller.ts';
import { denialOf } from '../denial.ts';
import type { SaleEffect } from '../effect.ts';
import type { SaleEvent, SaleEventOf } from '../event.ts';
import { factsOf, verifyNothingReserved, releaseAll } from '../settlement.ts';
import {
  NO_MONEY,
  type HeldSelection,
  type Offering,
  type SaleOutcome,
  type Selection,
  type StartedSale,
  type Vending,
} from '../state.ts';
import { remainingMs } from '../remaining-time.ts';
import { customerWindowLeftMs } from '../customer-window.ts';
import {
  denyHeldSelection,
  holdDeadline,
  watchPayment,
  withdraw,
  type PreAuthorisation,
} from './pre-authorisation-steps.ts';
import type { Withdrawing } from '../state.ts';

type Approved = SaleEventOf<'payment.authorized'>;

/** Why an approval is given back at once, if it is. */
function refusalOf(sale: PreAuthorisation | Withdrawing, event: Approved): SaleOutcome | undefined {
  if (sale.terms.isTest === true) return 'tested';
  if (customerWindowLeftMs(sale, event) === 0) return 'notApproved';
  return event.isMachineReady ? undefined : 'machineNotReady';
}

function captureByMs(sale: PreAuthorisation | Withdrawing | Offering, event: Approved): number {
  const { atMs, guaranteedUntilMs = Infinity } = event;
  return Math.min(atMs + captureWindowMs(sale.currency), guaranteedUntilMs);
}

/** Vipps itself says that the payment is authorised: approves the held selection, or offers the credit; releases it when the customer has left. */
export function onAuthorized(sale: PreAuthorisation | Withdrawing, event: Approved): Step {
  const facts = {
    ...sale,
    aggregate: { ...NO_MONEY, authorizedMinor: event.amountMinor },
    captureByMs: captureByMs(sale, event),
    sinceMs: event.atMs,
  };
  const held = sale.name === 'withdrawing' ? undefined : sale.held;
  const outcome = refusalOf(sale, event);
  if (outcome !== undefined) {
    const step = releaseAll(facts, { outcome, vend: undefined }, event.atMs);
    return {
      state: step.state,
      effects: [...denyHeldSelection({ held }, 'too-late'), ...step.effects],
    };
  }
  const creditMinor = Math.min(sale.requestedMinor, event.amountMinor);
  const offer = toOffering(facts, { creditMinor, isConfirmed: true, held: undefined });
  if (
    held !== undefined &&
    isStillTimeFor(held, event) &&
    denialOfHeld(sale, held, creditMinor) === undefined
  ) {
    return approve(offer, held, event.atMs);
  }
  return {
    state: offer,
    effects: [
      ...denyHeldSelection({ held }, 'too-late'),
      { kind: 'offerSession', creditMinor },
      selectionDeadline(sale.terms.selectionMs),
    ],
  };
}

/**
 * A webhook says that the customer approved. We offer the credit and ask Vipps at once: the answer arrives while the customer
 * walks to the keypad. Nothing is vended before it.
 */
export function onForeignAuthorization(sale: PreAuthorisation, event: Approved): Step {
  const leftMs = customerWindowLeftMs(sale, event);
  const creditMinor = Math.min(sale.requestedMinor, event.amountMinor);
  const isWorthOffering = refusalOf(sale, event) === undefined && creditMinor > 0;
  if (!isWorthOffering) return { state: sale, effects: [watchPayment(sale, true)] };
  const held = sale.held !== undefined && isStillTimeFor(sale.held, event) ? sale.held : undefined;
  const facts = { ...sale, sinceMs: event.atMs };
  const wait: readonly SaleEffect[] =
    held === undefined
      ? [...denyHeldSelection(sale, 'too-late'), { kind: 'offerSession', creditMinor }]
      : [holdDeadline(held, event.atMs)];
  return {
    state: toOffering(facts, { creditMinor, isConfirmed: false, held }),
    effects: [
      watchPayment(sale, true),
      ...wait,
      selectionDeadline(Math.min(sale.terms.selectionMs, leftMs)),
    ],
  };
}

function denialOfHeld(
  sale: StartedSale,
  selection: HeldSelection,
  mostMinor: number,
): DenyReason | undefined {
  return denialOf(sale, { selection, refusal: undefined }, mostMinor);
}

function isStillTimeFor(held: HeldSelection, { atMs }: SaleEvent): boolean {
  return atMs < held.answerByMs;
}

function selectionDeadline(afterMs: number): SaleEffect {
  return { kind: 'startDeadline', name: 'selection', afterMs };
}

function toOffering(
  sale: PreAuthorisation | Withdrawing,
  offer: Pick<Offering, 'creditMinor' | 'isConfirmed' | 'held'>,
): Offering {
  return { ...factsOf(sale, sale.sinceMs), ...offer, name: 'offering', isReofferDue: false };
}

/** Vipps' own answer: now what was chosen can be vended. Too late for whoever scanned: given back. */
export function onAuthorizationConfirmed(sale: Offering, event: Approved): Step {
  const isFirst = sale.aggregate.authorizedMinor === 0;
  const creditMinor = Math.min(sale.requestedMinor, event.amountMinor);
  const seen: Offering = {
    ...sale,
    aggregate: { ...NO_MONEY, authorizedMinor: event.amountMinor },
    captureByMs: isFirst ? captureByMs(sale, event) : sale.captureByMs,
    creditMinor,
    isConfirmed: true,
  };
  if (isTooLate(sale, event)) return closeOffer(seen, 'notApproved', event.atMs);
  const { held } = seen;
  if (
    held !== undefined &&
    isStillTimeFor(held, event) &&
    denialOfHeld(sale, held, creditMinor) === undefined
  ) {
    return approve(seen, held, event.atMs);
  }
  const leftMs = remainingMs(sale.terms.selectionMs, sale.sinceMs, event.atMs);
  const state: Offering = { ...seen, held: undefined, isReofferDue: isReofferDueAfter(seen) };
  const reason = held === undefined ? undefined : denialOfHeld(sale, held, creditMinor);
  return {
    state,
    effects: [...denyHeldSelection(seen, reason ?? 'too-late'), selectionDeadline(leftMs)],
  };
}

/** Vipps has confirmed nothing, and the customer who scanned cannot be there any more. */
export function isTooLate(sale: Offering, event: SaleEvent): boolean {
  return sale.aggregate.authorizedMinor === 0 && customerWindowLeftMs(sale, event) === 0;
}

/** A denial ends the machine's session. */
function isReofferDueAfter(sale: Offering): boolean {
  return sale.isReofferDue || sale.held !== undefined;
}

/** The chosen product can wait no longer: the machine has to be answered. */
export function onSelectionHoldExpired(sale: Offering): Step {
  const state: Offering = { ...sale, held: undefined, isReofferDue: isReofferDueAfter(sale) };
  return { state, effects: denyHeldSelection(sale, 'too-late') };
}

/** Takes back what was offered: released when Vipps has said that it is reserved, else withdrawn. */
export function endOffer(sale: Offering, outcome: SaleOutcome, atMs: number): Step {
  const isReserved = sale.aggregate.authorizedMinor > 0;
  const step = isReserved
    ? releaseAll(sale, { outcome, vend: undefined }, atMs)
    : withdraw(sale, outcome, { atMs, leftMs: 0 });
  return { state: step.state, effects: [...denyHeldSelection(sale, 'too-late'), ...step.effects] };
}

/** The same while the machine still shows the credit. */
export function closeOffer(sale: Offering, outcome: SaleOutcome, atMs: number): Step {
  const step = endOffer({ ...sale, held: undefined }, outcome, atMs);
  return {
    state: step.state,
    effects: [...denyHeldSelection(sale, 'too-late'), { kind: 'endSession' }, ...step.effects],
  };
}

/** Vipps says that the money is not there any more, or that somebody else has moved it: look, and release the rest. */
export function onMoneyGone(sale: Offering, outcome: SaleOutcome, atMs: number): Step {
  const step = verifyNothingReserved(sale, { outcome, vend: undefined }, atMs);
  return {
    state: step.state,
    effects: [...denyHeldSelection(sale, 'unpaid'), { kind: 'endSession' }, ...step.effects],
  };
}

/** The machine's price counts. A review entry says that catalogue and sheet show another one. */
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
  const { answerByMs: _passed, ...vend } = chosen;
  const state: Vending = { ...factsOf(sale, atMs), name: 'vending', vend };
  return {
    state,
    effects: [
      ...priceMismatch(sale, vend),
      { kind: 'approveVend', requestId: vend.requestId, amountMinor: vend.priceMinor },
      { kind: 'startDeadline', name: 'vendResult', afterMs: sale.terms.vendResultMs },
    ],
  };
}
