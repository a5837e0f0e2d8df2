import { expect, test } from 'vitest';
import type { World } from '../../load/world.ts';
import { sellUnderFaults } from './under-faults.ts';

const MACHINES = 60;
const RELAYS = 3;
/** What a customer's app waits. */
const ANSWER_WITHIN_MS = 2_000;

/** When a machine began a new connection, in milliseconds since the first look. */
function watchReconnects({ machines }: World): { readonly atMs: number[]; stop(): void } {
  const began = performance.now();
  const atMs: number[] = [];
  const known = machines.map(({ link }) => link.number);
  const timer = setInterval(() => {
    for (const [index, { link }] of machines.entries()) {
      const more = link.number - (known[index] ?? 0);
      known[index] = link.number;
      for (let count = 0; count < more; count += 1) atMs.push(performance.now() - began);
    }
  }, 20);
  return {
    atMs,
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** The most of them that came within so many milliseconds. */
function mostWithin(ms: number, times: readonly number[]): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length),
  );
}

test('each of three relay processes is told to stop and started again under load: nobody notices', async () => {
  const reconnects: ReturnType<typeof watchReconnects>[] = [];
  const relays: World['relays'][number][] = [];
  const report = await sellUnderFaults({
    ...{ database: 'PostgreSQL', relays: RELAYS, machines: MACHINES },
    // The next one is told when the one before runs again.
    ...{ salesPerSecond: 6, seconds: 27, faults: ['relay-restarted'], faultEvery: 8 },
    besides: (world) => {
      relays.push(...world.relays);
      const watch = watchReconnects(world);
      reconnects.push(watch);
      return () => {
        watch.stop();
      };
    },
  });
  expect(report.verdict).toMatchObject({ isRight: true });
  expect(report.faults).toHaveLength(RELAYS);
  // Told to stop once in the run, and once at its end.
  for (const relay of relays) expect(relay.exits()).toEqual([0, 0]);

  // Every scan got an answer, none too late, and none that a process was about to stop.
  const { errors, sales, latencyMs, generator } = report;
  const unanswered = Object.keys(errors).filter((kind) => kind.endsWith('without answer'));
  expect(unanswered).toEqual([]);
  expect(latencyMs.checkInAnswer.max).toBeLessThan(ANSWER_WITHIN_MS + 10 * generator.lateP99Ms);
  expect(sales.sold).toBeGreaterThan(sales.scans * 0.8);

  // Machines came back at once, and not all together.
  const times = reconnects[0]?.atMs ?? [];
  expect(times.length).toBeGreaterThanOrEqual(MACHINES / 2);
  expect(times.length).toBeLessThanOrEqual(MACHINES * RELAYS);
  expect(mostWithin(500, times)).toBeLessThan(MACHINES / 2);
  const fewest = Math.min(...report.seconds.map(({ connected }) => connected));
  process.stderr.write(
    `drain: ${JSON.stringify({ fewest, most: mostWithin(500, times), moved: times.length, errors })}\n`,
  );
  expect(fewest).toBeGreaterThan(MACHINES / 2);
}, 600_000);
