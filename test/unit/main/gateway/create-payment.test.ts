import { createPaymentRequestSchema } from '#contract/vipps/epayment.ts';
import { describe, expect, test } from 'vitest';
import { CREATE, CREATED, GET, payment, problem, relayRefusal } from './replies.ts';
import { REFERENCE, TERMS, withGateway, type GatewayWorld, type Reply } from './stand-in-relay.ts';
import type { PaymentFact } from '#core/sale/event.ts';

const order = {
  reference: REFERENCE,
  amountMinor: 5000,
  currency: 'NOK',
  isExactPrice: false,
  key: 'create-key-1',
} as const;

function create(world: GatewayWorld): Promise<PaymentFact | undefined> {
  world.gateway.rememberCustomerToken(REFERENCE, 'the-customer-token');
  return world.run(world.gateway.createPayment(order, world.signal));
}

test('the request is what Vipps asks of a vending machine', async () => {
  await withGateway(async (world) => {
    world.relay.on(CREATE, CREATED);
    expect(await create(world)).toEqual({ kind: 'payment.created' });
    const [call] = world.callsOf(CREATE);
    expect(call?.headers.authorization).toBe('Bearer machine-credential');
    expect(call?.key).toBe('create-key-1');
    expect(createPaymentRequestSchema.parse(call?.body)).toMatchObject({
      amount: { currency: 'NOK', value: 5000 },
      customer: { customerToken: 'the-customer-token' },
      customerInteraction: 'CUSTOMER_PRESENT',
      reference: REFERENCE,
      userFlow: 'PUSH_MESSAGE',
    });
    expect(JSON.stringify(world.log.entries)).not.toContain('the-customer-token');
  });
});

test('a sales unit with WEB_REDIRECT gets its return address', async () => {
  const terms = {
    ...TERMS,
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://r.example/back',
  } as const;
  await withGateway(
    async (world) => {
      world.relay.on(CREATE, CREATED);
      await create(world);
      expect(world.callsOf(CREATE)[0]?.body).toMatchObject({
        userFlow: 'WEB_REDIRECT',
        returnUrl: 'https://r.example/back',
      });
    },
    { terms },
  );
});

describe('a refusal is final and told with its code', () => {
  test.each([
    ['the token is spent', problem(400, '4050'), '4050'],
    ['the customer cannot pay here', problem(400, '7010'), '7010'],
    ['push is not allowed', problem(400, '5080'), '5080'],
    ['the amount is too small', problem(400, '6010'), '6010'],
    ['the request is wrong', problem(400), '400'],
    ['the product is not ordered', problem(403), '403'],
    ['the relay does not allow it', relayRefusal(403, 'not-allowed'), 'not-allowed'],
  ] as const)('%s', async (_name, reply, code) => {
    await withGateway(async (world) => {
      world.relay.on(CREATE, reply);
      expect(await create(world)).toEqual({ kind: 'payment.createRefused', code });
      expect(world.relay.calls).toHaveLength(1);
    });
  });
});

describe('a create that was there before is looked up', () => {
  test.each([
    ['still waiting', payment('CREATED'), { kind: 'payment.created' }],
    [
      'approved meanwhile',
      payment('AUTHORIZED', { authorized: 5000 }),
      { kind: 'payment.authorized', amountMinor: 5000 },
    ],
    ['declined meanwhile', payment('ABORTED'), { kind: 'payment.aborted' }],
    [
      'not there at all',
      problem(404),
      { kind: 'payment.createRefused', code: '4150', isDoubtful: true },
    ],
  ] as const)('%s', async (_name, stored, fact) => {
    await withGateway(async (world) => {
      world.relay.on(CREATE, 'lost', problem(409, '4150'));
      world.relay.on(GET, stored);
      expect(await create(world)).toEqual(fact);
      expect(world.callsOf(CREATE).map((call) => call.key)).toEqual([order.key, order.key]);
    });
  });

  test('an answer that is not Vipps’ is no proof: the payment is asked for', async () => {
    await withGateway(async (world) => {
      world.relay.on(CREATE, { status: 200, text: '<html>captive portal</html>' });
      world.relay.on(GET, payment('CREATED'));
      expect(await create(world)).toEqual({ kind: 'payment.created' });
      expect(world.callsOf(GET)).toHaveLength(1);
    });
  });

  test.each([
    ['the relay', relayRefusal(403, 'not-allowed'), 'not-allowed'],
    ['Vipps', problem(400, '4050'), '4050'],
  ])(
    'a refusal by %s after an attempt without an answer is no proof either',
    async (_who, refusal, code) => {
      await withGateway(async (world) => {
        world.relay.on(CREATE, problem(500), refusal);
        world.relay.on(GET, payment('CREATED'));
        expect(await create(world)).toEqual({ kind: 'payment.created' });
      });
      await withGateway(async (world) => {
        world.relay.on(CREATE, problem(500), refusal);
        world.relay.on(GET, problem(404));
        const refused = { kind: 'payment.createRefused', code, isDoubtful: true };
        expect(await create(world)).toEqual(refused);
      });
    },
  );

  test('after the second attempt without a decision Vipps is also asked for the payment', async () => {
    await withGateway(async (world) => {
      world.relay.on(CREATE, 'lost');
      const replies: readonly Reply[] = [problem(404), payment('AUTHORIZED', { authorized: 5000 })];
      world.relay.on(GET, ...replies);
      expect(await create(world)).toEqual({ kind: 'payment.authorized', amountMinor: 5000 });
      expect(world.callsOf(CREATE)).toHaveLength(3);
      expect(world.callsOf(GET)).toHaveLength(2);
    });
  });
});

describe('without the customer’s token', () => {
  test('a payment that never left is refused', async () => {
    await withGateway(async (world) => {
      const fact = await world.gateway.createPayment(order, world.signal);
      expect(fact).toEqual({ kind: 'payment.createRefused', code: 'token-forgotten' });
      expect(world.relay.calls).toHaveLength(0);
    });
  });

  test('and before a relay has told the terms, too', async () => {
    await withGateway(
      async (world) => {
        const fact = await create(world);
        expect(fact).toEqual({ kind: 'payment.createRefused', code: 'token-forgotten' });
      },
      { terms: undefined },
    );
  });

  test('a payment that was sent is looked up instead', async () => {
    await withGateway(async (world) => {
      world.relay.on(CREATE, CREATED);
      await create(world);
      world.gateway.forgetCustomerToken(REFERENCE);
      world.relay.on(GET, payment('CREATED'));
      expect(await world.gateway.createPayment(order, world.signal)).toEqual({
        kind: 'payment.created',
      });
      world.relay.on(GET, problem(404, '5090'));
      expect(await world.gateway.createPayment(order, world.signal)).toEqual({
        kind: 'payment.notFound',
      });
      expect(world.callsOf(CREATE)).toHaveLength(1);
    });
  });
});
