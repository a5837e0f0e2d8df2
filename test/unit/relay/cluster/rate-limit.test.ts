import { expect, test } from 'vitest';
import { createLoneProcess } from '../../../../src/relay/cluster/cluster.ts';
import {
  createRateLimit,
  type RateLimit,
  type Taken,
} from '../../../../src/relay/cluster/rate-limit.ts';
import type { LimitStore } from '../../../../src/relay/store/ports/cluster.ts';
import { createVirtualClock } from '../../../support/house/virtual-clock.ts';
import { createLineLog } from '../relay-fixture.ts';

const LIMIT = { name: 'tries', perMinute: 20 };

async function takeTimes(count: number, limit: RateLimit): Promise<readonly Taken[]> {
  const all: Taken[] = [];
  for (let number = 0; number < count; number += 1) all.push(await limit.take('caller'));
  return all;
}

/** Processes that share one count, which fails when it is told to. */
function openShared(): {
  readonly process: () => RateLimit;
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly log: ReturnType<typeof createLineLog>;
  readonly asked: () => number;
  fail(): void;
} {
  const clock = createVirtualClock();
  const log = createLineLog();
  const counts = new Map<string, number>();
  let asked = 0;
  let isAway = false;
  const limits: LimitStore = {
    count: (name, windowStartMs, by = 1) => {
      asked += 1;
      if (isAway) return Promise.reject(new Error('away'));
      const key = `${name} ${String(windowStartMs)}`;
      counts.set(key, (counts.get(key) ?? 0) + by);
      return Promise.resolve(counts.get(key) ?? 0);
    },
    removeBefore: () => Promise.resolve(),
  };
  return {
    clock,
    log,
    asked: () => asked,
    process: () => createRateLimit(LIMIT, { cluster: { store: { limits }, clock }, log }),
    fail: () => {
      isAway = true;
    },
  };
}

test('alone: as many as the limit in a minute, the first refused one is told apart', async () => {
  const clock = createVirtualClock();
  const cluster = createLoneProcess(clock);
  const limit = createRateLimit(LIMIT, { cluster, log: createLineLog() });
  const all = await takeTimes(22, limit);
  expect(all.filter((one) => one === 'allowed')).toHaveLength(20);
  expect(all.slice(20)).toEqual(['firstAbove', 'above']);
  clock.moveTo(60_000);
  expect(await limit.take('caller')).toBe('allowed');
});

test('an honest caller costs no question; two processes together allow as much as one', async () => {
  const shared = openShared();
  const [a, b] = [shared.process(), shared.process()];
  await takeTimes(2, a);
  await takeTimes(2, b);
  expect(shared.asked()).toBe(0);
  const ofA = await takeTimes(13, a);
  const ofB = await takeTimes(10, b);
  expect([...ofA, ...ofB].filter((one) => one === 'allowed')).toHaveLength(16);
  const before = shared.asked();
  // Once above, no more questions for the rest of the minute.
  expect(await takeTimes(5, b)).toEqual(Array.from({ length: 5 }, () => 'above'));
  expect(shared.asked()).toBe(before);
  shared.clock.moveTo(shared.clock.elapsedMs() + 60_000);
  expect(await b.take('caller')).toBe('allowed');
});

test('while the database is away each process limits by what it saw', async () => {
  const shared = openShared();
  shared.fail();
  const all = await takeTimes(22, shared.process());
  expect(all.filter((one) => one === 'allowed')).toHaveLength(20);
  expect(shared.log.lines.map(({ event }) => event)).toContain('relay.limit-not-shared');
});
