import { openDatabase } from '#sqlite/database.ts';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { createRetention } from '../../src/relay/store/retention.ts';
import { createSystemClock } from '../../src/relay/runtime/clock.ts';
import { openStore } from '../../src/relay/store/open-store.ts';
import { RELAY_MIGRATIONS } from '../../src/relay/store/sqlite/schema.ts';
import {
  emptyDatabase,
  onBothStores,
  type EmptyDatabase,
  type StoreKind,
} from '../support/both-stores.ts';
import { createListLog } from '../unit/main/gateway/standing-clock.ts';

/**
 * What years leave behind: a thousand machines, and in each table what the retention keeps, and what lay there before somebody
 * let it be cleaned. Filled directly, since selling for five years takes that long.
 */
const MACHINES = 1_000;
const DAY_MS = 24 * 3_600_000;
const NOW_MS = Date.UTC(2031, 10, 30);
/** Of five years; the last thirty days are kept. */
const FIVE_YEARS = 1_826;

interface Filled {
  readonly events: number;
  readonly checkIns: number;
  readonly history: number;
}
const FEW: Filled = { events: 2_000, checkIns: 200, history: 2_000 };
const MANY: Filled = { events: 100_000, checkIns: 30_000, history: 100_000 };
/** Sales between two looks at how far the retention is. */
const SOLD_PER_LOOK = 20;

const opened: EmptyDatabase[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.remove()));
});

/** `n` runs from 0 to the number of rows; both databases read the rest alike. */
const AGE = (rows: number): string =>
  `${String(NOW_MS - FIVE_YEARS * DAY_MS)} + n * ${String(Math.floor((FIVE_YEARS * DAY_MS) / rows))}`;
const MACHINE = `'vm-' || (n % ${String(MACHINES)})`;

function statements(kind: StoreKind, { events, checkIns, history }: Filled): readonly string[] {
  const isSqlite = kind === 'SQLite';
  const from = (rows: number): string =>
    isSqlite
      ? `FROM (WITH RECURSIVE count(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM count WHERE n < ${String(rows - 1)}) SELECT n FROM count)`
      : `FROM (SELECT number::bigint AS n FROM generate_series(0, ${String(rows - 1)}) AS rows(number)) AS rows`;
  const yes = isSqlite ? '1' : 'true';
  const verdict = isSqlite ? 'verdict' : 'is_accepted';
  const asked = isSqlite ? '' : ', asked_by';
  return [
    `INSERT INTO machine (machine_id, msn, location, credential_hash, created_at)
       SELECT ${MACHINE}, '123456', 'Hall', 'hash ' || n, 0 ${from(MACHINES)}`,
    `INSERT INTO delivery (machine_id, sequence, key, body, at, is_delivered)
       SELECT ${MACHINE}, n + 1, 'key ' || n, '{"name":"CAPTURED"}', ${AGE(events)}, ${yes} ${from(events)}`,
    ...(isSqlite
      ? []
      : [`INSERT INTO machine_sequence SELECT 'vm-' || n, ${String(events)} ${from(MACHINES)}`]),
    `INSERT INTO check_in (check_in_id, machine_id, at, answer_by, ${verdict}${asked})
       SELECT 'check-in ' || n, ${MACHINE}, ${AGE(checkIns)}, ${AGE(checkIns)}, ${yes}${isSqlite ? '' : ", 'p'"} ${from(checkIns)}`,
    `INSERT INTO machine_history (machine_id, at, body) SELECT ${MACHINE}, ${AGE(history)}, '{}' ${from(history)}`,
  ];
}

async function fill(kind: StoreKind, database: string, rows: Filled): Promise<void> {
  if (kind === 'SQLite') {
    const db = openDatabase({
      path: database.replace('sqlite:', ''),
      migrations: RELAY_MIGRATIONS,
    });
    for (const sql of statements(kind, rows)) db.run(sql);
    db.close();
    return;
  }
  const client = new Client(database);
  await client.connect();
  for (const sql of statements(kind, rows)) await client.query(sql);
  await client.query('ANALYZE');
  await client.end();
}

interface Grown {
  readonly store: RelayStore;
  readonly database: string;
}

