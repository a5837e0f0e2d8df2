import {
  checkInEventSchema,
  checkInKey,
  CUSTOMER_TOKEN_MAX_LENGTH,
  dedupeKey,
  isLikeCheckIn,
  paymentWebhookSchema,
  WEBHOOK_EVENT_NAMES,
} from '#contract/vipps/webhook-events.ts';
import { describe, expect, test } from 'vitest';

const checkIn = {
  customerToken: 'wbA8ceVRKkoYiQ==',
  merchantQrId: 'vm-0001',
  initiatedAt: '2023-10-06T10:45:40.3061965Z',
};

const payment = {
  msn: '123456',
  reference: 'vm-0001-01hzzzzzzzzzzzzzzzzzzzzzzz',
  pspReference: 'dd8e0a8e-2b26-40ed-98f1-1d5832fc129f',
  name: 'AUTHORIZED',
  amount: { currency: 'NOK', value: 5000 },
  timestamp: '2026-10-05T10:46:01.099Z',
  success: true,
};

test('the relay registers for the check-in and the eight payment events', () => {
  expect(WEBHOOK_EVENT_NAMES).toHaveLength(9);
  expect(new Set(WEBHOOK_EVENT_NAMES).size).toBe(9);
});

describe('a check-in', () => {
  test.each(['msn', 'merchantSerialNumber'])('names its sales unit as %s', (field) => {
    expect(checkInEventSchema.parse({ ...checkIn, [field]: '123456' })).toStrictEqual({
      ...checkIn,
      merchantSerialNumber: '123456',
    });
  });

  test('without a sales unit is of the one whose address it came to', () => {
    for (const msn of [undefined, null]) {
      const event = checkInEventSchema.parse({ ...checkIn, msn });
      expect(event.merchantSerialNumber).toBeUndefined();
    }
  });

  test('with two sales units is refused', () => {
    const event = { ...checkIn, msn: '123456', merchantSerialNumber: '654321' };
    expect(checkInEventSchema.safeParse(event).success).toBe(false);
    expect(checkInEventSchema.safeParse({ ...event, msn: '654321' }).success).toBe(true);
  });

  test('with numbers for texts is read', () => {
    expect(
      checkInEventSchema.parse({ ...checkIn, merchantQrId: 1234, msn: 123_456 }),
    ).toMatchObject({ merchantQrId: '1234', merchantSerialNumber: '123456' });
  });

  test.each([
    [{ customerToken: 'x' }, true],
    [{ merchantQrId: 'vm-1', more: 1 }, true],
    [{ initiatedAt: 7 }, true],
    [{ reference: 'vm-1-…', initiatedAt: 7 }, false],
    [{ name: 'AUTHORIZED' }, false],
    ['customerToken', false],
    [null, false],
  ])('is looked for in %j: %s', (body, isLike) => {
    expect(isLikeCheckIn(body)).toBe(isLike);
  });

  test('with a token of 4,000 characters is read, and with a longer one is refused', () => {
    const withToken = (length: number): boolean =>
      checkInEventSchema.safeParse({ ...checkIn, customerToken: 'A'.repeat(length) }).success;
    expect(withToken(CUSTOMER_TOKEN_MAX_LENGTH)).toBe(true);
    expect(withToken(CUSTOMER_TOKEN_MAX_LENGTH + 1)).toBe(false);
  });

  test('with a time that is none is refused', () => {
    const event = { ...checkIn, msn: '123456', initiatedAt: 'yesterday' };
    expect(checkInEventSchema.safeParse(event).success).toBe(false);
  });

  test('has a key without the token in it', () => {
    const event = checkInEventSchema.parse({ ...checkIn, msn: '123456' });
    expect(checkInKey(event)).toBe('vm-0001:2023-10-06T10:45:40.3061965Z');
  });
});

describe('a payment event', () => {
  test('is read with its sales unit, and without what is missing', () => {
    const event = paymentWebhookSchema.parse({ ...payment, idempotencyKey: null, userDetails: {} });
    expect(event.merchantSerialNumber).toBe('123456');
    expect(event.idempotencyKey).toBeUndefined();
    expect(event).not.toHaveProperty('userDetails');
  });

  test('without a sales unit is of the one whose address it came to', () => {
    const event = paymentWebhookSchema.parse({ ...payment, msn: undefined });
    expect(event.merchantSerialNumber).toBeUndefined();
  });

  test('in another form has the same meaning', () => {
    const event = paymentWebhookSchema.parse({
      ...payment,
      msn: 123_456,
      name: 'authorized',
      amount: { currency: 'nok', value: '5000' },
      success: 'true',
    });
    expect(event).toEqual(paymentWebhookSchema.parse(payment));
  });

  test.each([{ success: undefined }, { success: 'perhaps' }, { amount: 5000 }, { reference: '' }])(
    'with %j in it has no meaning',
    (change) => {
      expect(paymentWebhookSchema.safeParse({ ...payment, ...change }).success).toBe(false);
    },
  );

  test('tells until when the bank guarantees, or nothing when that makes no sense', () => {
    const until = (captureGuaranteedUntil: unknown): string | undefined =>
      paymentWebhookSchema.parse({ ...payment, captureGuaranteedUntil }).captureGuaranteedUntil;
    expect(until('2026-11-30T07:44:45')).toBe('2026-11-30T07:44:45Z');
    expect(until('soon')).toBeUndefined();
    expect(until(null)).toBeUndefined();
  });

  test('has a key that tells two partial captures apart', () => {
    const first = dedupeKey({ name: 'CAPTURED', pspReference: '1' });
    expect(first).toBe('1:CAPTURED');
    expect(dedupeKey({ name: 'CAPTURED', pspReference: '2' })).not.toBe(first);
  });
});
