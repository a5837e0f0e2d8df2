import { isKioskError, KioskError } from '#core/base/errors.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { MovableDatabase, MovedRow, MovedTable, UseMovable } from '../moved-tables.ts';
import { RELAY_MIGRATIONS } from './schema.ts';

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const sequenceRow = z.object({ seq: z.number() });
const ROWS = 500;

/** Where SQLite keeps something in a form of its own. */
const READ: Readonly<Record<string, string>> = {
  'delivery.machine_id': "coalesce(machine_id, '')",
};
const WRITE: Readonly<Record<string, string>> = {
  'delivery.machine_id': "nullif(?, '')",
};
/** A check-in without a verdict: who asked has gone, and it is refused. */
const WHERE: Readonly<Record<string, string>> = { check_in: 'verdict IS NOT NULL' };
/** SQLite gives sequences itself, above the last one. */
const GIVEN = 'delivery.sequence';

async function* readRows(
  db: Database,
  { name, columns }: MovedTable,
): AsyncGenerator<readonly MovedRow[]> {
  const values = Object.keys(columns).map(
    (column) => `${READ[`${name}.${column}`] ?? column} AS ${column}`,
  );
  const page = `SELECT rowid AS _rowid, ${values.join()} FROM ${name}
    WHERE rowid > ? AND ${WHERE[name] ?? 'true'} ORDER BY rowid LIMIT ${String(ROWS)}`;
  for (let after = -1; ;) {
    const rows = db.all(rowSchema, page, after);
    yield rows.map(({ _rowid, ...row }) => row);
    if (rows.length < ROWS) return;
    after = z.number().parse(rows.at(-1)?.['_rowid']);
    // Other work of this program gets a turn.
    await Promise.resolve();
  }
}

function movable(db: Database): MovableDatabase {
  return {
    read: (table) => readRows(db, table),
    write: ({ name, columns }, rows) => {
      const written = Object.keys(columns).filter((column) => `${name}.${column}` !== GIVEN);
      const places = written.map((column) => WRITE[`${name}.${column}`] ?? '?');
      const insert = `INSERT INTO ${name} (${written.join()}) VALUES (${places.join()})`;
      for (const row of rows) db.run(insert, ...written.map((column) => row[column] ?? null));
      return Promise.resolve();
    },
    lastSequence: () =>
      Promise.resolve(
        db.first(sequenceRow, "SELECT seq FROM sqlite_sequence WHERE name = 'delivery'")?.seq ?? 0,
      ),
    raiseSequence: (last) => {
      db.run("DELETE FROM sqlite_sequence WHERE name = 'delivery'");
      db.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('delivery', ?)", last);
      return Promise.resolve();
    },
  };
}

function openAlone(path: string): Database {
  try {
    return openDatabase({ path, migrations: RELAY_MIGRATIONS, isAlone: true });
  } catch (error) {
    if (!isKioskError(error, 'store/locked')) throw error;
    throw new KioskError(
      'store/locked',
      `The database ${path} is open in another program: stop the relay first.`,
      { cause: error },
    );
  }
}

/** The SQLite file as one end of a move: no other program has it open, or can open it, until the move is over. */
export function useSqlite(path: string): UseMovable {
  return async (work) => {
    const db = openAlone(path);
    try {
      db.run('BEGIN EXCLUSIVE');
      const result = await work(movable(db));
      db.run('COMMIT');
      return result;
    } finally {
      // What was not committed is gone with the connection.
      db.close();
    }
  };
}
