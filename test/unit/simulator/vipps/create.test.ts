import { paymentPath, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { buildCreatePaymentRequest, paymentEventListSchema } from '#contract/vipps/epayment.ts';
import { describe, expect, test } from 'vitest';
import { RESTRICTED_UNIT, withVipps } from './vipps-world.ts';

describe('a create', () => {
  test('by push message has no redirect, and the payment waits for the customer', () =>
    withVipps(async ({ create, get }) => {
      const answer = await create('vm0001-aaaa');
      expect(answer.status).toBe(201);
      expect(answer.body).toStrictEqual({ reference: 'vm0001-aaaa' });
      const payment = await get('vm0001-aaaa');
      expect(payment.state).toBe('CREATED');
      expect(payment.aggregate.authorizedAmount.value).toBe(0);
      expect(payment.metadata).toStrictEqual({ machine: 'vm0001' });
    }));

  test('by redirect has one', () =>
    withVipps(async ({ create }) => {
      const order = { userFlow: 'WEB_REDIRECT', returnUrl: 'https://relay.example/r' } as const;
      const answer = await create('vm0001-aaaa', order);
      expect(answer.body).toHaveProperty('redirectUrl');
    }));

  test('expires ten minutes later, and is then final', () =>
    withVipps(async ({ create, get, clock, vipps }) => {
      await create('vm0001-aaaa');
      clock.advance(10 * 60_000 - 1);
      expect((await get('vm0001-aaaa')).state).toBe('CREATED');
      clock.advance(1);
      expect((await get('vm0001-aaaa')).state).toBe('EXPIRED');
      expect(vipps.control.approve('vm0001-aaaa')).toStrictEqual({
        ok: false,
        error: 'notPending',
      });
    }));

  test('uses up the token, which a second payment cannot use', () =>
    withVipps(async ({ create, scan }) => {
      const customerToken = await scan();
      expect((await create('vm0001-aaaa', { customerToken })).status).toBe(201);
      expect((await create('vm0001-bbbb', { customerToken })).code).toBe('4050');
    }));

  test('needs a token less than 15 minutes old', () =>
    withVipps(async ({ create, scan, clock, call }) => {
      const customerToken = await scan();
      clock.advance(15 * 60_000);
      expect((await create('vm0001-aaaa', { customerToken })).code).toBe('4050');
      expect((await call('GET', paymentPath('vm0001-aaaa'))).code).toBe('5090');
    }));

  test('needs a token that Vipps handed out', () =>
    withVipps(async ({ create }) => {
      expect((await create('vm0001-aaaa', { customerToken: 'invented' })).code).toBe('4050');
    }));

  test('with a reference that exists is told so', () =>
    withVipps(async ({ create }) => {
      await create('vm0001-aaaa');
      const again = await create('vm0001-aaaa');
      expect([again.status, again.code]).toStrictEqual([409, '4150']);
    }));

  test.each([
    [{ amountMinor: 99 }, '6010'],
    [{ amountMinor: 1.5 }, '4040'],
    [{ amountMinor: 65_000_001 }, '4040'],
    [{ currency: 'DKK' }, '5040'],
    [{ userFlow: 'WEB_REDIRECT' }, '4140'],
    [{ userFlow: 'WEB_REDIRECT', returnUrl: 'http://relay.example' }, '4090'],
  ] as const)('with %j is refused as %s', (order, code) =>
    withVipps(async ({ create }) => {
      expect((await create('vm0001-aaaa', order)).code).toBe(code);
    }),
  );

  test('in a unit that may not skip the landing page is refused', () =>
    withVipps(async ({ call, vipps }) => {
      await call('PUT', '/qr/v1/merchant-callback/vm2', {
        unit: RESTRICTED_UNIT,
        body: { locationDescription: 'Hall' },
      });
      const { customerToken, screen } = await vipps.control.scan('vm2');
      expect(screen).toBe('cannotConnect');
      const body = buildCreatePaymentRequest({
        reference: 'vm2-aaaaaa',
        amountMinor: 500,
        currency: 'DKK',
        customerToken: customerToken ?? '',
        userFlow: 'PUSH_MESSAGE',
        description: 'Reservation',
        machineId: 'vm2',
      });
      const options = { unit: RESTRICTED_UNIT, key: 'k', body };
      expect((await call('POST', VIPPS_PATHS.payments, options)).code).toBe('5080');
    }));

  describe('of another form', () => {
    const valid = {
      amount: { currency: 'NOK', value: 5000 },
      paymentMethod: { type: 'WALLET' },
      customer: { phoneNumber: '4712345678' },
      reference: 'vm0001-aaaa',
      userFlow: 'PUSH_MESSAGE',
    };
    const pairs = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`key${String(n)}`, 'x']));
    const cases: readonly (readonly [string, object, string | undefined, number])[] = [
      ['with a phone number is taken', {}, undefined, 201],
      ['with a field that does not exist is refused', { surprise: 1 }, undefined, 400],
      ['without a customer is refused', { customer: undefined }, '4140', 400],
      ['with a personal QR is refused', { customer: { personalQr: 'https://x' } }, '4060', 400],
      ['with six metadata pairs is refused', { metadata: pairs }, '4100', 400],
      [
        'with a long metadata key is refused',
        { metadata: { ['k'.repeat(101)]: 'x' } },
        '4120',
        400,
      ],
      ['with a long metadata value is refused', { metadata: { k: 'x'.repeat(501) } }, '4130', 400],
      ['by free-standing card is refused', { paymentMethod: { type: 'CARD' } }, '4160', 400],
      ['with an expiry is refused', { expiresAt: '2026-10-06T10:00:00Z' }, '6130', 400],
      ['with a short reference is refused', { reference: 'short' }, undefined, 400],
      [
        'with a currency of no wallet is refused',
        { amount: { currency: 'SEK', value: 5000 } },
        '5040',
        400,
      ],
      ['without an amount is refused', { amount: undefined }, undefined, 400],
    ];

    test.each(cases)('%s', (_name, change, code, status) =>
      withVipps(async ({ call }) => {
        const answer = await call('POST', VIPPS_PATHS.payments, {
          key: 'k',
          body: { ...valid, ...change },
        });
        expect([answer.status, answer.code]).toStrictEqual([status, code]);
      }),
    );

    test('that is no JSON is refused', () =>
      withVipps(async ({ call }) => {
        const answer = await call('POST', VIPPS_PATHS.payments, { key: 'k', text: '{"a":' });
        expect(answer.status).toBe(400);
      }));
  });

  test('asked of a customer who is too young is refused without saying why', () =>
    withVipps(async ({ call, putQr, vipps }) => {
      await putQr();
      const { customerToken } = await vipps.control.scan('vm0001', { ageYears: 17 });
      const body = {
        amount: { currency: 'NOK', value: 5000 },
        paymentMethod: { type: 'WALLET' },
        customer: { customerToken },
        reference: 'vm0001-aaaa',
        userFlow: 'PUSH_MESSAGE',
        minimumUserAge: 18,
      };
      const answer = await call('POST', VIPPS_PATHS.payments, { key: 'k', body });
      expect(answer.code).toBe('7010');
    }));
});

