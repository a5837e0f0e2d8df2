import type {
  Aggregate as VippsAggregate,
  Payment,
  PaymentEvent,
} from '#contract/vipps/epayment.ts';
import type { ErrorClass } from '#contract/vipps/error-class.ts';
import type { PaymentWebhook } from '#contract/vipps/webhook-events.ts';
import type { Currency } from '#core/money.ts';
import type { PaymentFact, RefusalClass } from '#core/sale/event.ts';
import { openReservationMinor, type Aggregate } from '#core/sale/state.ts';

export function aggregateOf(money: VippsAggregate): Aggregate {
  return {
    authorizedMinor: money.authorizedAmount.value,
    capturedMinor: money.capturedAmount.value,
    cancelledMinor: money.cancelledAmount.value,
    refundedMinor: money.refundedAmount.value,
  };
}

/** Amounts of two currencies must never be compared. An unknown currency of ours holds nothing up. */
export function isInCurrency(money: VippsAggregate, currency: Currency | undefined): boolean {
  return (
    currency === undefined || Object.values(money).every((amount) => amount.currency === currency)
  );
}

/** An RFC 3339 text as wall clock; undefined when there is none or it makes no sense. */
function instantOf(text: string | undefined): number | undefined {
  const atMs = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(atMs) ? undefined : atMs;
}

/**
 * What the payment's state says to a sale that waits for the approval; undefined while it is CREATED. A payment
 * stays AUTHORIZED for ever: with nothing left to capture it was released elsewhere.
 */
export function approvalFactOf(payment: Payment): PaymentFact | undefined {
  switch (payment.state) {
    case 'CREATED':
      return undefined;
    case 'AUTHORIZED': {
      const amountMinor = openReservationMinor(aggregateOf(payment.aggregate));
      return amountMinor > 0
        ? {
            kind: 'payment.authorized',
            amountMinor,
            guaranteedUntilMs: instantOf(payment.captureGuaranteedUntil),
          }
        : { kind: 'payment.terminated' };
    }
    case 'ABORTED':
      return { kind: 'payment.aborted' };
    case 'EXPIRED':
      return { kind: 'payment.expired' };
    case 'TERMINATED':
      return { kind: 'payment.terminated' };
  }
}

export function refusalOf(meaning: ErrorClass): RefusalClass {
  if (meaning === 'retryLater') return 'later';
  if (meaning === 'fullCaptureOnly' || meaning === 'amount') return meaning;
  return 'look';
}

/** Whether an Idempotency-Key was made for this payment by us (core/ids.ts). */
function isOurKey(key: string, reference: string): boolean {
  return key.includes(reference.slice(-26));
}

/**
 * Movements in the payment's own log that carry somebody else's key. One without a key may be ours (the key is optional
 * there); the sums tell.
 */
export function foreignMovements(
  events: readonly PaymentEvent[],
  reference: string,
): readonly string[] {
  return events
    .filter(({ name, success }) => success && (name === 'CAPTURED' || name === 'REFUNDED'))
    .filter(
      ({ idempotencyKey }) => idempotencyKey !== undefined && !isOurKey(idempotencyKey, reference),
    )
    .map(({ name, amount }) => `${name} ${String(amount.value)}`);
}

/**
 * What a webhook means to its sale; undefined when it tells nothing new. Movements that we ordered ourselves are
 * known by their key; CANCELLED comes without one and is taken for ours.
 */
export function webhookFactOf(
  webhook: PaymentWebhook,
  currency?: Currency,
): PaymentFact | undefined {
  if (!webhook.success) return undefined;
  switch (webhook.name) {
    case 'AUTHORIZED':
      if (currency !== undefined && webhook.amount.currency !== currency) return undefined;
      return {
        kind: 'payment.authorized',
        amountMinor: webhook.amount.value,
        guaranteedUntilMs: instantOf(webhook.captureGuaranteedUntil),
      };
    case 'ABORTED':
      return { kind: 'payment.aborted' };
    case 'EXPIRED':
      return { kind: 'payment.expired' };
    case 'TERMINATED':
      return { kind: 'payment.terminated' };
    case 'CAPTURED':
    case 'REFUNDED':
    case 'CANCELLED':
      return movedFact(webhook);
    default:
      return undefined;
  }
}

function movedFact({ name, idempotencyKey, reference }: PaymentWebhook): PaymentFact | undefined {
  const isOurs =
    idempotencyKey === undefined ? name === 'CANCELLED' : isOurKey(idempotencyKey, reference);
  return isOurs ? undefined : { kind: 'payment.moved' };
}
