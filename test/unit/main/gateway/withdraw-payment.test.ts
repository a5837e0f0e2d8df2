import { describe, expect, test } from 'vitest';
import { CANCEL, GET, payment, problem } from './replies.ts';
import { REFERENCE, withGateway } from './stand-in-relay.ts';

const order = { reference: REFERENCE, key: 'withdraw-01k00000000000000000000000-1' } as const;

test('a payment that nobody approved is terminated, and only if nobody did', async () => {
  await withGateway(async (world) => {
    world.relay.on(CANCEL, payment('TERMINATED', { cancelled: 5000 }));
    expect(await world.gateway.withdrawPayment(order, world.signal)).toEqual({
      kind: 'payment.terminated',
    });
    expect(world.relay.calls).toHaveLength(1);
    expect(world.relay.calls[0]).toMatchObject({
      key: order.key,
      body: { cancelTransactionOnly: true },
    });
  });
});

describe('a withdrawal that Vipps refuses: the payment says why', () => {
  test.each([
    [
      '6060, approved in the last moment',
      problem(400, '6060'),
      payment('AUTHORIZED', { authorized: 5000 }),
      { kind: 'payment.authorized', amountMinor: 5000 },
    ],
    ['declined before', problem(400, '6190'), payment('ABORTED'), { kind: 'payment.aborted' }],
    ['expired before', problem(400, '6050'), payment('EXPIRED'), { kind: 'payment.expired' }],
    ['terminated before', problem(409), payment('TERMINATED'), { kind: 'payment.terminated' }],
    ['gone when looked at', problem(400, '6190'), problem(404), { kind: 'payment.notFound' }],
  ] as const)('%s', async (_name, refusal, stored, fact) => {
    await withGateway(async (world) => {
      world.relay.on(CANCEL, refusal);
      world.relay.on(GET, stored);
      expect(await world.gateway.withdrawPayment(order, world.signal)).toEqual(fact);
    });
  });

  test.each([
    ['404', problem(404)],
    ['5090', problem(400, '5090')],
  ])('%s: there is no such payment', async (_name, refusal) => {
    await withGateway(async (world) => {
      world.relay.on(CANCEL, refusal);
      expect(await world.gateway.withdrawPayment(order, world.signal)).toEqual({
        kind: 'payment.notFound',
      });
    });
  });
});

test('while the customer is paying (6250) it is tried again, from the third time under new keys', async () => {
  await withGateway(async (world) => {
    const busy = problem(400, '6250');
    world.relay.on(CANCEL, busy, busy, busy, payment('TERMINATED', { cancelled: 5000 }));
    world.relay.on(GET, payment('CREATED'));
    const fact = await world.run(world.gateway.withdrawPayment(order, world.signal));
    expect(fact).toEqual({ kind: 'payment.terminated' });
    const calls = world.callsOf(CANCEL);
    expect(calls.map((call) => call.key)).toEqual([
      order.key,
      order.key,
      `${order.key}-r3`,
      `${order.key}-r4`,
    ]);
    expect(calls.every((call) => (call.key ?? '').length <= 50)).toBe(true);
    expect(calls.map((call) => call.atMs)).toEqual([0, 12_000, 24_000, 36_000]);
  });
});

test('a 200 that does not show the end is not believed', async () => {
  await withGateway(async (world) => {
    world.relay.on(CANCEL, payment('CREATED'));
    world.relay.on(GET, payment('AUTHORIZED', { authorized: 5000 }));
    expect(await world.gateway.withdrawPayment(order, world.signal)).toEqual({
      kind: 'payment.authorized',
      amountMinor: 5000,
    });
  });
});
