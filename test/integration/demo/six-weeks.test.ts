import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import type { Database } from '#sqlite/database.ts';
import { OWNER, PEOPLE } from '../../../scripts/demo/people.ts';
import { writeSixWeeks, type Past } from '../../../scripts/demo/history/six-weeks.ts';
import { openKioskDatabase } from '../../../src/main/composition/open-stores.ts';
import { isPinOf } from '../../../src/main/service/pin-hash.ts';
import { createAuditLog } from '../../../src/main/store/audit-log.ts';
import { createMachineStore } from '../../../src/main/store/machine-store.ts';
import { createPeople } from '../../../src/main/store/people.ts';

const UNTIL_MS = Date.UTC(2026, 10, 30, 14);
const DAY_MS = 86_400_000;
const PRODUCTS = join(import.meta.dirname, '../../../scripts/demo/products.csv');

let folder = '';
let past: Past;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-past-'));
  past = await writeSixWeeks({
    dataDir: folder,
    machineId: 'vm-0001',
    products: readFileSync(PRODUCTS, 'utf8'),
    hasBoard: true,
    untilMs: UNTIL_MS,
  });
  database = openKioskDatabase(folder);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const numbers = z.object({ count: z.number(), wrong: z.number() });

test('every sale of the past is settled, and its money adds up', () => {
  const found = database.first(
    numbers,
    `SELECT count(*) AS count, sum(state <> 'settled' OR is_open = 1 OR reserved <> captured + released
       OR (captured > 0 AND captured <> price)) AS wrong FROM sale`,
  );
  expect(found).toEqual({ count: past.customers, wrong: 0 });
  expect(past.customers).toBeGreaterThan(800);
});

test('there are sales in each of the six weeks, up to the last day', () => {
  for (let week = 1; week <= 6; week += 1) {
    const from = UNTIL_MS - week * 7 * DAY_MS;
    const found = database.first(
      numbers,
      'SELECT count(*) AS count, 0 AS wrong FROM sale WHERE started_at BETWEEN ? AND ?',
      from,
      from + 7 * DAY_MS,
    );
    expect(found?.count, `${String(week)} weeks ago`).toBeGreaterThan(80);
  }
});

test('what is in the machine is what was put in, less what was sold', () => {
  const read = readCatalogueFile(past.products, 'NOK');
  if (!read.ok) throw new Error('The list is not in order.');
  expect(read.value).toHaveLength(25);
  const stocked = read.value.filter(({ stock }) => stock > 0);
  expect(stocked.length).toBeGreaterThan(10);
  for (const { stock, capacity } of read.value) expect(stock).toBeLessThanOrEqual(capacity);
});

test('the change log is whole, and the people sign in with the PINs that are told', async () => {
  expect(createAuditLog(database, { nowMs: () => UNTIL_MS }).verify()).toMatchObject({
    isWhole: true,
  });
  const people = createPeople(database).all();
  expect(people.map(({ name, role }) => ({ name, role }))).toEqual(
    PEOPLE.map(({ name, role }) => ({ name, role })),
  );
  const owner = people.find(({ name }) => name === OWNER.name);
  expect(await isPinOf(OWNER.pin, owner?.pinHash ?? '')).toBe(true);
});

test('a board has told how cold it was', () => {
  const readings = createMachineStore(database).temperaturesSince(UNTIL_MS - 7 * DAY_MS);
  expect(readings.length).toBeGreaterThan(900);
});