describe('the event log', () => {
  test('tells every step, the CREATED with the number of the payment', () =>
    withVipps(async ({ authorized, capture, cancel, call, get }) => {
      await authorized('vm0001-aaaa');
      await capture('vm0001-aaaa', 3000, 'capture-key');
      await cancel('vm0001-aaaa');
      const { body } = await call('GET', paymentPath('vm0001-aaaa', 'events'));
      const events = paymentEventListSchema.parse(body);
      expect(events.map(({ name, amount }) => [name, amount.value])).toStrictEqual([
        ['CREATED', 5000],
        ['AUTHORIZED', 5000],
        ['CAPTURED', 3000],
        ['CANCELLED', 2000],
      ]);
      expect(events[2]?.idempotencyKey).toBe('capture-key');
      expect(events[3]?.idempotencyKey).toBeUndefined();
      expect(events[0]?.pspReference).toBe((await get('vm0001-aaaa')).pspReference);
      expect(new Set(events.map((event) => event.pspReference)).size).toBe(4);
    }));
});

describe('force approve', () => {
  test('approves a payment that waits, once', () =>
    withVipps(async ({ create, call, get }) => {
      await create('vm0001-aaaa');
      const path = '/epayment/v1/test/payments/vm0001-aaaa/approve';
      const body = { customer: { phoneNumber: '4712345678' } };
      expect((await call('POST', path, { body })).status).toBe(200);
      expect((await get('vm0001-aaaa')).state).toBe('AUTHORIZED');
      expect((await call('POST', path, { body })).code).toBe('10010');
      expect((await call('POST', path, { body: { who: 1 } })).status).toBe(400);
    }));
});
