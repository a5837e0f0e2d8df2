import { openDatabase } from '#sqlite/database.ts';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MOVED_TABLES, NOT_MOVED } from '../../src/relay/store/moved-tables.ts';
import { openStore } from '../../src/relay/store/open-store.ts';
import type { MachineStatus } from '../../src/relay/store/ports/fleet.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { RELAY_MIGRATIONS } from '../../src/relay/store/sqlite/schema.ts';
import { upTo } from '../support/both-stores.ts';
import { freshDatabase } from '../support/postgres.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';
const GONE = 'vm-gone';
const ALL = { after: 0, most: 1_000 };
const event = (machineId: string | undefined, key: string, atMs = 5) => ({
  ...{ machineId, key, atMs },
  body: JSON.stringify({ key, text: 'æøå “…” \n' }),
});

let folder = '';
let copies = 0;
let file = '';
let sqlite = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-move-'));
  file = join(folder, 'relay.db');
  sqlite = `sqlite:${file}`;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A relay for a while. On a copy of a SQLite file, which is put back: libsql holds a file until its statements are
 * collected, and this process must not be one that has it open.
 */
async function withStore<Result>(
  database: string,
  work: (store: RelayStore) => Promise<Result>,
): Promise<Result> {
  const original = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : undefined;
  const copy = join(folder, `copy-${String((copies += 1))}.db`);
  const copyAll = (from: string, to: string): void => {
    for (const end of ['', '-wal']) {
      rmSync(to + end, { force: true });
      if (existsSync(from + end)) copyFileSync(from + end, to + end);
    }
  };
  if (original !== undefined) copyAll(original, copy);
  const store = await openStore(original === undefined ? database : `sqlite:${copy}`);
  try {
    return await work(store);
  } finally {
    await store.close();
    if (original !== undefined) copyAll(copy, original);
  }
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function relay(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const program = execFile(
      process.execPath,
      ['src/relay/index.ts', 'database', ...words],
      (_, stdout, stderr) => {
        resolve({ code: program.exitCode, stdout, stderr });
      },
    );
  });
}

/** `database move`, as an operator gives it. Throws with what it says and the code that it ends with. */
async function move(
  from: string,
  to: string,
): Promise<{
  readonly moved: boolean;
  readonly tables: Readonly<Record<string, { rows: number; sha256: string }>>;
}> {
  const { code, stdout, stderr } = await relay('move', '--from', from, '--to', to);
  if (code !== 0) throw Object.assign(new Error(stderr.trim()), { code });
  return JSON.parse(stdout);
}

/** Something in every table. */
async function fill(store: RelayStore): Promise<void> {
  for (const machineId of [ONE, TWO, GONE]) {
    await store.machines.add({ machineId, merchantSerialNumber: '123456', location: 'Hall Ø' }, 1);
  }
  await store.machines.setCredential(ONE, 'hash before', 1);
  await store.machines.setCredential(ONE, 'hash', 2);
  await store.bundles.keep(ONE, { atMs: 2, body: Uint8Array.of(0, 255, 10) });
  await store.updateRings.save(TWO, 'early');
  await store.enrolmentCodes.replace('ABCD', {
    ...{ machineId: TWO, secretHash: 'x', expiresAtMs: 9, wrongTries: 0 },
  });
  await store.enrolmentCodes.countTry('ABCD');
  for (const index of upTo(12)) {
    await store.deliveries.add(event(index % 2 === 0 ? ONE : TWO, `key-${String(index)}`, index));
  }
  await store.deliveries.add(event(GONE, 'of-gone'));
  await store.deliveries.add(event(undefined, 'of-nobody'));
  const [first] = await store.deliveries.pending(ONE, ALL);
  await store.deliveries.acknowledge(new Map([[ONE, first!.sequence]]));
  await store.machines.remove(GONE, 3);
  const status: MachineStatus = {
    ...{ isConnected: true, sinceMs: 1, heardAtMs: 2, state: 'notReady', reasons: ['door-open'] },
    ...{ faults: [], software: 'Ø', driver: 'xy', lastSaleAtMs: 1.5, roundTripMs: undefined },
  };
  await store.fleet.save([{ machineId: ONE, status, connects: 3, isNews: true }]);
  for (const id of ['a', 'b']) {
    await store.registrations.replace(
      {
        ...{ merchantSerialNumber: '123456', url: 'https://relay.example', id, secret: `s-${id}` },
        retiredAtMs: undefined,
      },
      4,
    );
  }
  await store.alerts.add({ machineId: ONE, id: 'a', body: '{}', atMs: 5 }, ['email'], 9);
  await store.refunds.reserve(
    { machineId: ONE, key: 'r', amountMinor: 300, atMs: 50 },
    { capMinor: 400, sinceMs: 0 },
  );
  await store.qrTexts.save(ONE, { text: 'Out of order', isConfirmed: false });
  for (const checkInId of ['yes', 'no', 'open']) {
    const checkIn = { machineId: ONE, checkInId, atMs: 10, answerByMs: 20, askedBy: 'p' };
    await store.checkIns.open(checkIn);
    if (checkInId === 'no') await store.checkIns.decide(checkIn, { accepted: false, reason: 'ø' });
    if (checkInId === 'yes') await store.checkIns.decide(checkIn, { accepted: true });
  }
  const payment = 'ref “1”';
  await store.checkIns.takePayment({ ...checkInId('yes'), payment, nowMs: 11, sinceMs: 0 });
}

