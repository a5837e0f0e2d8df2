import type { CancelSignal } from '../base/ports.ts';
import type { PaymentReference } from '../base/ids.ts';
import type { Currency } from '../money/money.ts';
import type { PaymentFact } from '../sale/event.ts';

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
  /** Repeats a waiting call for this payment at once. False: none waits. */
  tryNow(reference: PaymentReference): boolean;
  /** Gives the customer token of a refused create to another sale. */
  handOnCustomerToken(from: PaymentReference, to: PaymentReference): void;
  /** Drops the customer's token of a sale; a create of that sale can no longer be sent. */
  forgetCustomerToken(reference: PaymentReference): void;
}
