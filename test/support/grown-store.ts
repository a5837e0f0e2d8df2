import { openDatabase } from '#sqlite/database.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createSystemClock } from '../../src/relay/runtime/clock.ts';
import { openStore } from '../../src/relay/store/open-store.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { RELAY_MIGRATIONS } from '../../src/relay/store/sqlite/schema.ts';
import { upTo } from './both-stores.ts';
import { startPostgres } from './postgres.ts';

/** The size of the fleet. */
export interface Fleet {
  readonly machines: number;
  readonly eventsADay: number;
}

/** Milliseconds per call. */
export interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export type Measured = Readonly<Record<string, Times>>;

export interface GrowthReport {
  /** Acknowledged events in the full stores. */
  readonly rows: number;
  readonly filledInSeconds: number;
  readonly postgres: { readonly empty: Measured; readonly full: Measured };
  readonly sqlite: { readonly empty: Measured; readonly full: Measured };
}

const DAY_MS = 24 * 3_600_000;
/** How long acknowledged events are kept. */
const KEPT_DAYS = 30;
const YEARS = 5;
const NOW_MS = Date.UTC(2031, 0, 1);
const OLDEST_MS = NOW_MS - KEPT_DAYS * DAY_MS;
/** Events of five years without a known machine. */
const NOBODYS = 10_000;
/** As long as a real Vipps event. */
const BODY = JSON.stringify({ reference: 'x'.repeat(26), more: 'y'.repeat(600) });

interface Dialect {
  /** SQL for a table of numbers from 0, with the column n. */
  readonly series: (count: number) => string;
  readonly isTrue: string;
}

function rowsOf({ machines, eventsADay }: Fleet): number {
  return machines * KEPT_DAYS * eventsADay;
}

/** What remains of a fleet's five years, with sequences that have grown accordingly. */
function fillStatements(fleet: Fleet, { series, isTrue }: Dialect): readonly string[] {
  const { machines, eventsADay } = fleet;
  const rows = rowsOf(fleet);
  const base = machines * eventsADay * 365 * YEARS - rows;
  const stepMs = Math.floor((KEPT_DAYS * DAY_MS) / rows);
  const machine = `'vm-' || (n % ${String(machines)})`;
  return [
    `INSERT INTO machine (machine_id, msn, location, credential_hash, created_at)
     SELECT ${machine}, '123456', 'Hall ' || n, 'hash-' || n, 0 FROM ${series(machines)}`,
    `INSERT INTO delivery (machine_id, sequence, key, body, at, is_delivered)
     SELECT ${machine}, ${String(base)} + n + 1, 'key-' || n, '${BODY}',
       ${String(OLDEST_MS)} + CAST(n AS bigint) * ${String(stepMs)}, ${isTrue} FROM ${series(rows)}`,
    `INSERT INTO delivery (machine_id, sequence, key, body, at)
     SELECT 'vm-gone', ${String(base + rows)} + n + 1, 'gone-' || n, '${BODY}', n FROM ${series(NOBODYS)}`,
    `INSERT INTO audit (at, action, machine_id)
     SELECT n, 'location changed', ${machine} FROM ${series(machines * 12 * YEARS)}`,
  ];
}

async function fillPostgres(url: string, fleet: Fleet): Promise<void> {
  await openStore(url).then((store) => store.close());
  const client = new Client({ connectionString: url });
  await client.connect();
  const series = (count: number): string => `generate_series(0, ${String(count - 1)}) AS n`;
  try {
    for (const sql of fillStatements(fleet, { series, isTrue: 'true' })) await client.query(sql);
    await client.query(
      'INSERT INTO machine_sequence SELECT machine_id, max(sequence) FROM delivery GROUP BY machine_id',
    );
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

function fillSqlite(path: string, fleet: Fleet): void {
  const db = openDatabase({ path, migrations: RELAY_MIGRATIONS });
  const series = (count: number): string =>
    `(WITH RECURSIVE counted (n) AS (
       SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < ${String(count - 1)}) SELECT n FROM counted)`;
  for (const sql of fillStatements(fleet, { series, isTrue: '1' })) db.run(sql);
  db.checkpoint();
  db.close();
}

async function timed(count: number, work: (index: number) => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (const index of upTo(count)) {
    const began = performance.now();
    await work(index);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 1000) / 1000;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

async function measure(
  { deliveries, machines, audit }: RelayStore,
  fleet: Fleet,
): Promise<Measured> {
  const machineOf = (index: number): string => `vm-${String((index * 7) % fleet.machines)}`;
  const event = (index: number) => ({
    ...{ machineId: machineOf(index), key: `new-${String(index)}`, body: BODY, atMs: NOW_MS },
  });
  const sequences = new Map<string, number>();
  const pending = (index: number) => deliveries.pending(machineOf(index), { after: 0, most: 32 });
  return {
    add: await timed(500, async (index) => {
      const added = await deliveries.add(event(index));
      sequences.set(machineOf(index), added?.sequence ?? 0);
    }),
    addAgain: await timed(500, (index) => deliveries.add(event(index))),
    pending: await timed(500, pending),
    acknowledgeAll: await timed(1, () => deliveries.acknowledge(sequences)),
    nothingPending: await timed(500, pending),
    listMachines: await timed(20, () => machines.list()),
    findByCredential: await timed(500, (index) =>
      machines.findByCredential(`hash-${String(index)}`),
    ),
    audit: await timed(100, (index) => audit.list(machineOf(index), 20)),
    // As the hourly clean-up finds it.
    removeAnHour: await timed(5, (index) =>
      deliveries.removeAcknowledged(OLDEST_MS + (index + 1) * 3_600_000),
    ),
    removeNothing: await timed(20, () => deliveries.removeAcknowledged(OLDEST_MS)),
    removeUndeliverable: await timed(1, () => deliveries.removeUndeliverable(NOW_MS)),
  };
}

async function measureOn(database: string, fleet: Fleet): Promise<Measured> {
  const store = await openStore(database, createSystemClock());
  try {
    return await measure(store, fleet);
  } finally {
    await store.close();
  }
}

/** Measures both stores, empty and after five years of a fleet, which is written directly. */
export async function measureGrowth(fleet: Fleet): Promise<GrowthReport> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-growth-'));
  const server = await startPostgres();
  try {
    const [emptyUrl, fullUrl] = [await server.createDatabase(), await server.createDatabase()];
    const [emptyFile, fullFile] = [join(folder, 'empty.db'), join(folder, 'full.db')];
    const began = performance.now();
    await fillPostgres(fullUrl, fleet);
    fillSqlite(fullFile, fleet);
    return {
      rows: rowsOf(fleet),
      filledInSeconds: Math.round((performance.now() - began) / 1000),
      postgres: {
        empty: await measureOn(emptyUrl, fleet),
        full: await measureOn(fullUrl, fleet),
      },
      sqlite: {
        empty: await measureOn(`sqlite:${emptyFile}`, fleet),
        full: await measureOn(`sqlite:${fullFile}`, fleet),
      },
    };
  } finally {
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