const checkInId = (id: string) => ({ machineId: ONE, checkInId: id });

/** What the store says about all of it. */
async function contents(store: RelayStore): Promise<unknown> {
  const pending = async (machineId: string) =>
    (await store.deliveries.pending(machineId, ALL)).map(({ body }) => body);
  return {
    machines: await store.machines.list(),
    enrolled: await store.machines.findByCredential('hash'),
    ended: await store.machines.whyEnded('hash before'),
    bundle: [...((await store.bundles.find(ONE))?.body ?? [])],
    rings: [await store.updateRings.find(ONE), await store.updateRings.find(TWO)],
    code: await store.enrolmentCodes.find('ABCD'),
    pending: [await pending(ONE), await pending(TWO), await pending(GONE)],
    known: await store.deliveries.add(event(undefined, 'of-nobody')),
    registrations: [...(await store.registrations.list('123456'))].sort((a, b) =>
      a.id.localeCompare(b.id),
    ),
    alerts: await store.alerts.waiting(),
    text: await store.qrTexts.find(ONE),
    fleet: [await store.fleet.list(), await store.fleet.history(ONE, 9)],
    audit: await store.audit.list(GONE, 9),
    checkIns: [
      await store.checkIns.find(checkInId('yes')),
      await store.checkIns.find(checkInId('no')),
      await store.checkIns.takePayment({
        ...{ ...checkInId('yes'), payment: 'ref “1”', nowMs: 11, sinceMs: 0 },
      }),
      await store.checkIns.takePayment({
        ...{ ...checkInId('yes'), payment: 'other', nowMs: 11, sinceMs: 0 },
      }),
    ],
    refund: await store.refunds.reserve(
      { machineId: ONE, key: 'next', amountMinor: 200, atMs: 60 },
      { capMinor: 400, sinceMs: 0 },
    ),
  };
}

async function lastSequences(store: RelayStore): Promise<readonly number[]> {
  const all = [ONE, TWO, GONE].map((machineId) => store.deliveries.pending(machineId, ALL));
  return (await Promise.all(all)).map((pending) => pending.at(-1)?.sequence ?? 0);
}

test('everything moves to PostgreSQL and back, and a sequence never falls', async () => {
  const postgres = await freshDatabase();
  const back = `sqlite:${join(folder, 'back.db')}`;
  await withStore(sqlite, fill);
  const before = await withStore(sqlite, contents);
  const there = await move(sqlite, postgres);
  expect(there.moved).toBe(true);
  const filled = Object.entries(there.tables).filter(([, { rows }]) => rows > 0);
  expect(filled).toHaveLength(MOVED_TABLES.length);
  expect(there.tables['check_in']?.rows).toBe(2);
  expect(await withStore(postgres, contents)).toEqual(before);
  const moved = await withStore(postgres, lastSequences);
  await withStore(postgres, async ({ machines, deliveries }) => {
    await machines.add({ machineId: GONE, merchantSerialNumber: '123456', location: 'Hall' }, 6);
    for (const machineId of [ONE, TWO, GONE]) {
      await deliveries.add(event(machineId, `new-${machineId}`));
    }
  });
  const later = await withStore(postgres, lastSequences);
  later.forEach((sequence, index) => {
    expect(sequence).toBeGreaterThan(moved[index]!);
  });
  const onPostgres = await withStore(postgres, contents);
  const again = await move(postgres, back);
  expect(again.moved).toBe(true);
  expect(await withStore(back, contents)).toEqual(onPostgres);
  await withStore(back, async (store) => {
    const all = await lastSequences(store);
    expect(Math.min(...all)).toBeGreaterThan(0);
    const next = await store.deliveries.add(event(GONE, 'last'));
    expect(next!.sequence).toBeGreaterThan(Math.max(...later, ...all));
  });
});

