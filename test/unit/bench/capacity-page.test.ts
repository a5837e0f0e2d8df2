import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  capacityPage,
  capacityPicture,
  formattedCapacityPage,
} from '../../../bench/capacity-page.ts';
import type { Capacity, Load } from '../../../bench/capacity.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const latency = { count: 9, p50: 1.5, p99: 24.5, max: 30 };
const load = (machines: number): Load => ({
  ...{ isRight: true, machines, salesPerSecond: 35, checkIn: latency, delivery: latency },
  ...{ cpuMsPerSale: 3.2, cpuShare: 0.11, memoryMb: 120, generatorLateP99Ms: 6 },
});
const SAMPLE: Capacity = {
  at: '2026-12-01T00:00:00.000Z',
  computer: '2 × a processor',
  machines: 100,
  idle: {
    ours: { kbPerConnection: 12, cpuShare: 0.02 },
    bare: { kbPerConnection: 10, cpuShare: 0.01 },
  },
  single: { ours: latency, bare: latency },
  loads: [load(10), load(100)],
  back: { restarted: 12.3, drained: 5.6 },
  throughputs: [
    { database: 'SQLite', relays: 1, commitsPerSecond: 900, eventsPerSecond: 600, load: load(100) },
  ],
  ratios: [
    { name: 'memory', value: 1.2, target: 2, isAtLeast: false, isMet: true },
    { name: 'events', value: 0.4, target: 0.5, isAtLeast: true, isMet: false },
  ],
};

it('says what was measured, and which targets were missed', () => {
  const page = capacityPage(SAMPLE);
  expect(page).toMatch(/\| memory \| 1\.20 \| ≤ 2 \|  \|/);
  expect(page).toMatch(/\| events \| 0\.40 \| ≥ 0\.5 \| missed \|/);
  expect(page).toMatch(
    /\| 100 \| 35 \| 1\.5 \/ 24\.5 \| 1\.5 \/ 24\.5 \| 3\.2 \| 11 % \| 120 \| 6\.0 \|/,
  );
  expect(capacityPicture(SAMPLE)).toMatch(/<polyline/);
});

it('the page in docs is what its JSON gives', async () => {
  const json = join(DOCS, 'capacity.json');
  if (!existsSync(json)) {
    expect(existsSync(join(DOCS, 'capacity.md'))).toBe(false);
    return;
  }
  const capacity: Capacity = JSON.parse(readFileSync(json, 'utf8'));
  expect(readFileSync(join(DOCS, 'capacity.md'), 'utf8')).toBe(
    await formattedCapacityPage(capacity),
  );
});
