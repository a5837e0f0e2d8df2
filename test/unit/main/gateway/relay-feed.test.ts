import type { MachineMessage } from '#contract/relay/messages.ts';
import { describe, expect, test } from 'vitest';
import { CREDENTIAL, welcome, withFeed, type FeedWorld, type Link } from './stand-in-link.ts';
import { REFERENCE, TERMS, quiet, until } from './stand-in-relay.ts';

type MessageOf<Type extends MachineMessage['type']> = Extract<MachineMessage, { type: Type }>;

function heardOf<Type extends MachineMessage['type']>(
  link: Link,
  type: Type,
): readonly MessageOf<Type>[] {
  return link.heard.filter((message): message is MessageOf<Type> => message.type === type);
}

function downs(world: FeedWorld): readonly string[] {
  return world.eventsOf('link').flatMap(({ state, detail }) => (state === 'down' ? [detail] : []));
}

const checkIn = {
  type: 'checkIn',
  checkInId: 'scan-1',
  customerToken: 'secret-token',
  initiatedAt: '2026-01-01T12:00:00.1234567Z',
  ageMs: 250,
  answerWithinMs: 1_500,
} as const;

describe('connecting', () => {
  test('says hello, hears the terms, and reports its presence', async () => {
    await withFeed(async (world) => {
      world.feed.reportAvailability({ state: 'ready', reasons: [] });
      const link = await world.connect();
      expect(heardOf(link, 'hello')).toEqual([
        { type: 'hello', version: 1, software: 'vendskap/test' },
      ]);
      expect(heardOf(link, 'heartbeat')).toMatchObject([{ state: 'ready', reasons: [] }]);
      expect(world.events).toEqual([
        { kind: 'link', state: 'opening', detail: 'connecting to the relay' },
        { kind: 'welcome', terms: TERMS, location: 'Hall', clockOffsetMs: 1_500 },
        { kind: 'link', state: 'up', detail: '' },
      ]);
    });
  });

  test('connects again when the relay asks for it, after a part of the time that it gives', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      link.send({ type: 'reconnect', withinMs: 4_000 });
      await until(() => world.clock.pendingTimers() > 2);
      await world.clock.advanceAsync(3_999);
      expect(link.closedWith).toBeUndefined();
      await world.clock.advanceAsync(1);
      await until(() => link.closedWith !== undefined);
      expect(link.closedWith).toBe(1000);
      await world.clock.advanceAsync(500);
      await world.linkNumber(2);
    });
  });

  test('starts once, and stays quiet after the stop', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      world.feed.start();
      await world.feed.stop();
      await until(() => link.closedWith !== undefined);
      await world.clock.advanceAsync(120_000);
      expect(link.closedWith).toBe(1000);
      expect(world.attempts()).toBe(1);
      expect(world.clock.pendingTimers()).toBe(0);
      expect(downs(world)).toEqual([]);
    });
  });

  test.each([
    [401, "the relay refuses this machine's credential: enrol it again"],
    [409, 'another kiosk is connected as this machine'],
  ])('a refusal with %s is said in words and tried again once a minute', async (status, words) => {
    await withFeed(async (world) => {
      world.setRefusal(status);
      world.feed.start();
      await until(() => downs(world).length === 1);
      expect(downs(world)).toEqual([words]);
      const before = world.attempts();
      await world.clock.advanceAsync(59_000);
      expect(world.attempts()).toBe(before);
      world.setRefusal(undefined);
      world.clock.advance(1_000);
      await world.linkNumber(1);
      expect(JSON.stringify(world.log.entries)).not.toContain(CREDENTIAL);
    });
  });

  test.each([
    ['a credential taken back while connected', 4401, 'enrol it again'],
    ['a second kiosk with the same credential', 4409, 'another kiosk is connected as this machine'],
  ])('%s is a person’s to mend: the next attempt is a minute away', async (_name, code, words) => {
    await withFeed(async (world) => {
      const link = await world.connect();
      link.close(code);
      await until(() => downs(world).length === 1);
      expect(downs(world)[0]).toContain(words);
      await world.clock.advanceAsync(59_000);
      expect(world.attempts()).toBe(1);
    });
  });

  test('pauses between attempts double from half a second to half a minute, with full jitter', async () => {
    await withFeed(async (world) => {
      world.setRefusal(503);
      world.feed.start();
      const pauses: number[] = [];
      for (let attempt = 1; attempt <= 9; attempt += 1) {
        await until(() => downs(world).length === attempt);
        const fromMs = world.clock.monotonicMs();
        while (world.lastLink()?.state === 'down') world.clock.advance(500);
        pauses.push(world.clock.monotonicMs() - fromMs);
      }
      expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
      expect(new Set(downs(world))).toEqual(new Set(['the relay answered 503']));
    });
  });

  test('the jitter goes down to almost nothing', async () => {
    await withFeed(
      async (world) => {
        const first = await world.connect();
        first.cut();
        await until(() => downs(world).length === 1);
        world.clock.advance(100);
        const second = await world.linkNumber(2);
        second.send(welcome(world.clock));
        await until(() => world.eventsOf('welcome').length === 2);
      },
      () => 0,
    );
  });

  test('a relay that takes the connection and says nothing is left after 30 s', async () => {
    await withFeed(async (world) => {
      world.setMute(true);
      world.feed.start();
      await until(() => world.attempts() === 1);
      world.clock.advance(30_000);
      await until(() => downs(world).length === 1);
      expect(downs(world)).toEqual(['the relay has been silent for too long']);
    });
  });
});

