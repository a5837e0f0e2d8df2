import { describe, expect, test } from 'vitest';
import { CANCEL, CAPTURE, GET, REFUND, payment, problem } from './replies.ts';
import { REFERENCE, until, withGateway } from './stand-in-relay.ts';

const order = {
  reference: REFERENCE,
  amountMinor: 3000,
  currency: 'NOK',
  key: 'capture-key-1',
} as const;

describe('capture', () => {
  test('takes the price and tells the sums, whatever content type the answer claims', async () => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, payment('AUTHORIZED', { authorized: 5000, captured: 3000 }));
      expect(await world.gateway.capturePayment(order, world.signal)).toEqual({
        kind: 'payment.captured',
        aggregate: {
          authorizedMinor: 5000,
          capturedMinor: 3000,
          cancelledMinor: 0,
          refundedMinor: 0,
        },
      });
      expect(world.relay.calls[0]).toMatchObject({
        key: order.key,
        body: { modificationAmount: { currency: 'NOK', value: 3000 } },
      });
    });
  });

  test.each([
    ['that shows no money', payment('AUTHORIZED', { authorized: 5000 })],
    ['without sums', { status: 200, body: {} }],
  ] as const)('a 200 %s is not believed: the payment is read back', async (_name, reply) => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, reply);
      world.relay.on(GET, payment('AUTHORIZED', { authorized: 5000, captured: 3000 }));
      expect(await world.gateway.capturePayment(order, world.signal)).toMatchObject({
        kind: 'payment.captured',
        aggregate: { capturedMinor: 3000 },
      });
    });
  });

  test.each([
    ['6260', 'later', problem(400, '6260')],
    ['6140', 'fullCaptureOnly', problem(400, '6140')],
    ['4040', 'amount', problem(400, '4040')],
    ['6010', 'amount', problem(400, '6010')],
    ['6090', 'amount', problem(400, '6090')],
    ['6070', 'look', problem(400, '6070')],
    ['6080', 'look', problem(400, '6080')],
    ['6100', 'look', problem(400, '6100')],
    ['6170', 'look', problem(400, '6170')],
    ['6200', 'look', problem(400, '6200')],
    ['4010', 'look', problem(409, '4010')],
    ['403', 'look', problem(403)],
    ['401', 'look', problem(401)],
    ['404', 'look', problem(404)],
  ] as const)('%s: %s', async (code, refusal, reply) => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, reply);
      expect(await world.gateway.capturePayment(order, world.signal)).toEqual({
        kind: 'payment.captureRefused',
        refusal,
        code,
      });
      expect(world.relay.calls).toHaveLength(1);
    });
  });

  test('a 6280 that may have stuck to its key ends in a look and a new key', async () => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, problem(400, '6280'));
      const fact = await world.run(world.gateway.capturePayment(order, world.signal));
      expect(fact).toEqual({ kind: 'payment.captureRefused', refusal: 'later', code: '6280' });
      expect(world.callsOf(CAPTURE)).toHaveLength(5);
    });
  });

  const shown = payment('AUTHORIZED', { authorized: 5000, captured: 3000 });

  test.each([
    ['in a foreign currency', payment('AUTHORIZED', { authorized: 5000, captured: 3000 }, 'EUR')],
    ['without sums', { status: 200, body: {} }],
    ['of some hotspot', { status: 200, text: '<html></html>' }],
  ] as const)(
    'a success %s may be one: an alarm, and the same is sent again under the same key',
    async (_name, reply) => {
      await withGateway(async (world) => {
        world.relay.on(CAPTURE, reply, shown);
        world.relay.on(GET, problem(404));
        const fact = await world.run(world.gateway.capturePayment(order, world.signal));
        expect(fact).toMatchObject({
          kind: 'payment.captured',
          aggregate: { capturedMinor: 3000 },
        });
        expect(world.callsOf(CAPTURE).map(({ key }) => key)).toEqual([order.key, order.key]);
        expect(world.log.entries.some((line) => line.level === 'error')).toBe(true);
      });
    },
  );

  test('a success whose sums are behind is a success', async () => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, payment('AUTHORIZED', { authorized: 5000 }));
      world.relay.on(GET, problem(404));
      expect(await world.gateway.capturePayment(order, world.signal)).toMatchObject({
        kind: 'payment.captured',
        aggregate: { authorizedMinor: 5000, capturedMinor: 0 },
      });
    });
  });

  test('after no answer the key is kept, however often it is refused as locked', async () => {
    await withGateway(async (world) => {
      const locked = problem(423);
      world.relay.on(CAPTURE, problem(503), ...Array.from({ length: 9 }, () => locked), shown);
      const fact = await world.run(world.gateway.capturePayment(order, world.signal));
      expect(fact).toMatchObject({ kind: 'payment.captured' });
      expect(new Set(world.callsOf(CAPTURE).map(({ key }) => key))).toEqual(new Set([order.key]));
    });
  });
});

