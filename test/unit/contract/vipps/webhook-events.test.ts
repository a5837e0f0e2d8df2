import {
  checkInEventSchema,
  checkInKey,
  dedupeKey,
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

  test('without a sales unit is refused', () => {
    expect(checkInEventSchema.safeParse(checkIn).success).toBe(false);
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

  test('without a sales unit is refused', () => {
    expect(paymentWebhookSchema.safeParse({ ...payment, msn: undefined }).success).toBe(false);
  });

  test('has a key that tells two partial captures apart', () => {
    const first = dedupeKey({ name: 'CAPTURED', pspReference: '1' });
    expect(first).toBe('1:CAPTURED');
    expect(dedupeKey({ name: 'CAPTURED', pspReference: '2' })).not.toBe(first);
  });
});
