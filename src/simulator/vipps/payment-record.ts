import type {
  Aggregate,
  CreatePaymentRequest,
  Payment,
  PaymentEvent,
  PaymentEventName,
  PaymentState,
} from '#contract/vipps/epayment.ts';
import type { Currency } from '#core/money/money.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';

/** A payment in the simulated Vipps; amounts in minor units. */
export interface PaymentRecord {
  readonly unit: SimulatedSalesUnit;
  readonly reference: string;
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly request: CreatePaymentRequest;
  readonly redirectUrl: string | undefined;
  /** The customer is below the age limit: the app refuses, and the payment cannot be approved. */
  readonly isTooYoung: boolean;
  readonly createdAtMs: number;
  /** The one of the CREATED event. */
  readonly pspReference: string;
  readonly state: PaymentState;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly cancelledMinor: number;
  readonly refundedMinor: number;
  readonly authorizedAtMs: number | undefined;
  readonly guaranteedUntilMs: number | undefined;
  /** The customer's approval arrives together with the cancel, and wins. */
  readonly approvesAtCancel: boolean;
}

export interface RecordedEvent {
  readonly reference: string;
  readonly pspReference: string;
  readonly name: PaymentEventName;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly atMs: number;
  readonly idempotencyKey: string | undefined;
}

/** Reserved, neither captured nor released. */
export function remainderOf(payment: PaymentRecord): number {
  if (payment.state !== 'AUTHORIZED') return 0;
  return payment.authorizedMinor - payment.capturedMinor - payment.cancelledMinor;
}

export function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

function aggregateOf(payment: PaymentRecord): Aggregate {
  const { currency } = payment;
  return {
    authorizedAmount: { currency, value: payment.authorizedMinor },
    cancelledAmount: { currency, value: payment.cancelledMinor },
    capturedAmount: { currency, value: payment.capturedMinor },
    refundedAmount: { currency, value: payment.refundedMinor },
  };
}

/** Body of GET payment. */
export function paymentBody(
  payment: PaymentRecord,
): Payment & { readonly paymentMethod: unknown; readonly profile: unknown } {
  const { guaranteedUntilMs } = payment;
  return {
    ...adjustmentBody(payment),
    paymentMethod: { type: payment.request.paymentMethod.type },
    profile: {},
    redirectUrl: payment.redirectUrl,
    metadata: payment.request.metadata ?? undefined,
    captureGuaranteedUntil: guaranteedUntilMs === undefined ? undefined : isoOf(guaranteedUntilMs),
  };
}

/** Body of a successful capture, cancel or refund. */
export function adjustmentBody(
  payment: PaymentRecord,
): Pick<Payment, 'aggregate' | 'amount' | 'state' | 'pspReference' | 'reference'> {
  return {
    amount: { currency: payment.currency, value: payment.amountMinor },
    state: payment.state,
    aggregate: aggregateOf(payment),
    pspReference: payment.pspReference,
    reference: payment.reference,
  };
}

/** An entry of the event log. */
export function eventBody(event: RecordedEvent): PaymentEvent {
  return {
    reference: event.reference,
    pspReference: event.pspReference,
    name: event.name,
    amount: { currency: event.currency, value: event.amountMinor },
    timestamp: isoOf(event.atMs),
    idempotencyKey: event.idempotencyKey,
    success: true,
  };
}
