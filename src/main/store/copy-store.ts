import { openDatabase, type Database } from '#sqlite/database.ts';
import { z } from 'zod';
import { KIOSK_MIGRATIONS } from './kiosk-schema.ts';

/**
 * What a copy takes along. `setup`: settings, catalogue and people. A number: everything, but of the sales only those that
 * began since then (wall clock, milliseconds) or have something left to do.
 */
export type CopyScope = 'setup' | number;

/** Rows in one commit. The program goes on between two. */
const ROWS_AT_ONCE = 500;

const tableRow = z.object({ name: z.string() });
const anyRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const placeRow = z.object({ place: z.number().nullable() });
const countRow = z.object({ count: z.number() });

/** The set-up of a machine. Every other table is about this machine alone, also one that comes later. */
const SETUP_TABLES: readonly string[] = ['setting', 'slot', 'person'];
/** Orders that wait for this very program, and what the database itself makes of the sales. */
const NEVER: readonly string[] = ['person_order', 'probe', 'sale_day', 'sale_hour'];
/** The search index, a virtual table with tables of its own. */
const INDEX = 'sale_tail';

/** Of the sales in a copy: begun since then, unfinished, or in the journal after the oldest unfinished one. */
const SALES = `SELECT reference FROM sale WHERE started_at >= ? OR is_open = 1 OR reference IN
  (SELECT reference FROM journal WHERE sequence >= coalesce(
    (SELECT min(sequence) FROM journal WHERE reference IN (SELECT reference FROM sale WHERE is_open = 1)), 9e18))`;
const OF_SALES: readonly string[] = ['sale', 'journal', 'sale_note'];

/** What a new machine has of its own: it counts its products itself, and nobody is locked out at it. */
const FRESH_SETUP = [
  'UPDATE slot SET stock = 0, failures = 0, is_latched = 0, is_count_due = 0',
  'UPDATE person SET failures = 0, locked_at = NULL, lock_ms = NULL',
] as const;

function namesIn(database: Database): readonly string[] {
  const all = database.all(
    tableRow,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return all.map(({ name }) => name);
}

/** Of the schema alone: what a version keeps beside it to go back by stays with that file. */
function tablesOf(source: Database, target: Database, scope: CopyScope): readonly string[] {
  const made = namesIn(target);
  const names = namesIn(source).filter((name) => made.includes(name));
  if (scope === 'setup') return names.filter((name) => SETUP_TABLES.includes(name));
  return names.filter((name) => !NEVER.includes(name) && !name.startsWith(INDEX));
}

/** The rows of a table in groups. */
function* groups(
  source: Database,
  table: string,
  scope: CopyScope,
): Generator<readonly z.infer<typeof anyRow>[]> {
  const isOfSales = OF_SALES.includes(table) && typeof scope === 'number';
  const some = isOfSales ? `reference IN (${SALES}) AND` : '';
  const values = isOfSales ? [scope] : [];
  for (let after = 0; ;) {
    const span = `FROM ${table} WHERE ${some} rowid > ? ORDER BY rowid LIMIT ${String(ROWS_AT_ONCE)}`;
    const rows = source.all(anyRow, `SELECT * ${span}`, ...values, after);
    const last = source.first(
      placeRow,
      `SELECT max(rowid) AS place FROM (SELECT rowid ${span})`,
      ...values,
      after,
    );
    if (rows.length > 0) yield rows;
    if (last?.place === null || last === undefined) return;
    after = last.place;
  }
}

function insert(target: Database, table: string, row: z.infer<typeof anyRow>): void {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  target.run(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`,
    ...Object.values(row),
  );
}

/** One moment of the source: the transaction sees nothing that is written meanwhile. */
async function copyRows(source: Database, target: Database, scope: CopyScope): Promise<void> {
  for (const table of tablesOf(source, target, scope)) {
    for (const rows of groups(source, table, scope)) {
      target.atomically(() => {
        for (const row of rows) insert(target, table, row);
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  target.run(
    `INSERT INTO sale_tail (reference, tail) SELECT reference, substr(reference, -22) FROM sale WHERE is_open = 0`,
  );
  if (scope === 'setup') for (const sql of FRESH_SETUP) target.run(sql);
}

/**
 * Writes a copy of kiosk.db into a new file while a kiosk works on it, a few rows at a time. Throws `store/…`.
 * @returns how many sales it holds
 */
export async function copyStore(from: string, to: string, scope: CopyScope): Promise<number> {
  const source = openDatabase({ path: from, migrations: KIOSK_MIGRATIONS });
  try {
    const target = openDatabase({ path: to, migrations: KIOSK_MIGRATIONS });
    try {
      source.run('BEGIN');
      await copyRows(source, target, scope);
      target.checkpoint();
      return target.first(countRow, 'SELECT count(*) AS count FROM sale')?.count ?? 0;
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}