describe('moved twice', () => {
  test.each(['to PostgreSQL', 'to SQLite'])('%s is moved once', async (way) => {
    const postgres = await freshDatabase();
    const [from, to] = way === 'to SQLite' ? [postgres, sqlite] : [sqlite, postgres];
    await withStore(from, fill);
    const first = await move(from, to);
    expect(await move(from, to)).toEqual({ ...first, moved: false });
  });

  test.each(['to PostgreSQL', 'to SQLite'])('%s, over other data, is refused', async (way) => {
    const postgres = await freshDatabase();
    const [from, to] = way === 'to SQLite' ? [postgres, sqlite] : [sqlite, postgres];
    await withStore(from, fill);
    await move(from, to);
    await withStore(to, ({ deliveries }) => deliveries.add(event(ONE, 'later')));
    const before = await withStore(to, lastSequences);
    await expect(move(from, to)).rejects.toMatchObject({
      code: 2,
      message: 'The database to move to holds other data already: nothing was moved.',
    });
    expect(await withStore(to, lastSequences)).toEqual(before);
  });
});

describe('a relay that runs', () => {
  test('on the SQLite file holds the move up', async () => {
    await withStore(sqlite, fill);
    const postgres = await freshDatabase();
    // In another process, as a relay is: SQLite asks the operating system who has the file open.
    const hold = `const { openStore } = await import('./src/relay/store/open-store.ts');
      await openStore(${JSON.stringify(sqlite)}); console.log('open'); setInterval(() => 0, 1000);`;
    const other = execFile(process.execPath, ['--input-type=module', '-e', hold]);
    await new Promise((resolve) => other.stdout?.once('data', resolve));
    await expect(move(sqlite, postgres)).rejects.toHaveProperty('code', 1);
    other.kill();
    await new Promise((resolve) => other.once('exit', resolve));
    expect(await move(sqlite, postgres)).toHaveProperty('moved', true);
  });

  test('on PostgreSQL holds the move up until its lease is over', async () => {
    await withStore(sqlite, fill);
    const postgres = await freshDatabase();
    await withStore(postgres, ({ machines }) => machines.count());
    const client = new Client({ connectionString: postgres });
    await client.connect();
    await client.query("INSERT INTO relay_process VALUES ('p', 9e12)");
    await expect(move(sqlite, postgres)).rejects.toHaveProperty('code', 1);
    await client.query("UPDATE relay_process SET lease_until = 1 WHERE process_id = 'p'");
    await client.end();
    expect(await move(sqlite, postgres)).toHaveProperty('moved', true);
  });
});

test('every table of both databases moves, or is named as one that does not', async () => {
  const postgres = await freshDatabase();
  await withStore(postgres, ({ machines }) => machines.count());
  const client = new Client({ connectionString: postgres });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const { rows: columns } = await client.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public'`,
  );
  await client.end();
  const db = openDatabase({ path: file, migrations: RELAY_MIGRATIONS });
  const nameRow = z.object({ name: z.string() });
  const inSqlite = db.all(nameRow, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  const sqliteColumns = db.all(
    nameRow,
    `SELECT t.name || '.' || c.name AS name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
     WHERE t.type = 'table'`,
  );
  db.close();
  const moved = MOVED_TABLES.map(({ name }) => name);
  const known = [...moved, ...NOT_MOVED];
  const tables = [...rows, ...inSqlite].map(({ name }) => name);
  expect(tables.filter((name) => !known.includes(name))).toEqual([]);
  const movedColumns = MOVED_TABLES.flatMap(({ name, columns: of }) =>
    Object.keys(of).map((column) => `${name}.${column}`),
  );
  const unmoved = [...columns, ...sqliteColumns]
    .map(({ name }) => name)
    .filter((name) => moved.includes(name.split('.')[0] ?? '') && !movedColumns.includes(name));
  // The same under PostgreSQL's name, and what matters only while a machine is asked and its customer is told.
  expect(unmoved.sort()).toEqual([
    'check_in.asked_by',
    'check_in.is_accepted',
    'check_in.is_void_due',
    'check_in.sealed',
    'check_in.told_by',
  ]);
});

describe('the command', () => {
  test('prints what each table holds', async () => {
    await withStore(sqlite, fill);
    const done = await relay('move', '--from', sqlite, '--to', await freshDatabase());
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({
      moved: true,
      tables: { machine: { rows: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
  });

  test('refuses what it does not understand with one sentence, and makes no file', async () => {
    const other = `sqlite:${join(folder, 'other.db')}`;
    const wrong = [
      ['move', '--from', sqlite, '--to', other],
      ['move', '--from', sqlite],
      ['move', '--from', 'mysql://x', '--to', sqlite],
      ['copy', '--from', sqlite, '--to', other],
    ];
    for (const words of wrong) {
      const { code, stdout, stderr } = await relay(...words);
      expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    }
    expect([file, join(folder, 'other.db')].map((path) => existsSync(path))).toEqual([
      false,
      false,
    ]);
  });
});
