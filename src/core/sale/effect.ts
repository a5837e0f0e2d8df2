import type { DeadlineName } from '../deadlines.ts';
import type { PaymentReference } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { DenyReason } from '../vend/controller.ts';
import type { Selection } from './state.ts';

/** Why an entry is on the technician's review list. */
export type ReviewKind =
  | 'unknownOutcome'
  | 'lateSuccess'
  | 'captureRefused'
  | 'receiptRefused'
  | 'moneyMovedElsewhere'
  | 'createRefused';

/** Orders to Vipps. `key` is the Idempotency-Key, known before the call. */
export type PaymentEffect =
  | {
      readonly kind: 'createPayment';
      readonly reference: PaymentReference;
      readonly amountMinor: number;
      readonly currency: Currency;
      readonly isExactPrice: boolean;
      readonly key: string;
    }
  /** Ask Vipps until the payment has left CREATED. */
  | { readonly kind: 'watchPayment'; readonly reference: PaymentReference }
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

/** What is written in the same commit as the event that caused it: happens exactly once. */
export type LedgerEffect =
  | { readonly kind: 'takeStock'; readonly selection: string }
  /** The count of this slot is not certain any more ("count me"). */
  | { readonly kind: 'markForCount'; readonly selection: string }
  | {
      readonly kind: 'addReview';
      readonly reference: PaymentReference;
      readonly review: ReviewKind;
      readonly detail: string;
    };

export interface DeadlineEffect {
  readonly kind: 'startDeadline';
  readonly name: DeadlineName;
  readonly afterMs: number;
}

/** An order, as data. Entering another state ends all deadlines that were running before. */
export type SaleEffect = PaymentEffect | MachineEffect | LedgerEffect | DeadlineEffect;

export function isLedgerEffect(effect: SaleEffect): effect is LedgerEffect {
  return (
    effect.kind === 'takeStock' || effect.kind === 'markForCount' || effect.kind === 'addReview'
  );
}
