import type { PaymentReference } from '../base/ids.ts';
import type { Currency } from '../money/money.ts';
import type { DeadlineName } from '../time/deadlines.ts';
import type { DropConfirmation } from '../vend/device-controls.ts';
import type {
  Aggregate,
  Fallback,
  HeldSelection,
  OwnMovements,
  Refund,
  SaleTerms,
} from './state.ts';

/** How Vipps' refusal is to be understood (contract/vipps/error-class.ts). */
export type RefusalClass =
  /** It may work later with a new key. */
  | 'later'
  /** This sales unit captures only in full. */
  | 'fullCaptureOnly'
  /** The amount is not allowed. */
  | 'amount'
  /** Look at the payment and go on from there. */
  | 'look';

interface Circumstances {
  /** Wall clock, milliseconds since 1970. */
  readonly atMs: number;
  /** Whether this sale could make an offer to the machine right now. */
  readonly isMachineReady: boolean;
  /** How long the running program has known this sale, by a clock that never jumps. Absent in older journals. */
  readonly elapsedMs?: number | undefined;
  /** The relay's clock, where the running program has heard it. */
  readonly relayAtMs?: number | undefined;
}

/** Only a webhook says so: Vipps has not been asked yet. */
interface Hint {
  readonly isHint?: boolean | undefined;
}

/** Facts about the money, from Vipps. */
export type PaymentFact =
  | { readonly kind: 'payment.created' }
  /** `isDoubtful`: an earlier attempt got no answer and may have been carried out. */
  | {
      readonly kind: 'payment.createRefused';
      readonly code: string;
      readonly isDoubtful?: boolean | undefined;
    }
  | ({
      readonly kind: 'payment.authorized';
      readonly amountMinor: number;
      /** Until when Vipps guarantees the capture, wall clock; absent when it does not say. */
      readonly guaranteedUntilMs?: number | undefined;
    } & Hint)
  | ({ readonly kind: 'payment.aborted' } & Hint)
  | ({ readonly kind: 'payment.expired' } & Hint)
  | ({ readonly kind: 'payment.terminated' } & Hint)
  | { readonly kind: 'payment.notFound' }
  | { readonly kind: 'payment.captured'; readonly aggregate: Aggregate }
  | {
      readonly kind: 'payment.captureRefused';
      readonly refusal: RefusalClass;
      readonly code: string;
    }
  | { readonly kind: 'payment.released'; readonly aggregate: Aggregate }
  | {
      readonly kind: 'payment.releaseRefused';
      readonly refusal: RefusalClass;
      readonly code: string;
    }
  /**
   * Read back from Vipps. `foreign`: movements in its log that we did not order, such as `REFUNDED 500`. `own`: what
   * its log shows of our orders, where the sums lag behind.
   */
  | {
      readonly kind: 'payment.observed';
      readonly aggregate: Aggregate;
      readonly foreign?: readonly string[] | undefined;
      readonly own?: OwnMovements | undefined;
    }
  /** A webhook says that money has moved. `mayBeOurs`: a sale that has ordered a movement expects one like it. */
  | { readonly kind: 'payment.moved'; readonly mayBeOurs?: boolean | undefined }
  | { readonly kind: 'payment.refunded'; readonly aggregate: Aggregate }
  | { readonly kind: 'payment.refundRefused'; readonly code: string }
  | { readonly kind: 'receipt.posted' }
  | { readonly kind: 'receipt.refused'; readonly code: string };

/** Facts about the machine. */
export type VendFact =
  /** `refusal`: why the slot cannot be sold, judged from the catalogue; undefined when it can. */
  | {
      readonly kind: 'vend.requested';
      readonly selection: HeldSelection;
      readonly refusal: 'not-sellable' | undefined;
    }
  | { readonly kind: 'vend.approvalRefused'; readonly requestId: string }
  | {
      readonly kind: 'vend.succeeded';
      readonly requestId: string;
      /** Kept with the sale; absent where the machine does not say. */
      readonly proof?: DropConfirmation | undefined;
    }
  | { readonly kind: 'vend.failed'; readonly requestId: string }
  | { readonly kind: 'vend.cancelled'; readonly requestId: string }
  | { readonly kind: 'vend.unknown'; readonly requestId: string }
  | { readonly kind: 'session.refused' }
  /** The offered session is over; nothing of it is pending. */
  | { readonly kind: 'session.ended' }
  | { readonly kind: 'machine.lost' };

export type OtherFact =
  | {
      readonly kind: 'customer.checkedIn';
      readonly reference: PaymentReference;
      readonly checkInId: string;
      /** How old the check-in was then, by the relay's clock. Absent in older journals. */
      readonly ageMs?: number | undefined;
      readonly currency: Currency;
      readonly amountMinor: number;
      readonly terms: SaleTerms;
      readonly held: HeldSelection | undefined;
      /** Years; 0 or absent: no limit. */
      readonly ageLimit?: number | undefined;
      readonly fallback?: Fallback | undefined;
    }
  /** The relay told the customer no; the machine's yes came too late. */
  | { readonly kind: 'customer.turnedAway' }
  | { readonly kind: 'deadline.passed'; readonly deadline: DeadlineName }
  | { readonly kind: 'kiosk.restarted' }
  /** Another PC is this machine now; or, in a journal that this PC took over, this one is. */
  | { readonly kind: 'kiosk.replaced' }
  | { readonly kind: 'technician.resolved'; readonly decision: 'charge' | 'release' }
  | { readonly kind: 'refund.requested'; readonly refund: Refund };

/** A fact for one sale, in the past tense. */
export type SaleFact = PaymentFact | VendFact | OtherFact;
export type SaleEvent = SaleFact & Circumstances;
export type SaleEventKind = SaleFact['kind'];
export type SaleEventOf<Kind extends SaleEventKind> = Extract<SaleFact, { readonly kind: Kind }> &
  Circumstances;
