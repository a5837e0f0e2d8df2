import { idempotencyKey } from '#core/base/ids.ts';
import type { Payment } from '#contract/vipps/epayment.ts';
import type { PaymentWebhook } from '#contract/vipps/webhook-events.ts';
import { describe, expect, test } from 'vitest';
import {
  approvalFactOf,
  foreignMovements,
  isAheadOf,
  isInCurrency,
  ownMovements,
  refusalOf,
  webhookFactOf,
} from '../../../../src/main/gateway/payment-facts.ts';
import { REFERENCE } from './stand-in-relay.ts';

function paymentIn(state: Payment['state'], sums: readonly [number, number, number]): Payment {
  const amount = (value: number): Payment['amount'] => ({ currency: 'NOK', value });
  const [authorized, captured, cancelled] = sums;
  return {
    state,
    amount: amount(5000),
    pspReference: 'psp',
    reference: REFERENCE,
    redirectUrl: undefined,
    metadata: undefined,
    captureGuaranteedUntil: undefined,
    aggregate: {
      authorizedAmount: amount(authorized),
      capturedAmount: amount(captured),
      cancelledAmount: amount(cancelled),
      refundedAmount: amount(0),
    },
  };
}

function webhook(name: string, extra: Partial<PaymentWebhook> = {}): PaymentWebhook {
  return {
    reference: REFERENCE,
    pspReference: 'psp-2',
    name,
    amount: { currency: 'NOK', value: 5000 },
    timestamp: '2026-01-01T12:00:00Z',
    idempotencyKey: undefined,
    success: true,
    captureGuaranteedUntil: undefined,
    merchantSerialNumber: '123456',
    ...extra,
  };
}

describe('what a state of the payment says to a sale that waits', () => {
  test.each([
    ['CREATED', undefined],
    ['ABORTED', { kind: 'payment.aborted' }],
    ['EXPIRED', { kind: 'payment.expired' }],
    ['TERMINATED', { kind: 'payment.terminated' }],
  ] as const)('%s', (state, fact) => {
    expect(approvalFactOf(paymentIn(state, [0, 0, 0]))).toEqual(fact);
  });

  test('AUTHORIZED is an approval while nobody has touched the money', () => {
    expect(approvalFactOf(paymentIn('AUTHORIZED', [5000, 0, 0]))).toEqual({
      kind: 'payment.authorized',
      amountMinor: 5000,
    });
    expect(approvalFactOf(paymentIn('AUTHORIZED', [5000, 1000, 0]))).toEqual({
      kind: 'payment.observed',
      aggregate: {
        authorizedMinor: 5000,
        capturedMinor: 1000,
        cancelledMinor: 0,
        refundedMinor: 0,
      },
    });
  });

  test('AUTHORIZED with nothing left to capture is no approval: nothing may be vended on it', () => {
    expect(approvalFactOf(paymentIn('AUTHORIZED', [5000, 0, 5000]))).toEqual({
      kind: 'payment.terminated',
    });
  });
});

describe('what a webhook says', () => {
  test.each([
    ['AUTHORIZED', { kind: 'payment.authorized', amountMinor: 5000, isHint: true }],
    ['ABORTED', { kind: 'payment.aborted', isHint: true }],
    ['EXPIRED', { kind: 'payment.expired', isHint: true }],
    ['TERMINATED', { kind: 'payment.terminated', isHint: true }],
    ['CREATED', undefined],
    ['SOMETHING_NEW', undefined],
  ] as const)('%s', (name, fact) => {
    expect(webhookFactOf(webhook(name))).toEqual(fact);
  });

  test('a failed operation says nothing', () => {
    expect(webhookFactOf(webhook('AUTHORIZED', { success: false }))).toBeUndefined();
  });

  test('an approval in a foreign currency is not one', () => {
    expect(webhookFactOf(webhook('AUTHORIZED'), 'DKK')).toBeUndefined();
    expect(webhookFactOf(webhook('AUTHORIZED'), 'NOK')).toBeDefined();
  });

  test('movements under our own keys may be ours: a sale that has ordered nothing looks all the same', () => {
    for (const operation of ['capture', 'release', 'refund'] as const) {
      const key = idempotencyKey(operation, REFERENCE, 3);
      const names = { capture: 'CAPTURED', release: 'CANCELLED', refund: 'REFUNDED' };
      const told = webhookFactOf(webhook(names[operation], { idempotencyKey: key }));
      expect(told).toEqual({ kind: 'payment.moved', mayBeOurs: true });
    }
  });

  test('movements under a foreign key or, except CANCELLED, under none are somebody else’s', () => {
    const moved = { kind: 'payment.moved', mayBeOurs: false };
    expect(webhookFactOf(webhook('CAPTURED', { idempotencyKey: 'portal-1' }))).toEqual(moved);
    expect(webhookFactOf(webhook('CANCELLED', { idempotencyKey: 'portal-1' }))).toEqual(moved);
    expect(webhookFactOf(webhook('CAPTURED'))).toEqual(moved);
    expect(webhookFactOf(webhook('REFUNDED'))).toEqual(moved);
    expect(webhookFactOf(webhook('CANCELLED'))).toEqual({ ...moved, mayBeOurs: true });
  });
});

