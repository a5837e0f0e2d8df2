import { openDatabase, type Database } from '#sqlite/database.ts';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSlots } from '../../src/main/store/catalogue.ts';
import { createChangeBook } from '../../src/main/store/change-book.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { randomFrom } from '../support/random.ts';
import { replaceSlots, slotWith } from '../support/slots.ts';

const SLOTS = 60;
const BASE = 1_000;
const STEP = 100;
const KILLS = 25;
const CUT_EVERY_BYTES = 509;

let folder: string;
let path: string;

const open = (file: string): Database => openDatabase({ path: file, migrations: KIOSK_MIGRATIONS });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-power-cut-'));
  path = join(folder, 'kiosk.db');
  const database = open(path);
  replaceSlots(
    database,
    Array.from({ length: SLOTS }, (_, index) =>
      slotWith({ selection: String(index + 10), item: index + 1, priceMinor: BASE }),
    ),
  );
  database.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** All the prices are of one change, the log says which, and it is whole. @returns how many changes there were */
function changesIn(file: string): number {
  const database = open(file);
  try {
    const book = createChangeBook(database, { nowMs: () => 0 });
    const [last] = book.entries(undefined, 1);
    const count = last?.sequence ?? 0;
    const prices = new Set(readSlots(database).map(({ priceMinor }) => priceMinor));
    expect([...prices]).toEqual([BASE + count * STEP]);
    expect(book.verify()).toEqual({ isWhole: true, entries: count });
    return count;
  } finally {
    database.close();
  }
}

/** The program that raises all prices (test/power-cut), as a process of its own. */
function program(): string {
  const script =
    "import('./scripts/build-test-program.mjs').then((it) => it.buildTestProgram('power-cut')).then(console.log)";
  const built = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(built).toMatchObject({ status: 0, stderr: '' });
  return built.stdout.trim();
}

/** What the disk would hold if the power went now: the file and the first bytes of its log, in a computer that starts anew. */
function cutOff(name: string, keptBytes: number): string {
  const copy = join(folder, `${name}.db`);
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  truncateSync(`${copy}-wal`, keptBytes);
  return copy;
}

/** One life of the program; ended `afterMs` after it was ready, or when it has told of its first change. */
async function live(
  main: string,
  afterMs: number | undefined,
): Promise<{ told: number; tookMs: number }> {
  const child = spawn(process.execPath, [main, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  let told = 0;
  lines.on('line', (line) => (told = Math.max(told, Number(line))));
  await once(lines, 'line');
  const beganMs = performance.now();
  if (afterMs === undefined) await once(lines, 'line');
  else await new Promise((resolve) => setTimeout(resolve, afterMs));
  const tookMs = performance.now() - beganMs;
  child.kill('SIGKILL');
  await once(child, 'close');
  return { told, tookMs };
}

test(`a process that is killed ${String(KILLS)} times while it changes ${String(SLOTS)} prices leaves all of a change or none`, async () => {
  const main = program();
  const random = randomFrom(4);
  const { tookMs } = await live(main, undefined);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { told } = await live(main, random() * 2 * tookMs);
    const done = changesIn(cutOff(`kill-${String(kill)}`, statSync(`${path}-wal`).size));
    // What was told as done is done.
    expect(done).toBeGreaterThanOrEqual(told);
  }
}, 120_000);

test('a disk that kept only the first so many bytes of a change has all of it or none', () => {
  const database = open(path);
  database.checkpoint();
  const book = createChangeBook(database, { nowMs: () => 0 });
  const patches = readSlots(database).map(({ selection, priceMinor }) => ({
    subject: 'slot' as const,
    id: selection,
    field: 'priceMinor',
    old: priceMinor,
    new: priceMinor + STEP,
  }));
  expect(book.apply({ kind: 'prices', by: 'Ada', patches }).ok).toBe(true);
  const length = statSync(`${path}-wal`).size;
  const outcomes = new Set<number>();
  for (let kept = 0; kept < length; kept += CUT_EVERY_BYTES) {
    outcomes.add(changesIn(cutOff(`kept-${String(kept)}`, kept)));
  }
  expect([...outcomes]).toEqual([0]);
  expect(changesIn(cutOff('whole', length))).toBe(1);
  database.close();
}, 60_000);
