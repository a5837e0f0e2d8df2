import type { PaymentReference } from '../base/ids.ts';
import type { Currency, Market } from '../money/money.ts';
import type { CancelSignal, Unsubscribe } from '../base/ports.ts';
import type { Result } from '../base/result.ts';
import type { OperatorAlertKind } from '../sale/effect.ts';
import type { PaymentFact } from '../sale/event.ts';
import type { LinkState } from '../vend/controller.ts';

export interface CreateOrder {
  readonly reference: PaymentReference;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** The customer pays this very price: nothing is released afterwards. */
  readonly isExactPrice: boolean;
  readonly key: string;
  /** Vipps lets nobody younger pay, years; 0 or absent: anybody. */
  readonly minimumUserAge?: number | undefined;
}

export interface CaptureOrder {
  readonly reference: PaymentReference;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly key: string;
}

export interface RefundOrder extends CaptureOrder {
  /** What is given back in all when this is done, minor units. */
  readonly sumMinor: number;
}

export interface KeyedOrder {
  readonly reference: PaymentReference;
  readonly key: string;
}

export interface ReceiptOrder {
  readonly reference: PaymentReference;
  readonly currency: Currency;
  readonly product: string;
  readonly productId: string;
  readonly priceMinor: number;
  /** Hundredths of a percent. */
  readonly vatRate: number;
}

/**
 * Vipps through the relay. Each call keeps trying, under the same key and inside the rate limits, until
 * there is a definite answer, and gives it as a fact. It gives undefined only when `signal` ended it.
 * Calls for one payment run one after another.
 */
export interface PaymentGateway {
  createPayment(order: CreateOrder, signal: CancelSignal): Promise<PaymentFact | undefined>;
  /**
   * Polls until the payment has left CREATED: authorized and untouched, observed when somebody has moved its money,
   * aborted, expired, terminated or notFound. The first question is asked at once when it is urgent.
   */
  watchPayment(
    reference: PaymentReference,
    signal: CancelSignal,
    isUrgent: boolean,
  ): Promise<PaymentFact | undefined>;
  /** Cancel with cancelTransactionOnly: terminated, authorized (6060), aborted, expired or notFound. */
  withdrawPayment(order: KeyedOrder, signal: CancelSignal): Promise<PaymentFact | undefined>;
  capturePayment(order: CaptureOrder, signal: CancelSignal): Promise<PaymentFact | undefined>;
  refundPayment(order: RefundOrder, signal: CancelSignal): Promise<PaymentFact | undefined>;
  releasePayment(order: KeyedOrder, signal: CancelSignal): Promise<PaymentFact | undefined>;
  /** GET: observed or notFound. */
  observePayment(
    reference: PaymentReference,
    signal: CancelSignal,
  ): Promise<PaymentFact | undefined>;
  postReceipt(order: ReceiptOrder, signal: CancelSignal): Promise<PaymentFact | undefined>;
  /** A call that waits to be repeated for this payment is made now. False: none waits. */
  tryNow(reference: PaymentReference): boolean;
  /** The token of a customer whose create was refused is used for another sale. */
  handOnCustomerToken(from: PaymentReference, to: PaymentReference): void;
  /** Drops the customer's token of a sale; a create of that sale can no longer be sent. */
  forgetCustomerToken(reference: PaymentReference): void;
}

/** What the relay knows of the sales unit, told at enrolment and at each connection. */
export interface SalesTerms {
  readonly merchantSerialNumber: string;
  readonly market: Market;
  readonly currency: Currency;
  readonly userFlow: 'PUSH_MESSAGE' | 'WEB_REDIRECT';
  readonly returnUrl: string | undefined;
  readonly partialCapture: boolean;
  readonly orderManagement: boolean;
  /** Minor units. */
  readonly maxAmountCapMinor: number;
}

export interface CheckIn {
  readonly checkInId: string;
  readonly customerToken: string;
  /** Judged by the relay's clock, milliseconds. */
  readonly ageMs: number;
}

export interface CheckInAnswer {
  readonly accepted: boolean;
  readonly reason: string | undefined;
}

export type RelayEvent =
  | { readonly kind: 'link'; readonly state: LinkState; readonly detail: string }
  | {
      readonly kind: 'welcome';
      readonly terms: SalesTerms;
      readonly location: string;
      /** Kiosk clock minus relay clock. */
      readonly clockOffsetMs: number;
    }
  | { readonly kind: 'latency'; readonly roundTripMs: number }
  | { readonly kind: 'checkInVoid'; readonly checkInId: string }
  /** While a proof scan is awaited: somebody scanned the sticker of another machine of the sales unit. */
  | { readonly kind: 'scanElsewhere'; readonly machineId: string; readonly location: string }
  /** A verified webhook about one of this machine's payments. */
  | {
      readonly kind: 'payment';
      readonly reference: PaymentReference;
      readonly fact: PaymentFact;
    };

export interface RelayPresence {
  readonly state: 'ready' | 'busy' | 'notReady';
  readonly reasons: readonly string[];
}

export interface OperatorAlert {
  readonly alert: OperatorAlertKind;
  readonly reference: PaymentReference;
  readonly sinceMs: number;
  /** Minor units. */
  readonly amountMinor: number;
  readonly currency: Currency;
  /** What Vipps said, where there is one. */
  readonly code?: string | undefined;
}

/** The way to the operator. */
export interface OperatorAlerts {
  /** Keeps trying until the relay has it, or the program ends; the same alert twice is told once. */
  raise(alert: OperatorAlert): void;
}

/** The link to the relay. */
export interface RelayFeed extends OperatorAlerts {
  /** A payment event is acknowledged after every listener returned without throwing. */
  onEvent(listener: (event: RelayEvent) => void): Unsubscribe;
  /** Decides, at once and for good, on a check-in. Set before `start`. */
  onCheckIn(decide: (checkIn: CheckIn) => CheckInAnswer): void;
  start(): void;
  stop(): Promise<void>;
  /** Sent with the heartbeat, and at once when it differs from the last. */
  reportPresence(presence: RelayPresence): void;
  /** Scans at other machines are told for so long, once. */
  awaitProof(withinMs: number): void;
}

export interface QrPicture {
  readonly svg: string;
  readonly content: string;
}

export interface QrSource {
  /** The machine's own callback QR as Vipps delivers it. The error is one sentence. */
  fetchQr(signal: CancelSignal): Promise<Result<QrPicture, string>>;
}

/** Why where the machine stands could not be changed. */
export const LOCATION_FAULTS = [
  'location-length',
  /** The relay was not reached or would not do it: nothing was changed. */
  'location-away',
  /** No answer came: it may have been changed. */
  'location-unsure',
  'location-vipps',
] as const;
export type LocationFault = (typeof LOCATION_FAULTS)[number];

/** What is kept of the relay's words for the time without it. */
export interface RelayMemory {
  readonly terms: SalesTerms | undefined;
  readonly location: string | undefined;
}
