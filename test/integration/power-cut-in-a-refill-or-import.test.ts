import { openDatabase, type Database } from '#sqlite/database.ts';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatCatalogue } from '../../src/main/products/export-csv.ts';
import { createCatalogueFiles } from '../../src/main/composition/catalogue-files.ts';
import { createKioskStores } from '../../src/main/composition/open-stores.ts';
import { createSystemClock } from '../../src/main/runtime/clock.ts';
import { readSlots } from '../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { HEADER } from '../support/faulty-catalogue.ts';
import { copyAfterPowerCut, runUntilKilled } from '../support/power-cut.ts';
import { randomFrom } from '../../scripts/random.ts';
import { replaceSlots, slotWith } from '../support/slots.ts';

const ROWS = 500;
const KILLS = 16;
const CUTS = 120;
const EMPTY = 2;
const FULL = 10;

let folder: string;
let path: string;
const clock = createSystemClock();
const open = (file: string): Database => openDatabase({ path: file, migrations: KIOSK_MIGRATIONS });

/** Five hundred slots; of two such files every row differs, and each has fifty slots that the other has not. */
function listOf(which: number): string {
  const rows = Array.from({ length: ROWS }, (_none, index) => {
    const number = index + 1 + which * 50;
    const name = `Product ${String(which)}-${String(number)}`;
    return `S${String(number)},${String(number)},${name},${String(20 + which)}.00,15,5,10,0`;
  });
  return [HEADER, ...rows, ''].join('\n');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-power-cut-'));
  path = join(folder, 'kiosk.db');
  const database = open(path);
  const slots = Array.from({ length: ROWS }, (_none, index) =>
    slotWith({ selection: `S${String(index + 1)}`, item: index + 1, stock: EMPTY, capacity: FULL }),
  );
  replaceSlots(database, slots);
  database.close();
  for (const which of [1, 2]) writeFileSync(join(folder, `${String(which)}.csv`), listOf(which));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The whole catalogue as one text, and the log that belongs to it, which is whole. */
function stateOf(file: string): { readonly text: string; readonly changes: number } {
  const database = open(file);
  try {
    const verdict = createAuditLog(database, clock).verify();
    expect(verdict.isWhole).toBe(true);
    return { text: formatCatalogue(readSlots(database)), changes: verdict.entries };
  } finally {
    database.close();
  }
}

/** Either all of it or none: what the catalogue may be after an odd and an even number of changes. */
interface Story {
  readonly args: readonly string[];
  readonly afterOdd: string;
  readonly afterEven: string;
}

async function killOften(story: Story): Promise<void> {
  const main = join(import.meta.dirname, '../power-cut/main.ts');
  const random = randomFrom(7);
  const args = [main, path, ...story.args];
  const { tookMs } = await runUntilKilled(args, { afterChanges: 1, afterMs: 0 });
  let most = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Every other life is long enough for a change.
    const death = { afterChanges: kill % 2, afterMs: random() * 1.5 * tookMs };
    const { told } = await runUntilKilled(args, death);
    const copy = join(folder, `kill-${String(kill)}.db`);
    const { text, changes } = stateOf(copyAfterPowerCut(path, copy, undefined));
    // What was told as done is done.
    expect(changes).toBeGreaterThanOrEqual(told);
    if (changes > 0) expect(text).toBe(changes % 2 === 1 ? story.afterOdd : story.afterEven);
    most = changes;
  }
  // It was killed at work, not while it waited.
  expect(most).toBeGreaterThanOrEqual(KILLS / 2);
}

test(`a process that is killed ${String(KILLS)} times while it refills ${String(ROWS)} slots leaves all of a refill or none`, async () => {
  const before = stateOf(path).text;
  const full = before.replaceAll(
    `,${String(EMPTY)},${String(FULL)},`,
    `,${String(FULL)},${String(FULL)},`,
  );
  expect(full).not.toBe(before);
  // The first of the two counts changes nothing at first: so full comes first.
  const args = ['refill', String(FULL), String(EMPTY)];
  await killOften({ args, afterOdd: full, afterEven: before });
});

test(`a process that is killed ${String(KILLS)} times while it imports ${String(ROWS)} rows leaves all of an import or none`, async () => {
  const args = ['import', join(folder, '1.csv'), join(folder, '2.csv')];
  const asExported = (which: number): string => {
    const other = open(join(folder, `as-${String(which)}.db`));
    const files = createCatalogueFiles(createKioskStores(other, clock), clock);
    const read = files.read(readFileSync(join(folder, `${String(which)}.csv`)));
    if (read.ok) files.bring(read.value, { by: 'Ada', detail: '' });
    const text = files.text();
    other.close();
    return text;
  };
  await killOften({ args, afterOdd: asExported(1), afterEven: asExported(2) });
});

test('a disk that kept only the first so many bytes of an import has none of it', () => {
  const database = open(path);
  const before = formatCatalogue(readSlots(database));
  database.checkpoint();
  const files = createCatalogueFiles(createKioskStores(database, clock), clock);
  const read = files.read(readFileSync(join(folder, '1.csv')));
  if (!read.ok) throw new Error('The list has faults.');
  expect(files.bring(read.value, { by: 'Ada', detail: '1.csv' }).ok).toBe(true);
  const after = files.text();
  const length = statSync(`${path}-wal`).size;
  for (let cut = 0; cut < CUTS; cut += 1) {
    const kept = Math.floor((length * cut) / CUTS);
    const copy = copyAfterPowerCut(path, join(folder, `kept-${String(cut)}.db`), kept);
    expect(stateOf(copy)).toEqual({ text: before, changes: 0 });
  }
  const whole = copyAfterPowerCut(path, join(folder, 'whole.db'), length);
  expect(stateOf(whole)).toEqual({ text: after, changes: 1 });
  database.close();
});