async function grown(kind: StoreKind, rows: Filled): Promise<Grown> {
  const db = await emptyDatabase(kind);
  opened.push(db);
  // Makes the tables.
  await (await openStore(db.database, createSystemClock())).close();
  await fill(kind, db.database, rows);
  return { store: await db.open(), database: db.database };
}

const countRow = z.object({ count: z.coerce.number() });

/** How many rows each table has. */
async function leftIn(
  kind: StoreKind,
  database: string,
): Promise<{ readonly deliveries: number; readonly checkIns: number; readonly history: number }> {
  const countOf = (table: string): string => `SELECT count(*) AS count FROM ${table}`;
  if (kind === 'SQLite') {
    const path = database.replace('sqlite:', '');
    const db = openDatabase({ path, migrations: RELAY_MIGRATIONS });
    const count = (table: string): number => db.first(countRow, countOf(table))?.count ?? 0;
    const left = {
      deliveries: count('delivery'),
      checkIns: count('check_in'),
      history: count('machine_history'),
    };
    db.close();
    return left;
  }
  const client = new Client(database);
  await client.connect();
  const count = async (table: string): Promise<number> =>
    countRow.parse((await client.query(countOf(table))).rows[0]).count;
  const left = {
    deliveries: await count('delivery'),
    checkIns: await count('check_in'),
    history: await count('machine_history'),
  };
  await client.end();
  return left;
}

/** What one sale asks of the store. */
async function sell(store: RelayStore, count: number): Promise<void> {
  const machineId = `vm-${String(count % MACHINES)}`;
  const body = '{"name":"AUTHORIZED"}';
  await store.machines.findByCredential(`hash ${String(count % MACHINES)}`);
  const event = { machineId, key: `new ${String(count)}`, body, atMs: NOW_MS };
  const delivery = await store.deliveries.add(event);
  expect(delivery?.sequence).toBeGreaterThan(0);
  await store.deliveries.pending(machineId, { after: 0, most: 32 });
  await store.deliveries.acknowledge(new Map([[machineId, delivery?.sequence ?? 0]]));
  await store.deliveries.waiting();
}

/** The quickest of several rounds: what else the computer does makes some of them slow. */
async function fastest(rounds: number, work: (round: number) => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work(round);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

onBothStores((kind) => {
  test('after five years of a thousand machines a sale asks the store as little as on the first day, and what is old goes a few rows at a time', async () => {
    const young = await grown(kind, FEW);
    const old = await grown(kind, MANY);
    const selling = (store: RelayStore) =>
      fastest(20, async (round) => {
        for (let count = 0; count < 10; count += 1) await sell(store, round * 10 + count);
      });
    const first = await selling(young.store);
    const ratio = (await selling(old.store)) / first;
    process.stdout.write(
      `${kind}: ten sales after five years / on the first day: ${ratio.toFixed(2)}\n`,
    );
    // Reading everything would be a hundred times as much.
    expect(ratio).toBeLessThan(5);

    // What nobody cleaned for years goes in steps, and whoever sells meanwhile waits for one of them at most.
    const clock = { nowMs: () => NOW_MS, monotonicMs: () => 0, setTimer: () => () => undefined };
    const retention = createRetention(old.store, { clock, log: createListLog() });
    retention.start();
    let sold = 0;
    let { history } = MANY;
    while (history > MANY.history / 50) {
      for (let count = 0; count < SOLD_PER_LOOK; count += 1)
        await sell(old.store, 1_000 + sold + count);
      sold += SOLD_PER_LOOK;
      ({ history } = await leftIn(kind, old.database));
    }
    retention.stop();
    process.stdout.write(`${kind}: ${String(sold)} sales while the rows of five years went\n`);
    // All at once, they would have gone before the first look.
    expect(sold).toBeGreaterThan(2 * SOLD_PER_LOOK);
    const left = await leftIn(kind, old.database);
    // Thirty days of five years, two days of check-ins, and what was sold meanwhile.
    expect(left.deliveries).toBeLessThan(MANY.events / 50 + sold + 300);
    expect(left.checkIns).toBeLessThan(MANY.checkIns / 500);
  });
});
