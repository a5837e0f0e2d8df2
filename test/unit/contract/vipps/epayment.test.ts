import {
  amountSchema,
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
  createPaymentRequestSchema,
  createPaymentResponseSchema,
  isPaymentEventName,
  modificationResponseSchema,
  paymentEventListSchema,
  paymentSchema,
  pspReferenceIn,
  type CreatePaymentOrder,
} from '#contract/vipps/epayment.ts';
import { describe, expect, test } from 'vitest';

const order: CreatePaymentOrder = {
  reference: 'vm0001-01jc3k9s2xq8aaaaaaaaaaaaaa',
  amountMinor: 5000,
  currency: 'NOK',
  customerToken: 'dG9rZW4=',
  userFlow: 'PUSH_MESSAGE',
  returnUrl: 'https://relay.example/return',
  description: 'Reservation of the maximum price.',
  machineId: 'vm0001',
};

function nok(value: number): { currency: 'NOK'; value: number } {
  return { currency: 'NOK', value };
}

const aggregate = {
  authorizedAmount: nok(5000),
  cancelledAmount: nok(0),
  capturedAmount: nok(0),
  refundedAmount: nok(0),
};

describe('the create request', () => {
  test('names the customer by token, is in person, and has no return URL with PUSH_MESSAGE', () => {
    expect(buildCreatePaymentRequest(order)).toStrictEqual({
      amount: { currency: 'NOK', value: 5000 },
      paymentMethod: { type: 'WALLET' },
      customer: { customerToken: 'dG9rZW4=' },
      customerInteraction: 'CUSTOMER_PRESENT',
      reference: order.reference,
      userFlow: 'PUSH_MESSAGE',
      paymentDescription: 'Reservation of the maximum price.',
      metadata: { machine: 'vm0001' },
    });
  });

  test('carries the return URL with WEB_REDIRECT when there is one', () => {
    const redirect = { ...order, userFlow: 'WEB_REDIRECT' } as const;
    expect(buildCreatePaymentRequest(redirect).returnUrl).toBe('https://relay.example/return');
    expect(buildCreatePaymentRequest({ ...redirect, returnUrl: undefined })).not.toHaveProperty(
      'returnUrl',
    );
  });

  test('satisfies its own schema, which refuses unknown fields and two kinds of customer', () => {
    const request = buildCreatePaymentRequest(order);
    expect(createPaymentRequestSchema.safeParse(request).success).toBe(true);
    expect(createPaymentRequestSchema.safeParse({ ...request, extra: 1 }).success).toBe(false);
    const twice = { ...request, customer: { customerToken: 'a', phoneNumber: '4712345678' } };
    expect(createPaymentRequestSchema.safeParse(twice).success).toBe(false);
  });
});

test('capture, refund and cancel have the bodies of the API', () => {
  expect(buildModificationRequest(3000, 'DKK')).toStrictEqual({
    modificationAmount: { currency: 'DKK', value: 3000 },
  });
  expect(buildCancelRequest(true)).toStrictEqual({ cancelTransactionOnly: true });
});

test.each([-1, 1.5, 65_000_001])('an amount of %d minor units is refused', (value) => {
  expect(amountSchema.safeParse({ currency: 'NOK', value }).success).toBe(false);
});

describe('answers', () => {
  const payment = {
    aggregate,
    amount: nok(5000),
    state: 'AUTHORIZED',
    paymentMethod: { type: 'WALLET', cardBin: '540185' },
    profile: {},
    pspReference: '3343121302',
    reference: order.reference,
  };

  test('a payment may have fields that nobody has heard of', () => {
    const parsed = paymentSchema.parse({ ...payment, somethingNew: { deep: true } });
    expect(parsed.state).toBe('AUTHORIZED');
    expect(parsed.captureGuaranteedUntil).toBeUndefined();
    expect(parsed).not.toHaveProperty('somethingNew');
  });

  test('null on the wire is undefined inside', () => {
    const parsed = paymentSchema.parse({ ...payment, metadata: null, redirectUrl: null });
    expect(parsed.metadata).toBeUndefined();
    expect(parsed.redirectUrl).toBeUndefined();
  });

  test('the guarantee of the card is read when Vipps tells it', () => {
    const until = '2026-11-30T10:00:00Z';
    const parsed = paymentSchema.parse({ ...payment, captureGuaranteedUntil: until });
    expect(parsed.captureGuaranteedUntil).toBe(until);
  });

  test('amounts in words, names in small letters and numbers for texts mean the same', () => {
    const told = { currency: 'nok', value: '5000' };
    const parsed = paymentSchema.parse({
      ...payment,
      amount: told,
      state: 'authorized',
      pspReference: 3_343_121_302,
      captureGuaranteedUntil: 'soon',
    });
    expect(parsed).toEqual(paymentSchema.parse(payment));
    const isTaken = (value: unknown): boolean =>
      paymentSchema.safeParse({ ...payment, amount: { currency: 'NOK', value } }).success;
    expect(['50.00', -1, '65000001', null].map(isTaken)).toEqual([false, false, false, false]);
  });

  test('a state outside the five is refused', () => {
    expect(paymentSchema.safeParse({ ...payment, state: 'CAPTURED' }).success).toBe(false);
  });

  test('a create without a redirect is a push message', () => {
    const parsed = createPaymentResponseSchema.parse({ reference: order.reference });
    expect(parsed.redirectUrl).toBeUndefined();
  });

  test('an adjustment carries the sums', () => {
    const { aggregate: sums, amount, state, pspReference, reference } = payment;
    const answer = { aggregate: sums, amount, state, pspReference, reference };
    expect(modificationResponseSchema.parse(answer)).toStrictEqual(answer);
  });

  test('Vipps’ own number of a payment is read where it stands', () => {
    expect(pspReferenceIn(payment)).toBe('3343121302');
    expect(pspReferenceIn({ reference: order.reference })).toBeUndefined();
    expect(pspReferenceIn('')).toBeUndefined();
  });

  test('the event log tolerates names and currencies that we do not use', () => {
    const [event] = paymentEventListSchema.parse([
      {
        reference: order.reference,
        pspReference: '1',
        name: 'RENAMED',
        amount: { currency: 'SEK', value: 100 },
        timestamp: '2026-01-01T00:00:00Z',
        success: true,
      },
    ]);
    expect(event?.name).toBe('RENAMED');
    expect(isPaymentEventName('RENAMED')).toBe(false);
    expect(isPaymentEventName('CAPTURED')).toBe(true);
  });
});
