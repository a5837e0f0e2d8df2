import type {
  Aggregate as VippsAggregate,
  Payment,
  PaymentEvent,
} from '#contract/vipps/epayment.ts';
import type { ErrorClass } from '#contract/vipps/error-class.ts';
import type { PaymentWebhook } from '#contract/vipps/webhook-events.ts';
import type { Currency } from '#core/money/money.ts';
import type { PaymentFact, RefusalClass } from '#core/sale/event.ts';
import {
  isUntouched,
  openReservationMinor,
  type Aggregate,
  type OwnMovements,
} from '#core/sale/state.ts';

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
 * stays AUTHORIZED for ever: with nothing left to capture it was released elsewhere, and one whose money somebody has
 * moved is no reservation to sell on.
 */
export function approvalFactOf(payment: Payment): PaymentFact | undefined {
  switch (payment.state) {
    case 'CREATED':
      return undefined;
    case 'AUTHORIZED': {
      const aggregate = aggregateOf(payment.aggregate);
      const amountMinor = openReservationMinor(aggregate);
      if (amountMinor <= 0) return { kind: 'payment.terminated' };
      if (!isUntouched(aggregate)) return { kind: 'payment.observed', aggregate };
      const guaranteedUntilMs = instantOf(payment.captureGuaranteedUntil);
      return { kind: 'payment.authorized', amountMinor, guaranteedUntilMs };
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

/** Whether an Idempotency-Key was made for this payment by us (core/base/ids.ts). */
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
 * What the payment's own log shows of our orders. Each key and each entry counts once; CANCELLED comes without a key, and
 * releases the whole rest whoever ordered it.
 */
export function ownMovements(events: readonly PaymentEvent[], reference: string): OwnMovements {
  const sums = { CAPTURED: 0, CANCELLED: 0, REFUNDED: 0 };
  const seen = new Set<string>();
  for (const { name, success, idempotencyKey, pspReference, amount } of events) {
    if (!success || !(name === 'CAPTURED' || name === 'CANCELLED' || name === 'REFUNDED')) continue;
    const isOurs =
      idempotencyKey === undefined ? name === 'CANCELLED' : isOurKey(idempotencyKey, reference);
    const entry = `${name} ${idempotencyKey ?? pspReference}`;
    if (!isOurs || seen.has(entry)) continue;
    seen.add(entry);
    sums[name] += amount.value;
  }
  return {
    capturedMinor: sums.CAPTURED,
    cancelledMinor: sums.CANCELLED,
    refundedMinor: sums.REFUNDED,
  };
}

export function isAheadOf(own: OwnMovements, aggregate: Aggregate): boolean {
  return (
    own.capturedMinor > aggregate.capturedMinor ||
    own.cancelledMinor > aggregate.cancelledMinor ||
    own.refundedMinor > aggregate.refundedMinor
  );
}

/**
 * What a webhook means to its sale; undefined when it tells nothing new. All of it is a hint: Vipps is asked before money
 * or a motor moves.
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
        isHint: true,
      };
    case 'ABORTED':
      return { kind: 'payment.aborted', isHint: true };
    case 'EXPIRED':
      return { kind: 'payment.expired', isHint: true };
    case 'TERMINATED':
      return { kind: 'payment.terminated', isHint: true };
    case 'CAPTURED':
    case 'REFUNDED':
    case 'CANCELLED':
      return movedFact(webhook);
    default:
      return undefined;
  }
}

/** A movement of ours is known by its key; CANCELLED comes without one. A sale that has ordered nothing expects neither. */
function movedFact({ name, idempotencyKey, reference }: PaymentWebhook): PaymentFact {
  const mayBeOurs =
    idempotencyKey === undefined ? name === 'CANCELLED' : isOurKey(idempotencyKey, reference);
  return { kind: 'payment.moved', mayBeOurs };
}
