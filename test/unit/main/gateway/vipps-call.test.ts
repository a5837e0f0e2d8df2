import { describe, expect, test } from 'vitest';
import { CAPTURE, payment, problem, relayRefusal } from './replies.ts';
import {
  REFERENCE,
  quiet,
  until,
  withGateway,
  type GatewayWorld,
  type Reply,
} from './stand-in-relay.ts';

const order = {
  reference: REFERENCE,
  amountMinor: 3000,
  currency: 'NOK',
  key: 'capture-key-1',
} as const;
const DONE = payment('AUTHORIZED', { authorized: 5000, captured: 3000 });

async function captureAfter(
  world: GatewayWorld,
  ...replies: readonly Reply[]
): Promise<readonly number[]> {
  world.relay.on(CAPTURE, ...replies, DONE);
  const fact = await world.run(world.gateway.capturePayment(order, world.signal));
  expect(fact).toMatchObject({ kind: 'payment.captured' });
  const calls = world.callsOf(CAPTURE);
  expect(new Set(calls.map((call) => call.key))).toEqual(new Set([order.key]));
  expect(new Set(calls.map((call) => JSON.stringify(call.body))).size).toBe(1);
  return calls.map((call) => call.atMs);
}

describe('an order is repeated under its own key until Vipps has decided', () => {
  test.each([
    ['500', problem(500)],
    ['503', problem(503)],
    ['423', problem(423)],
    ['429', problem(429)],
    ['6160', problem(409, '6160')],
    ['6280', problem(400, '6280')],
    ['an answer lost on its way', 'lost'],
  ] as const)('after %s: at once, 2 s, 15 s and 30 s later', async (_name, reply) => {
    await withGateway(async (world) => {
      expect(await captureAfter(world, reply, reply, reply)).toEqual([0, 2_000, 17_000, 47_000]);
    });
  });

  test.each([
    ['the relay cannot reach Vipps', relayRefusal(502, 'vipps-unreachable')],
    ['Vipps is silent towards the relay', relayRefusal(504, 'vipps-unreachable')],
    ['the relay has too many calls', relayRefusal(429, 'too-many-calls')],
    ['the relay does not know the credential now', relayRefusal(401, 'unknown-machine')],
  ] as const)('when %s: soon again, for it may be back any moment', async (_name, reply) => {
    await withGateway(async (world) => {
      expect(await captureAfter(world, reply, reply, reply)).toEqual([0, 2_000, 7_000, 17_000]);
    });
  });

  test('Retry-After is honoured, from Vipps and from the relay', async () => {
    await withGateway(async (world) => {
      const vipps = problem(429, undefined, { 'retry-after': '40' });
      const relay = relayRefusal(429, 'too-many-calls', { 'retry-after': '60' });
      expect(await captureAfter(world, vipps, relay)).toEqual([0, 40_000, 100_000]);
    });
  });

  test('never more than five calls a minute, however often orders come', async () => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, problem(400, '6260'));
      for (let round = 1; round <= 12; round += 1) {
        const key = `capture-key-${String(round)}`;
        const fact = await world.run(world.gateway.capturePayment({ ...order, key }, world.signal));
        expect(fact).toMatchObject({ kind: 'payment.captureRefused', refusal: 'later' });
      }
      const times = world.callsOf(CAPTURE).map((call) => call.atMs);
      for (const from of times) {
        expect(times.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(
          5,
        );
      }
    });
  });

  test('a relay that is down is asked until it is back, and nothing counts as a call to Vipps', async () => {
    await withGateway(async (world) => {
      const { server } = world.relay;
      const port = Number(new URL(world.relay.url).port);
      await world.relay.close();
      const working = world.gateway.capturePayment(order, world.signal);
      const refusedTimes = (): number =>
        world.log.entries.filter((line) => line.fields['code'] === 'unreachable').length;
      await until(() => refusedTimes() === 1 && world.clock.pendingTimers() > 0);
      for (let tries = 2; tries <= 9; tries += 1) {
        world.clock.advance(15_000);
        await until(() => refusedTimes() === tries && world.clock.pendingTimers() > 0);
      }
      world.relay.on(CAPTURE, DONE);
      await new Promise<void>((resolve) => {
        server.listen(port, '127.0.0.1', resolve);
      });
      world.clock.advance(15_000);
      expect(await working).toMatchObject({ kind: 'payment.captured' });
    });
  });
});

describe('the end of the trying', () => {
  test('the signal ends a pause', async () => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, problem(500));
      const working = world.gateway.capturePayment(order, world.signal);
      await until(() => world.clock.pendingTimers() > 0);
      world.abort();
      expect(await working).toBeUndefined();
      expect(world.clock.pendingTimers()).toBe(0);
      expect(world.callsOf(CAPTURE)).toHaveLength(1);
    });
  });

  test('the signal does not cut a call in flight: money may have moved, its answer is told', async () => {
    await withGateway(async (world) => {
      const held: (() => void)[] = [];
      world.relay.server.removeAllListeners('request');
      world.relay.server.on('request', (_request, response) => {
        held.push(() => {
          response.end(typeof DONE === 'object' ? JSON.stringify(DONE.body) : '');
        });
      });
      const working = world.gateway.capturePayment(order, world.signal);
      await until(() => held.length === 1);
      world.abort();
      await quiet();
      held[0]?.();
      expect(await working).toMatchObject({ kind: 'payment.captured' });
    });
  });

  test('an order whose signal has ended before its turn is never sent', async () => {
    await withGateway(async (world) => {
      world.abort();
      expect(await world.gateway.capturePayment(order, world.signal)).toBeUndefined();
      expect(world.relay.calls).toHaveLength(0);
    });
  });

  test('stopping cuts what is in flight and what waits in the queue', async () => {
    await withGateway(async (world) => {
      world.relay.on(CAPTURE, 'silence');
      const first = world.gateway.capturePayment(order, world.signal);
      const second = world.gateway.releasePayment({ ...order, key: 'release-1' }, world.signal);
      const watching = world.gateway.watchPayment(REFERENCE, world.signal, false);
      await until(() => world.relay.calls.length === 1);
      await world.gateway.stop();
      expect(await Promise.all([first, second, watching])).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(await world.gateway.observePayment(REFERENCE, world.signal)).toBeUndefined();
      expect(world.relay.calls).toHaveLength(1);
    });
  });
});

test('a refusal is logged with what Vipps’ support asks for, and without the credential', async () => {
  await withGateway(async (world) => {
    world.relay.on(CAPTURE, problem(400, '6090'));
    await world.gateway.capturePayment(order, world.signal);
    const line = world.log.entries.find(({ event }) => event === 'gateway.vipps-refused');
    expect(line?.fields).toMatchObject({ status: 400, errorCode: '6090', traceId: 'trace-1' });
    expect(JSON.stringify(world.log.entries)).not.toContain('machine-credential');
  });
});
