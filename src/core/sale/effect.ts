import type { DeadlineName } from '../time/deadlines.ts';
import type { PaymentReference } from '../base/ids.ts';
import type { Currency } from '../money/money.ts';
import type { DenyReason } from '../vend/controller.ts';
import type { SaleFact } from './event.ts';
import type { Selection } from './state.ts';

/** Why an entry is on the technician's review list. */
export const REVIEW_KINDS = [
  'unknownOutcome',
  'assumedCapture',
  'lateSuccess',
  'captureRefused',
  'receiptRefused',
  'refundRefused',
  'moneyMovedElsewhere',
  'createRefused',
  'priceMismatch',
  'slotLatched',
  'settlementOverdue',
] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** Orders to Vipps. `key` is the Idempotency-Key, known before the call. */
export type PaymentEffect =
  | {
      readonly kind: 'createPayment';
      readonly reference: PaymentReference;
      readonly amountMinor: number;
      readonly currency: Currency;
      readonly isExactPrice: boolean;
      readonly key: string;
      /** Years; absent: anybody. */
      readonly minimumUserAge?: number | undefined;
    }
  /** Ask Vipps until the payment has left CREATED; `isUrgent`: at once, since somebody says that it has. */
  | {
      readonly kind: 'watchPayment';
      readonly reference: PaymentReference;
      readonly isUrgent: boolean;
    }
  /** Cancel, but only when it is not authorised (cancelTransactionOnly). */
  | {
      readonly kind: 'withdrawPayment';
      readonly reference: PaymentReference;
      readonly key: string;
    }
  | {
      readonly kind: 'capturePayment';
      readonly reference: PaymentReference;
      readonly amountMinor: number;
      readonly currency: Currency;
      readonly key: string;
    }
  | {
      readonly kind: 'refundPayment';
      readonly reference: PaymentReference;
      readonly amountMinor: number;
      readonly currency: Currency;
      readonly key: string;
      /** What is given back in all when this is done, minor units. */
      readonly sumMinor: number;
    }
  | { readonly kind: 'releasePayment'; readonly reference: PaymentReference; readonly key: string }
  | { readonly kind: 'observePayment'; readonly reference: PaymentReference }
  | {
      readonly kind: 'postReceipt';
      readonly reference: PaymentReference;
      readonly currency: Currency;
      readonly vend: Selection;
    }
  | { readonly kind: 'forgetCustomerToken'; readonly reference: PaymentReference };

/** Orders to the machine. */
export type MachineEffect =
  | { readonly kind: 'offerSession'; readonly creditMinor: number }
  | { readonly kind: 'endSession' }
  | { readonly kind: 'approveVend'; readonly requestId: string; readonly amountMinor: number }
  | { readonly kind: 'denyVend'; readonly requestId: string; readonly reason: DenyReason }
  | { readonly kind: 'recoverMachine' };

/** Changes to stock and review list. The runner writes them in the same commit as their event, so each happens exactly once. */
export type LedgerEffect =
  | { readonly kind: 'takeStock'; readonly selection: string }
  /** The count of this slot is not certain any more ("count me"). */
  | { readonly kind: 'markForCount'; readonly selection: string }
  /** Nothing is known to have dropped. `inARow`: such drops of this slot, this one included. */
  | { readonly kind: 'noteFailedDrop'; readonly selection: string; readonly inARow: number }
  /** The slot is out of sale until a technician clears it. */
  | { readonly kind: 'latchSlot'; readonly selection: string }
  | {
      readonly kind: 'addReview';
      readonly reference: PaymentReference;
      readonly review: ReviewKind;
      readonly detail: string;
      /** The slot it is about: a second open entry of this kind for the same slot says nothing new. */
      readonly selection?: string | undefined;
    };

/** `receiptMissing`: the customer sees no order details, which Vipps asks for. */
export type OperatorAlertKind = 'settlementOverdue' | 'captureDeadlineNear' | 'receiptMissing';

/** Tells the operator, through the relay. Doing it twice tells it once. */
export interface AlertEffect {
  readonly kind: 'alertOperator';
  readonly alert: OperatorAlertKind;
  readonly reference: PaymentReference;
  readonly sinceMs: number;
  /** What is still reserved or not yet charged, or what the missing receipt is about; minor units. */
  readonly amountMinor: number;
  readonly currency: Currency;
  /** What Vipps said, where there is one: what has the same reason on the same day is told once. */
  readonly code?: string | undefined;
}

/** Vipps refused the payment under its age limit: starts another sale for the same customer, without the limit. */
export interface AskAgainEffect {
  readonly kind: 'askAgain';
  readonly from: PaymentReference;
  readonly checkIn: Extract<SaleFact, { readonly kind: 'customer.checkedIn' }>;
}

export interface DeadlineEffect {
  readonly kind: 'startDeadline';
  readonly name: DeadlineName;
  readonly afterMs: number;
}

/** What a step orders, as data. Entering another state cancels all running deadlines. */
export type SaleEffect =
  PaymentEffect | MachineEffect | LedgerEffect | DeadlineEffect | AlertEffect | AskAgainEffect;

const LEDGER_KINDS: readonly SaleEffect['kind'][] = [
  'takeStock',
  'markForCount',
  'noteFailedDrop',
  'latchSlot',
  'addReview',
];

export function isLedgerEffect(effect: SaleEffect): effect is LedgerEffect {
  return LEDGER_KINDS.includes(effect.kind);
}
