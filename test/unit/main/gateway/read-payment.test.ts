import { describe, expect, test } from 'vitest';
import { EVENTS, GET, payment, problem } from './replies.ts';
import { REFERENCE, until, withGateway } from './stand-in-relay.ts';

describe('watching for the approval', () => {
  test('asks first after 5 s, then every 2 s, until the payment has left CREATED', async () => {
    await withGateway(async (world) => {
      world.relay.on(
        GET,
        payment('CREATED'),
        payment('CREATED'),
        payment('AUTHORIZED', { authorized: 5000 }),
      );
      const fact = await world.run(world.gateway.watchPayment(REFERENCE, world.signal, false));
      expect(fact).toEqual({ kind: 'payment.authorized', amountMinor: 5000 });
      expect(world.callsOf(GET).map((call) => call.atMs)).toEqual([5_000, 7_000, 9_000]);
    });
  });

  test.each([
    ['ABORTED', 'payment.aborted'],
    ['EXPIRED', 'payment.expired'],
    ['TERMINATED', 'payment.terminated'],
  ])('%s ends it', async (state, kind) => {
    await withGateway(async (world) => {
      world.relay.on(GET, payment(state));
      expect(await world.run(world.gateway.watchPayment(REFERENCE, world.signal, false))).toEqual({
        kind,
      });
    });
  });

  test.each([
    ['404', problem(404)],
    ['5090', problem(400, '5090')],
  ])('%s means that there is none', async (_name, reply) => {
    await withGateway(async (world) => {
      world.relay.on(GET, reply);
      expect(await world.run(world.gateway.watchPayment(REFERENCE, world.signal, false))).toEqual({
        kind: 'payment.notFound',
      });
    });
  });

  test('goes on more slowly while Vipps is in trouble', async () => {
    await withGateway(async (world) => {
      const trouble = problem(503);
      world.relay.on(GET, trouble, trouble, trouble, payment('ABORTED'));
      await world.run(world.gateway.watchPayment(REFERENCE, world.signal, false));
      expect(world.callsOf(GET).map((call) => call.atMs)).toEqual([5_000, 7_000, 11_000, 19_000]);
    });
  });

  test('does not hold up an order for the same payment', async () => {
    await withGateway(async (world) => {
      world.relay.on(GET, payment('CREATED'));
      const watching = world.gateway.watchPayment(REFERENCE, world.signal, false);
      expect(await world.gateway.observePayment(REFERENCE, world.signal)).toMatchObject({
        kind: 'payment.observed',
      });
      world.abort();
      expect(await watching).toBeUndefined();
    });
  });
});

describe('reading the payment back', () => {
  test('tells its sums', async () => {
    await withGateway(async (world) => {
      world.relay.on(
        GET,
        payment('AUTHORIZED', { authorized: 5000, captured: 3000, cancelled: 2000 }),
      );
      expect(await world.gateway.observePayment(REFERENCE, world.signal)).toEqual({
        kind: 'payment.observed',
        aggregate: {
          authorizedMinor: 5000,
          capturedMinor: 3000,
          cancelledMinor: 2000,
          refundedMinor: 0,
        },
      });
    });
  });

  test.each([
    ['a foreign currency', payment('AUTHORIZED', { authorized: 5000 }, 'DKK')],
    ['another payment', { status: 200, body: { reference: 'vm-0001-other' } }],
    ['a page of some hotspot', { status: 200, text: '<html></html>' }],
    ['a refusal of access', problem(403)],
  ] as const)('%s is no answer: asked again, and an alarm', async (_name, reply) => {
    await withGateway(async (world) => {
      world.relay.on(GET, reply, payment('AUTHORIZED', { authorized: 5000 }));
      const fact = await world.run(world.gateway.observePayment(REFERENCE, world.signal));
      expect(fact).toMatchObject({ kind: 'payment.observed' });
      expect(world.callsOf(GET).map((call) => call.atMs)).toEqual([0, 15_000]);
      expect(world.log.entries.some((line) => line.level === 'error')).toBe(true);
    });
  });
});

test('the log of a payment is passed on as Vipps keeps it', async () => {
  await withGateway(async (world) => {
    const event = {
      reference: REFERENCE,
      pspReference: 'psp-9',
      name: 'CAPTURED',
      amount: { currency: 'NOK', value: 3000 },
      timestamp: '2026-01-01T12:00:00Z',
      idempotencyKey: null,
      success: true,
    };
    world.relay.on(EVENTS, { status: 200, body: [event] });
    const events = await world.gateway.getEvents(REFERENCE, world.signal);
    expect(events).toMatchObject([{ name: 'CAPTURED', pspReference: 'psp-9' }]);
    world.relay.on(EVENTS, problem(404));
    expect(await world.gateway.getEvents(REFERENCE, world.signal)).toBeUndefined();
    world.relay.on(EVENTS, { status: 200, body: { not: 'a list' } });
    expect(await world.gateway.getEvents(REFERENCE, world.signal)).toBeUndefined();
    await until(() => world.relay.calls.length === 3);
  });
});