describe('release', () => {
  const release = { reference: REFERENCE, key: 'release-key-1' } as const;

  test('gives back everything that is not captured', async () => {
    await withGateway(async (world) => {
      const sums = { authorized: 5000, captured: 3000, cancelled: 2000 };
      world.relay.on(CANCEL, payment('AUTHORIZED', sums));
      expect(await world.gateway.releasePayment(release, world.signal)).toMatchObject({
        kind: 'payment.released',
        aggregate: { cancelledMinor: 2000 },
      });
      expect(world.relay.calls[0]).toMatchObject({
        key: release.key,
        body: { cancelTransactionOnly: false },
      });
    });
  });

  test.each([
    ['6040', 'look', problem(400, '6040')],
    ['6030', 'look', problem(400, '6030')],
    ['6250', 'later', problem(400, '6250')],
  ] as const)('%s: %s', async (code, refusal, reply) => {
    await withGateway(async (world) => {
      world.relay.on(CANCEL, reply);
      expect(await world.gateway.releasePayment(release, world.signal)).toEqual({
        kind: 'payment.releaseRefused',
        refusal,
        code,
      });
    });
  });
});

describe('refund', () => {
  test('gives back what was captured', async () => {
    await withGateway(async (world) => {
      const sums = { authorized: 5000, captured: 3000, cancelled: 2000, refunded: 3000 };
      world.relay.on(REFUND, payment('AUTHORIZED', sums));
      expect(
        await world.gateway.refundPayment(
          { ...order, key: 'refund-1', sumMinor: order.amountMinor },
          world.signal,
        ),
      ).toMatchObject({ kind: 'payment.refunded', aggregate: { refundedMinor: 3000 } });
    });
  });

  test.each([
    ['6150', problem(400, '6150')],
    ['5100', problem(400, '5100')],
    ['6220', problem(400, '6220')],
  ])('%s is told', async (code, reply) => {
    await withGateway(async (world) => {
      world.relay.on(REFUND, reply);
      expect(
        await world.gateway.refundPayment(
          { ...order, key: 'refund-1', sumMinor: order.amountMinor },
          world.signal,
        ),
      ).toEqual({
        kind: 'payment.refundRefused',
        code,
      });
    });
  });

  test('ends without a word when its signal does', async () => {
    await withGateway(async (world) => {
      world.relay.on(REFUND, problem(500));
      const working = world.gateway.refundPayment(
        { ...order, key: 'refund-1', sumMinor: order.amountMinor },
        world.signal,
      );
      await until(() => world.clock.pendingTimers() > 0);
      world.abort();
      expect(await working).toBeUndefined();
    });
  });
});

test('capture and release of one payment never overlap, in the order they were given', async () => {
  await withGateway(async (world) => {
    world.relay.on(
      CAPTURE,
      problem(503),
      payment('AUTHORIZED', { authorized: 5000, captured: 3000 }),
    );
    world.relay.on(
      CANCEL,
      payment('AUTHORIZED', { authorized: 5000, captured: 3000, cancelled: 2000 }),
    );
    const capture = world.gateway.capturePayment(order, world.signal);
    const release = world.gateway.releasePayment({ ...order, key: 'release-1' }, world.signal);
    await world.run(Promise.all([capture, release]));
    expect(world.relay.calls.map((call) => call.key)).toEqual([order.key, order.key, 'release-1']);
  });
});
