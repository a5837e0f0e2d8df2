import { openDatabase, type Database } from '#sqlite/database.ts';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSlots } from '../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { copyAfterPowerCut, runUntilKilled } from '../support/power-cut.ts';
import { randomFrom } from '../../scripts/random.ts';
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
    const book = createAuditLog(database, { nowMs: () => 0 });
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

/** As `copyAfterPowerCut`, of this test's own database. */
const copyOf = (name: string, keptBytes: number): string =>
  copyAfterPowerCut(path, join(folder, `${name}.db`), keptBytes);

test(`a process that is killed ${String(KILLS)} times while it changes ${String(SLOTS)} prices leaves all of a change or none`, async () => {
  // The program that raises all prices (test/power-cut), as a process of its own.
  const args = [join(import.meta.dirname, '../power-cut/main.ts'), path, 'prices'];
  const random = randomFrom(4);
  const { tookMs } = await runUntilKilled(args, { afterChanges: 1, afterMs: 0 });
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { told } = await runUntilKilled(args, {
      afterChanges: 0,
      afterMs: random() * 2 * tookMs,
    });
    const done = changesIn(copyOf(`kill-${String(kill)}`, statSync(`${path}-wal`).size));
    // What was told as done is done.
    expect(done).toBeGreaterThanOrEqual(told);
  }
});

test('a disk that kept only the first so many bytes of a change has all of it or none', () => {
  const database = open(path);
  database.checkpoint();
  const book = createAuditLog(database, { nowMs: () => 0 });
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
    outcomes.add(changesIn(copyOf(`kept-${String(kept)}`, kept)));
  }
  expect([...outcomes]).toEqual([0]);
  expect(changesIn(copyOf('whole', length))).toBe(1);
  database.close();
});
