import type { PaymentReference } from '../base/ids.ts';
import type { Currency } from '../money/money.ts';

/** What to do when it is not known whether an approved vend dropped anything (design §4). */
export const UNKNOWN_OUTCOME_POLICIES = ['release', 'capture', 'review'] as const;
export type UnknownOutcomePolicy = (typeof UNKNOWN_OUTCOME_POLICIES)[number];

/** Settings as they were when the sale began: a change counts from the next sale on. */
export interface SaleTerms {
  readonly approvalMs: number;
  readonly selectionMs: number;
  readonly vendResultMs: number;
  readonly onUnknownOutcome: UnknownOutcomePolicy;
  /** Whether a receipt is posted (Order Management is switched on for the sales unit). */
  readonly postReceipt: boolean;
  /** Failed drops in a row after which a slot is latched; 0 or absent: never. */
  readonly latchAfterFailures?: number | undefined;
  /** A technician's test: all of it is released as soon as it is approved, and nothing is offered. */
  readonly isTest?: boolean | undefined;
}

/** One product choice at the machine, with what the catalogue knows about it. */
export interface Selection {
  readonly requestId: string;
  /** The slot's label, as on the keypad. Absent when the machine does not say which slot. */
  readonly selection: string | undefined;
  readonly item: number | undefined;
  readonly product: string;
  /** Price including VAT, minor units: the machine's where the machine owns prices. */
  readonly priceMinor: number;
  /** Hundredths of a percent. */
  readonly vatRate: number;
  /** What our catalogue says, minor units, where the machine asks another price. */
  readonly cataloguePriceMinor?: number | undefined;
  /** Drops of this slot that failed in a row before this one. */
  readonly earlierFailures?: number | undefined;
  /** Years; 0 or absent: anybody may have it. */
  readonly minimumAge?: number | undefined;
}

/** A selection pressed before the reservation stood (always idle); the machine waits for our answer. */
export interface HeldSelection extends Selection {
  /** Wall-clock time after which it must not be approved any more. */
  readonly answerByMs: number;
}

/** The money of one payment as Vipps reports it, minor units. */
export interface Aggregate {
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly cancelledMinor: number;
  readonly refundedMinor: number;
}

/** What the log of a payment shows of the orders that were ours, minor units. */
export type OwnMovements = Pick<Aggregate, 'capturedMinor' | 'cancelledMinor' | 'refundedMinor'>;

export type SaleOutcome =
  | 'sold'
  | 'noSelection'
  | 'vendFailed'
  | 'vendCancelled'
  | 'unknownReleased'
  | 'unknownCharged'
  | 'machineNotReady'
  /** A technician's test, released on purpose. */
  | 'tested'
  | 'notApproved'
  | 'declined'
  | 'expired'
  | 'turnedAway'
  | 'restarted'
  | 'createRefused'
  /** Refused under its age limit, and asked once more without it: the sale that follows. */
  | 'ageLimited'
  /** A product dropped after the money had been given back. */
  | 'droppedUncharged'
  /** The product dropped and Vipps would not take its price. */
  | 'captureRefused'
  | 'movedElsewhere';

interface SaleFacts {
  readonly reference: PaymentReference;
  /** Hash of the customerToken: recognises a repeated check-in. */
  readonly checkInId: string;
  readonly currency: Currency;
  readonly terms: SaleTerms;
  readonly startedAtMs: number;
  /** When the customer scanned: by this computer's clock, and by the relay's where it was heard. */
  readonly checkedInAtMs: number;
  readonly checkedInRelayMs: number | undefined;
  /** How long ago that was when the running program took up the sale; Infinity: its clock makes no sense. */
  readonly ageMs: number;
  /** When this state was entered. */
  readonly sinceMs: number;
  /** What the customer was asked to reserve, minor units. */
  readonly requestedMinor: number;
  /** Vipps lets nobody younger pay this payment (minimumUserAge), years; 0 or absent: no limit. */
  readonly ageLimit?: number | undefined;
  /** The last word of Vipps about the money. */
  readonly aggregate: Aggregate;
  /** The last moment to capture: the market's capture deadline or the end of Vipps' guarantee, wall clock. */
  readonly captureByMs: number | undefined;
}

/** A settlement that we tell somebody about when it takes too long (sale/overdue-alerts.ts). */
interface OverdueWatch {
  /** When the money should have been moved. */
  readonly outstandingSinceMs: number;
  /** How many alerts went out: to the technician, to the operator, to the operator again. */
  readonly warnings: number;
}

/** A refund on its way to Vipps. */
export interface Refund {
  /** Names the order for ever: the same one is never carried out twice. */
  readonly refundId: string;
  /** Minor units. */
  readonly amountMinor: number;
  readonly reason: string;
  /** Who ordered it. */
  readonly by: string;
}

/** What was given back after the sale, on a person's order. */
export interface Refunds {
  readonly pending: Refund | undefined;
  /** Orders that have come to an end, refused ones included. */
  readonly endedIds: readonly string[];
  /** What was given back by us, minor units. */
  readonly sumMinor: number;
}

/** Captures and releases that Vipps confirmed. Its sums may show them only minutes later. */
export interface Granted {
  readonly isCaptured: boolean;
  readonly isReleased: boolean;
  /** When the first was, wall clock. */
  readonly sinceMs: number;
}

