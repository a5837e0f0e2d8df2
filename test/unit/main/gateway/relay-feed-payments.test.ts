import { expect, test } from 'vitest';
import { welcome, withFeed, type Link } from './stand-in-link.ts';
import { REFERENCE, until } from './stand-in-relay.ts';

function webhook(name: string, reference: string = REFERENCE): unknown {
  return {
    msn: '123456',
    reference,
    pspReference: `psp-${name}`,
    name,
    amount: { currency: 'NOK', value: 5000 },
    timestamp: '2026-01-01T12:00:00Z',
    success: true,
  };
}

function acknowledged(link: Link): readonly number[] {
  return link.heard.flatMap((message) => (message.type === 'ack' ? [message.sequence] : []));
}

test('payment events become facts in their order and are acknowledged after that', async () => {
  await withFeed(async (world) => {
    const link = await world.connect();
    link.send({ type: 'paymentEvent', sequence: 4, event: webhook('CREATED') });
    link.send({ type: 'paymentEvent', sequence: 5, event: webhook('AUTHORIZED') });
    await until(() => acknowledged(link).length === 2);
    expect(acknowledged(link)).toEqual([4, 5]);
    expect(world.eventsOf('payment')).toEqual([
      {
        kind: 'payment',
        reference: REFERENCE,
        fact: { kind: 'payment.authorized', amountMinor: 5000, isHint: true },
      },
    ]);
  });
});

test('an event that was acknowledged on this link is not told again', async () => {
  await withFeed(async (world) => {
    const link = await world.connect();
    link.send({ type: 'paymentEvent', sequence: 5, event: webhook('AUTHORIZED') });
    link.send({ type: 'paymentEvent', sequence: 5, event: webhook('AUTHORIZED') });
    link.send({ type: 'paymentEvent', sequence: 3, event: webhook('ABORTED') });
    await until(() => acknowledged(link).length === 3);
    expect(world.eventsOf('payment')).toHaveLength(1);
    expect(acknowledged(link).at(-1)).toBe(5);
  });
});

test('a relay that counts from one again, on a new database, is heard', async () => {
  await withFeed(async (world) => {
    const first = await world.connect();
    first.send({ type: 'paymentEvent', sequence: 90, event: webhook('AUTHORIZED') });
    await until(() => acknowledged(first).length === 1);
    first.cut();
    await until(() => world.lastLink()?.state === 'down');
    world.clock.advance(500);
    const second = await world.linkNumber(2);
    second.send(welcome(world.clock));
    second.send({ type: 'paymentEvent', sequence: 1, event: webhook('EXPIRED') });
    await until(() => acknowledged(second).length === 1);
    expect(acknowledged(second)).toEqual([1]);
    expect(world.eventsOf('payment')).toHaveLength(2);
  });
});

test.each([
  ['of another shape', { any: 'thing' }],
  ['of a foreign reference', webhook('AUTHORIZED', 'order-4711')],
  ['of a new kind', webhook('TELEPORTED')],
])('an event %s is logged and acknowledged: it must not hold up the line', async (_name, event) => {
  await withFeed(async (world) => {
    const link = await world.connect();
    link.send({ type: 'paymentEvent', sequence: 1, event });
    await until(() => acknowledged(link).length === 1);
    expect(world.eventsOf('payment')).toHaveLength(0);
    expect(world.log.entries.some(({ level }) => level === 'error' || level === 'warn')).toBe(true);
  });
});

test('an event that a listener cannot take stays with the relay, with all after it', async () => {
  await withFeed(async (world) => {
    let isFull = true;
    world.feed.onEvent((event) => {
      if (event.kind === 'payment' && isFull) throw new Error('disk full');
    });
    const first = await world.connect();
    first.send({ type: 'paymentEvent', sequence: 1, event: webhook('AUTHORIZED') });
    first.send({ type: 'paymentEvent', sequence: 2, event: webhook('CREATED') });
    await until(() => first.closedWith !== undefined);
    expect(acknowledged(first)).toEqual([]);
    isFull = false;
    world.clock.advance(500);
    const second = await world.linkNumber(2);
    second.send(welcome(world.clock));
    second.send({ type: 'paymentEvent', sequence: 1, event: webhook('AUTHORIZED') });
    await until(() => acknowledged(second).length === 1);
  });
});
