import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSystemClock } from '../../src/main/runtime/clock.ts';
import { createUsbSticks } from '../../src/main/ops/usb-sticks.ts';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { WINDOW_MODES } from './modes/window.ts';

const MODE = WINDOW_MODES['stick-full-of-files'];
const FILES = 100_000;
/** A board’s poll may wait 100 ms and has a process of its own; a press of a key is felt after this. */
const FELT_MS = 200;

/** Of the time that this computer, as busy as it is, is away when it looks at every file in one go. */
const FELT_PART = 1 / 2;

const media = mkdtempSync(join(tmpdir(), 'vendskap-full-stick-'));
const stick = join(media, 'KINGSTON');
const sticks = createUsbSticks({ clock: createSystemClock(), folder: media });

beforeAll(() => {
  mkdirSync(stick);
  const touch = `seq -f 'list-%.0f.csv' 0 ${String(FILES - 1)} | xargs touch`;
  expect(spawnSync('sh', ['-c', touch], { cwd: stick }).status).toBe(0);
  const tomorrow = Date.now() / 1_000 + 86_400;
  utimesSync(join(stick, 'list-54321.csv'), tomorrow, tomorrow);
});
afterAll(() => {
  rmSync(media, { recursive: true, force: true });
});

function feltMs(): number {
  const began = performance.now();
  for (const name of readdirSync(stick)) statSync(join(stick, name));
  return Math.max(FELT_MS, (performance.now() - began) * FELT_PART);
}

test('the newest are found, and the program is never away for long', async () => {
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  const files = await sticks.files(stick, '.csv');
  pauses.disable();
  if (!files.ok) throw new Error(files.error);
  expect(files.value).toHaveLength(200);
  expect(files.value[0]?.name).toBe('list-54321.csv');
  expect(pauses.max / 1e6).toBeLessThan(feltMs());
});

test('one of them is read as if it were alone', async () => {
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  const content = await sticks.read(stick, { name: 'list-99999.csv', mostBytes: 10 });
  pauses.disable();
  expect(content).toMatchObject({ ok: true });
  expect(pauses.max / 1e6).toBeLessThan(feltMs());
});

test('a customer buys while it is read', async () => {
  const listing = sticks.files(stick, '.csv');
  await withHouse({}, async (house) => {
    await prove(house, await choose(house, 'A1'), MODE);
  });
  expect(await listing).toMatchObject({ ok: true });
});
