import { openDatabase, type Database } from '#sqlite/database.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createHealthStore } from '../../../../src/main/store/health-store.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { createMachineStore } from '../../../../src/main/store/machine-store.ts';

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-health-'));
  database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function addSale(reference: string, startedAtMs: number, journal: Record<string, number>): void {
  database.run(
    `INSERT INTO sale (reference, check_in_id, state, is_open, started_at, currency, reserved, captured, released, refunded)
     VALUES (?, ?, 'settled', 0, ?, 'NOK', 0, 0, 0, 0)`,
    reference,
    reference,
    startedAtMs,
  );
  for (const [kind, at] of Object.entries(journal)) {
    database.run(
      "INSERT INTO journal (version, reference, at, kind, event) VALUES (1, ?, ?, ?, '{}')",
      reference,
      at,
      kind,
    );
  }
}

it('the moments of the last sales come from the journal, and the credit from the machine', () => {
  const store = createHealthStore(database);
  addSale('old', 100, { 'customer.checkedIn': 100 });
  addSale('new', 900, { 'customer.checkedIn': 900, 'payment.created': 950 });
  database.run(
    "INSERT INTO journal (version, reference, at, kind, event) VALUES (1, 'new', 990, 'payment.created', '{}')",
  );
  store.noteCredit('new', 970);
  store.noteCredit('new', 999);
  const [sale, ...more] = store.saleMoments(500, 10);
  expect(more).toEqual([]);
  expect(sale?.startedAtMs).toBe(900);
  expect(Object.fromEntries(sale!.at)).toEqual({
    'customer.checkedIn': 900,
    'payment.created': 950,
    credit: 970,
  });
  expect(store.saleMoments(0, 1).map(({ startedAtMs }) => startedAtMs)).toEqual([900]);
});

it('reads the last sales of many by an index, not all of them', () => {
  const plan = database.all(
    z.object({ detail: z.string() }),
    `EXPLAIN QUERY PLAN SELECT journal.reference, started_at, credit_at, kind, at FROM
       (SELECT reference, started_at, credit_at FROM sale WHERE started_at >= 1
        ORDER BY started_at DESC, reference DESC LIMIT 5) AS recent
     JOIN journal ON journal.reference = recent.reference ORDER BY journal.sequence`,
  );
  const words = JSON.stringify(plan);
  expect(words).toContain('sale_by_start');
  expect(words).toContain('journal_by_reference');
});

it('the history of each link keeps its last 500 changes', () => {
  const store = createHealthStore(database);
  store.noteLink({ link: 'hardware', isUp: true, atMs: 1, detail: '' });
  for (let atMs = 0; atMs < 520; atMs += 1) {
    store.noteLink({ link: 'relay', isUp: atMs % 2 === 0, atMs, detail: String(atMs) });
  }
  const changes = store.linkChanges(1_000);
  expect(changes.filter(({ link }) => link === 'relay')).toHaveLength(500);
  expect(changes.filter(({ link }) => link === 'hardware')).toHaveLength(1);
  expect(changes[0]).toMatchObject({ link: 'relay', isUp: false, atMs: 519, detail: '519' });
});

it('test vends are counted by themselves', () => {
  const store = createHealthStore(database);
  const test = { atMs: 5, item: 4, selection: 'B1' };
  store.noteTestVend({ ...test, outcome: 'dropped', drop: 'confirmed', tookMs: 900.4 });
  store.noteTestVend({ ...test, outcome: 'failed', drop: undefined, tookMs: undefined });
  expect(store.testVendCount()).toBe(2);
  expect(store.testVends(1)).toEqual([
    { ...test, id: 2, outcome: 'failed', drop: undefined, tookMs: undefined },
  ]);
  expect(store.testVends(2)[1]).toMatchObject({ drop: 'confirmed', tookMs: 900 });
});

it('past faults are read page by page, and the drops of a slot newest first', () => {
  const store = createMachineStore(database);
  for (const item of [1, 2, 3]) {
    store.raise({ code: 'motorJammed', item, selection: undefined, detail: '', atMs: item });
    store.close({ code: 'motorJammed', item }, 10 + item);
  }
  const first = store.pastFaults(undefined, 2);
  expect(first.map(({ item }) => item)).toEqual([3, 2]);
  expect(store.pastFaults(first[1]?.id, 2).map(({ item }) => item)).toEqual([1]);
  addSale('a', 1, {});
  addSale('b', 2, {});
  database.run("UPDATE sale SET selection = 'B1', drop_ms = 900, drop_proof = 'assumed'");
  expect(store.drops('B1').map(({ atMs }) => atMs)).toEqual([2, 1]);
});