describe('heartbeats', () => {
  test('go out every 10 s, and at once when the presence is news', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      world.clock.advance(10_000);
      await until(() => heardOf(link, 'heartbeat').length === 2);
      world.feed.reportAvailability({ state: 'busy', reasons: ['sale'] });
      await until(() => heardOf(link, 'heartbeat').length === 3);
      world.feed.reportAvailability({ state: 'busy', reasons: ['sale'] });
      await quiet();
      expect(heardOf(link, 'heartbeat').map(({ id, state }) => [id, state])).toEqual([
        [1, 'notReady'],
        [2, 'notReady'],
        [3, 'busy'],
      ]);
    });
  });

  test('carry an alert again that the relay did not acknowledge, and none that it did', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      world.feed.raise({
        alert: 'settlementOverdue',
        reference: REFERENCE,
        sinceMs: 5,
        amountMinor: 3500,
        currency: 'NOK',
      });
      await until(() => heardOf(link, 'alert').length === 1);
      for (let beat = 2; beat <= 30; beat += 1) {
        world.clock.advance(10_000);
        await until(() => heardOf(link, 'heartbeat').length === beat);
        link.send({ type: 'heartbeatAck', id: beat, serverTimeMs: 0 });
        await quiet();
      }
      await until(() => heardOf(link, 'alert').length === 2);
      link.send({ type: 'alertAck', id: String(heardOf(link, 'alert')[0]?.id) });
      await quiet();
      for (let beat = 31; beat <= 60; beat += 1) {
        world.clock.advance(10_000);
        await until(() => heardOf(link, 'heartbeat').length === beat);
        link.send({ type: 'heartbeatAck', id: beat, serverTimeMs: 0 });
        await quiet();
      }
      expect(heardOf(link, 'alert')).toHaveLength(2);
    });
  });

  test('more or longer reasons than the link takes are cut: one too many would end it', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      const reasons = Array.from({ length: 30 }, () => 'x'.repeat(100));
      world.feed.reportAvailability({ state: 'notReady', reasons });
      await until(() => heardOf(link, 'heartbeat').length === 2);
      expect(heardOf(link, 'heartbeat')[1]?.reasons).toHaveLength(20);
    });
  });

  test('the round trip is that of the last one', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      world.clock.advance(40);
      link.send({ type: 'heartbeatAck', id: 7, serverTimeMs: 0 });
      link.send({ type: 'heartbeatAck', id: 1, serverTimeMs: 0 });
      await until(() => world.eventsOf('latency').length === 1);
      expect(world.eventsOf('latency')).toEqual([{ kind: 'latency', roundTripMs: 40 }]);
    });
  });

  test('30 s of silence end the link, and the next one begins', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      world.clock.advance(29_000);
      link.send({ type: 'checkInVoid', checkInId: 'a-word' });
      await until(() => world.eventsOf('checkInVoid').length === 1);
      world.clock.advance(29_000);
      expect(world.lastLink()?.state).toBe('up');
      world.clock.advance(1_000);
      await until(() => link.closedWith !== undefined);
      expect(link.closedWith).toBe(4408);
      world.clock.advance(500);
      await world.linkNumber(2);
    });
  });

  test('of a kind that only a newer relay knows is passed over, and the link goes on', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      link.sendText('{"type":"weather","text":"snow"}');
      link.send(checkIn);
      await until(() => heardOf(link, 'checkInAnswer').length === 1);
      expect(link.closedWith).toBeUndefined();
      expect(world.log.entries.some((entry) => entry.level === 'warn')).toBe(true);
    });
  });

  test.each(['{"type":"checkIn"}', '{"type":7}', 'null', 'no JSON'])(
    '%s ends the link',
    async (text) => {
      await withFeed(async (world) => {
        const link = await world.connect();
        link.sendText(text);
        await until(() => link.closedWith !== undefined);
        expect(link.closedWith).toBe(4400);
        expect(world.log.entries.some((entry) => entry.level === 'error')).toBe(true);
      });
    },
  );
});