test('refusals are told apart as far as a sale goes on differently', () => {
  expect(refusalOf('retryLater')).toBe('later');
  expect(refusalOf('fullCaptureOnly')).toBe('fullCaptureOnly');
  expect(refusalOf('amount')).toBe('amount');
  for (const meaning of ['alreadyDone', 'wrongState', 'tooLate', 'access', 'unknown'] as const) {
    expect(refusalOf(meaning)).toBe('look');
  }
});

test('amounts of two currencies are never compared', () => {
  const { aggregate } = paymentIn('AUTHORIZED', [5000, 0, 0]);
  expect(isInCurrency(aggregate, 'NOK')).toBe(true);
  expect(isInCurrency(aggregate, 'EUR')).toBe(false);
  expect(isInCurrency(aggregate, undefined)).toBe(true);
});

describe('the payment’s own log', () => {
  const event = (
    name: string,
    idempotencyKey: string | undefined,
    success = true,
    pspReference = 'psp-3',
  ) => ({
    reference: REFERENCE,
    pspReference,
    name,
    amount: { currency: 'NOK', value: 500 },
    timestamp: '2026-01-01T12:00:00Z',
    idempotencyKey,
    success,
  });

  test('names what somebody else moved, and nothing of ours', () => {
    const ours = idempotencyKey('capture', REFERENCE, 1);
    const log = [
      event('CAPTURED', ours),
      event('CAPTURED', 'portal-1', false),
      event('CAPTURED', undefined),
      event('CANCELLED', 'portal-2'),
      event('REFUNDED', 'portal-3'),
    ];
    expect(foreignMovements(log, REFERENCE)).toEqual(['REFUNDED 500']);
  });

  test('tells what came of our own orders, each key and each entry once', () => {
    const ours = idempotencyKey('capture', REFERENCE, 1);
    const log = [
      event('CREATED', ours),
      event('CAPTURED', ours),
      event('CAPTURED', ours, true, 'psp-4'),
      event('CAPTURED', 'portal-1'),
      event('CAPTURED', idempotencyKey('capture', REFERENCE, 2), false),
      event('CANCELLED', undefined),
      event('CANCELLED', undefined),
      event('REFUNDED', idempotencyKey('refund', REFERENCE, 1)),
      event('REFUNDED', undefined),
    ];
    const own = { capturedMinor: 500, cancelledMinor: 500, refundedMinor: 500 };
    expect(ownMovements(log, REFERENCE)).toEqual(own);
    const sums = { ...own, authorizedMinor: 5000 };
    expect(isAheadOf(own, sums)).toBe(false);
    for (const sum of ['capturedMinor', 'cancelledMinor', 'refundedMinor'] as const) {
      expect(isAheadOf(own, { ...sums, [sum]: 0 })).toBe(true);
    }
  });

  test('tells until when the capture is guaranteed', () => {
    const payment = {
      ...paymentIn('AUTHORIZED', [5000, 0, 0]),
      captureGuaranteedUntil: '2026-01-08T12:00:00Z',
    };
    expect(approvalFactOf(payment)).toMatchObject({
      guaranteedUntilMs: Date.UTC(2026, 0, 8, 12),
    });
    const odd = { ...payment, captureGuaranteedUntil: 'soon' };
    expect(approvalFactOf(odd)).toMatchObject({ guaranteedUntilMs: undefined });
  });
});
