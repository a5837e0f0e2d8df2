import type { MachineMessage } from '#contract/relay/messages.ts';
import { expect, test } from 'vitest';
import { welcome, withFeed, type FeedWorld, type Link } from './stand-in-link.ts';
import { quiet, until } from './stand-in-relay.ts';

type Heartbeat = Extract<MachineMessage, { type: 'heartbeat' }>;
const beats = (link: Link): readonly Heartbeat[] =>
  link.heard.filter((message): message is Heartbeat => message.type === 'heartbeat');

/** A relay that asks for a sign of life every minute. */
async function connect(world: FeedWorld): Promise<Link> {
  world.feed.start();
  const link = await world.linkNumber(1);
  const asked = { ...welcome(world.clock), heartbeatSeconds: 60 };
  link.sendText(JSON.stringify(asked));
  await until(() => beats(link).length === 1, 'the first heartbeat');
  return link;
}

const trips = (world: FeedWorld): number => world.eventsOf('latency').length;

test('a machine follows the pace of the relay: pings, and a whole heartbeat every 15 minutes', async () => {
  await withFeed(async (world) => {
    const link = await connect(world);
    expect(beats(link)[0]).toMatchObject({ id: 1, nextWithinSeconds: 60 });
    world.clock.advance(59_000);
    await quiet();
    expect(link.pings).toBe(0);
    for (let minute = 1; minute <= 14; minute += 1) {
      world.clock.advance(minute === 1 ? 1_000 : 60_000);
      await until(() => link.pings === minute && trips(world) === minute, `ping ${String(minute)}`);
    }
    expect(beats(link)).toHaveLength(1);
    world.clock.advance(60_000);
    await until(() => beats(link).length === 2, 'the whole heartbeat');
    expect(link.pings).toBe(14);
  });
});

test('what is new goes out at once, and the next sign of life a minute later', async () => {
  await withFeed(async (world) => {
    const link = await connect(world);
    world.clock.advance(30_000);
    world.feed.reportAvailability({ state: 'notReady', reasons: ['door-open'] });
    await until(() => beats(link).length === 2, 'the news');
    expect(beats(link)[1]).toMatchObject({ state: 'notReady', reasons: ['door-open'] });
    link.send({ type: 'heartbeatAck', id: 2, serverTimeMs: 0 });
    await until(() => trips(world) === 1, 'the answer');
    world.clock.advance(59_000);
    await quiet();
    expect(link.pings).toBe(0);
    world.clock.advance(1_000);
    await until(() => link.pings === 1, 'the ping');
  });
});

test('a relay that no longer answers pings is left 80 s after its last word', async () => {
  await withFeed(async (world) => {
    const link = await connect(world);
    world.clock.advance(60_000);
    await until(() => trips(world) === 1, 'the pong');
    link.pause();
    world.clock.advance(79_000);
    expect(world.lastLink()?.state).toBe('up');
    world.clock.advance(1_000);
    await until(() => world.lastLink()?.state === 'down', 'the end');
    expect(world.lastLink()?.detail).toBe('the relay has been silent for too long');
  });
});

test('the pace of one relay is forgotten at the next, which may be older', async () => {
  await withFeed(async (world) => {
    const first = await connect(world);
    first.cut();
    await until(() => world.lastLink()?.state === 'down', 'the end');
    world.clock.advance(500);
    const second = await world.linkNumber(2);
    second.send(welcome(world.clock));
    await until(() => beats(second).length === 1, 'its first heartbeat');
    expect(beats(second)[0]).not.toHaveProperty('nextWithinSeconds');
    world.clock.advance(10_000);
    await until(() => beats(second).length === 2, 'its second heartbeat');
  });
});