describe('a check-in', () => {
  test('is decided at once, and its repetition gets the same answer', async () => {
    await withFeed(async (world) => {
      const asked: unknown[] = [];
      world.feed.onCheckIn((asking) => {
        asked.push(asking);
        return { accepted: true, reason: undefined };
      });
      const link = await world.connect();
      link.send(checkIn);
      link.send(checkIn);
      await until(() => heardOf(link, 'checkInAnswer').length === 2);
      const answer = { type: 'checkInAnswer', checkInId: 'scan-1', accepted: true };
      expect(heardOf(link, 'checkInAnswer')).toEqual([answer, answer]);
      expect(asked).toEqual([{ checkInId: 'scan-1', customerToken: 'secret-token', ageMs: 250 }]);
      expect(JSON.stringify(world.log.entries)).not.toContain('secret-token');
    });
  });

  test('that was refused stays refused, also after the link was away', async () => {
    await withFeed(async (world) => {
      world.feed.onCheckIn(() => ({ accepted: false, reason: 'busy' }));
      const first = await world.connect();
      first.send(checkIn);
      await until(() => heardOf(first, 'checkInAnswer').length === 1);
      first.cut();
      await until(() => downs(world).length === 1);
      world.feed.onCheckIn(() => ({ accepted: true, reason: undefined }));
      world.clock.advance(500);
      const second = await world.linkNumber(2);
      second.send(checkIn);
      await until(() => heardOf(second, 'checkInAnswer').length === 1);
      expect(heardOf(second, 'checkInAnswer')).toMatchObject([{ accepted: false, reason: 'busy' }]);
    });
  });

  test('that the relay takes back is told', async () => {
    await withFeed(async (world) => {
      const link = await world.connect();
      link.send({ type: 'checkInVoid', checkInId: 'scan-1' });
      await until(() => world.eventsOf('checkInVoid').length === 1);
      expect(world.eventsOf('checkInVoid')).toEqual([{ kind: 'checkInVoid', checkInId: 'scan-1' }]);
    });
  });

  test('that breaks the kiosk is refused, and whatever came of it is taken back', async () => {
    await withFeed(async (world) => {
      world.feed.onCheckIn(() => {
        throw new Error('full');
      });
      const link = await world.connect();
      link.send(checkIn);
      await until(() => heardOf(link, 'checkInAnswer').length === 1);
      expect(heardOf(link, 'checkInAnswer')).toMatchObject([{ accepted: false, reason: 'fault' }]);
      expect(world.eventsOf('checkInVoid')).toHaveLength(1);
    });
  });
});

test('a listener that has unsubscribed hears nothing more', async () => {
  await withFeed(async (world) => {
    let heard = 0;
    const unsubscribe = world.feed.onEvent(() => {
      heard += 1;
    });
    unsubscribe();
    await world.connect();
    expect(heard).toBe(0);
  });
});