/** What remains to be done with an authorised payment. */
interface Settlement extends OverdueWatch {
  readonly outcome: SaleOutcome;
  /** What Vipps shall have captured in the end: the price, or 0. */
  readonly targetMinor: number;
  readonly vend: Selection | undefined;
  /** Names the next idempotency key; rises when an attempt was refused for good, never after a success. */
  readonly attempt: number;
  readonly granted: Granted;
  /** How many readings in a row did not show yet what Vipps had confirmed. */
  readonly laggingReadings: number;
  /** A refusal has been put on the review list. */
  readonly isRefusalReviewed: boolean;
  readonly refunds: Refunds;
}

export interface Idle {
  readonly name: 'idle';
}
/** What to ask for once more, without the age limit, when Vipps refuses the customer under it. */
export interface Fallback {
  readonly reference: PaymentReference;
  /** Minor units. */
  readonly amountMinor: number;
}
export interface Reserving extends SaleFacts {
  readonly name: 'reserving';
  readonly held: HeldSelection | undefined;
  readonly fallback?: Fallback | undefined;
}
export interface AwaitingApproval extends SaleFacts {
  readonly name: 'awaitingApproval';
  readonly held: HeldSelection | undefined;
}
export interface Withdrawing extends SaleFacts, OverdueWatch {
  readonly name: 'withdrawing';
  readonly outcome: SaleOutcome;
  /** Still keeps the machine from other customers, and an approval is honoured. */
  readonly isOccupying: boolean;
  /** Vipps does not know the payment: a create on its way may still arrive. */
  readonly missing: 'no' | 'waiting' | 'checking';
  /** Names the next idempotency key. */
  readonly attempt: number;
}
export interface Offering extends SaleFacts {
  readonly name: 'offering';
  /** What the customer may spend, minor units: never more than was requested, nor than Vipps says. */
  readonly creditMinor: number;
  /** Vipps itself has said, when asked, that this is reserved and untouched. Nothing is vended before. */
  readonly isConfirmed: boolean;
  /** Chosen before that; the machine waits for our answer. */
  readonly held: HeldSelection | undefined;
  /** A denial ends the machine's session; the offer is made again when it does. */
  readonly isReofferDue: boolean;
}
export interface Vending extends SaleFacts {
  readonly name: 'vending';
  readonly vend: Selection;
}
export interface Held extends SaleFacts {
  readonly name: 'held';
  readonly vend: Selection;
}
export interface Capturing extends SaleFacts, Settlement {
  readonly name: 'capturing';
  readonly vend: Selection;
  /** Amount of this capture, minor units. */
  readonly captureMinor: number;
}
export interface Releasing extends SaleFacts, Settlement {
  readonly name: 'releasing';
}
export interface Verifying extends SaleFacts, Settlement {
  readonly name: 'verifying';
}
export interface Settled extends SaleFacts, Settlement {
  readonly name: 'settled';
  readonly receipt: 'none' | 'pending' | 'posted' | 'refused';
}

export const NOTHING_GRANTED: Granted = { isCaptured: false, isReleased: false, sinceMs: 0 };
export const NO_REFUNDS: Refunds = { pending: undefined, endedIds: [], sumMinor: 0 };

/** One sale, closed union. `idle` is the sale that has not begun. */
export type SaleState =
  | Idle
  | Reserving
  | AwaitingApproval
  | Withdrawing
  | Offering
  | Vending
  | Held
  | Capturing
  | Releasing
  | Verifying
  | Settled;

export type SaleStateName = SaleState['name'];
export type StartedSale = Exclude<SaleState, Idle>;
export type SaleStateOf<Name extends SaleStateName> = Extract<SaleState, { readonly name: Name }>;

export const NO_MONEY: Aggregate = {
  authorizedMinor: 0,
  capturedMinor: 0,
  cancelledMinor: 0,
  refundedMinor: 0,
};

/** Whether the sale keeps the machine from the next customer. */
export function occupiesMachine(sale: SaleState): boolean {
  switch (sale.name) {
    case 'reserving':
    case 'awaitingApproval':
    case 'offering':
    case 'vending':
      return true;
    case 'withdrawing':
      return sale.isOccupying;
    default:
      return false;
  }
}

/** Nothing is left to do, receipt and refund included. */
export function isClosed(sale: SaleState): boolean {
  return (
    sale.name === 'settled' && sale.receipt !== 'pending' && sale.refunds.pending === undefined
  );
}

/** The later of two readings, whichever came first: the sums of a payment only ever grow. */
export function latestOf(one: Aggregate, other: Partial<Aggregate>): Aggregate {
  const later = (sum: keyof Aggregate): number => Math.max(one[sum], other[sum] ?? 0);
  return {
    authorizedMinor: later('authorizedMinor'),
    capturedMinor: later('capturedMinor'),
    cancelledMinor: later('cancelledMinor'),
    refundedMinor: later('refundedMinor'),
  };
}

/** Nothing of a reservation has been captured, released or given back. */
export function isUntouched(aggregate: Aggregate): boolean {
  const { capturedMinor, cancelledMinor, refundedMinor } = aggregate;
  return capturedMinor === 0 && cancelledMinor === 0 && refundedMinor === 0;
}

/** What stays reserved at Vipps, minor units. */
export function openReservationMinor(aggregate: Aggregate): number {
  return aggregate.authorizedMinor - aggregate.capturedMinor - aggregate.cancelledMinor;
}
