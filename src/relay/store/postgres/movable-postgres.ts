import { KioskError } from '#core/base/errors.ts';
import { z } from 'zod';
import {
  MOVED_TABLES,
  type MovableDatabase,
  type MovedKind,
  type MovedRow,
  type MovedTable,
  type UseMovable,
} from '../moved-tables.ts';
import { createPostgresAccess, type Queries } from './database-access.ts';
import { migrate, FOR_MIGRATIONS } from './migrate.ts';

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const processRow = z.object({ count: z.number() });
const lastRow = z.object({ last: z.number() });
const ROWS = 500;

/** Where PostgreSQL keeps a column under another name or in another form. */
const COLUMNS: Readonly<Record<string, { column: string; read: string; write: string }>> = {
  'check_in.verdict': {
    column: 'is_accepted',
    read: 'is_accepted::int',
    write: 'verdict::int::boolean',
  },
  'check_in.payments': {
    column: 'payments',
    read: 'to_json(payments)::text',
    write: 'ARRAY(SELECT json_array_elements_text(payments::json))',
  },
};
/** What PostgreSQL needs besides. */
const CONSTANTS: Readonly<Record<string, readonly (readonly [column: string, value: string])[]>> = {
  check_in: [
    ['asked_by', "''"],
    ['told_by', "'{before}'"],
  ],
};
/** A check-in without a verdict: who asked has gone, and it is refused. */
const WHERE: Readonly<Record<string, string>> = { check_in: 'is_accepted IS NOT NULL' };
/** By age, but a machine's deliveries in their order, whatever the clocks of the processes said. */
const FROM: Readonly<Record<string, string>> = {
  delivery: `(SELECT *, max(at) OVER (PARTITION BY machine_id ORDER BY sequence) AS age FROM delivery) AS delivery
    ORDER BY age, machine_id, sequence`,
};
const CASTS: Readonly<Record<MovedKind, readonly [read: string, write: string]>> = {
  text: ['', ''],
  number: ['', '::bigint'],
  flag: ['::int', '::int::boolean'],
};

async function* readRows(
  db: Queries,
  { name, columns }: MovedTable,
): AsyncGenerator<readonly MovedRow[]> {
  const values = Object.entries(columns).map(([column, kind]) => {
    const read = COLUMNS[`${name}.${column}`]?.read ?? `${column}${CASTS[kind][0]}`;
    return `${read} AS ${column}`;
  });
  const from = FROM[name] ?? `${name} WHERE ${WHERE[name] ?? 'true'}`;
  await db.script(`DECLARE ${name}_rows NO SCROLL CURSOR FOR SELECT ${values.join()} FROM ${from}`);
  for (;;) {
    const rows = await db.all(rowSchema, `FETCH ${String(ROWS)} FROM ${name}_rows`);
    yield rows;
    if (rows.length < ROWS) break;
  }
  await db.script(`CLOSE ${name}_rows`);
}

async function writeRows(
  db: Queries,
  { name, columns }: MovedTable,
  rows: readonly MovedRow[],
): Promise<void> {
  const constants = CONSTANTS[name] ?? [];
  const into = [
    ...Object.keys(columns).map((column) => COLUMNS[`${name}.${column}`]?.column ?? column),
    ...constants.map(([column]) => column),
  ];
  const values = [
    ...Object.entries(columns).map(
      ([column, kind]) => COLUMNS[`${name}.${column}`]?.write ?? `${column}${CASTS[kind][1]}`,
    ),
    ...constants.map(([, value]) => value),
  ];
  const given = Object.keys(columns).map((column) => `${column} text`);
  await db.run(
    `INSERT INTO ${name} (${into.join()}) SELECT ${values.join()}
     FROM json_to_recordset($1::json) AS moved (${given.join()})`,
    JSON.stringify(rows),
  );
}

function movable(db: Queries): MovableDatabase {
  return {
    read: (table) => readRows(db, table),
    write: async (table, rows) => {
      await writeRows(db, table, rows);
      if (table.name !== 'audit') return;
      await db.script(
        "SELECT setval(pg_get_serial_sequence('audit', 'id'), (SELECT max(id) FROM audit))",
      );
    },
    lastSequence: async () =>
      (
        await db.first(
          lastRow,
          `SELECT greatest((SELECT floor FROM sequence_floor),
           (SELECT coalesce(max(last_sequence), 0) FROM machine_sequence)) AS last`,
        )
      )?.last ?? 0,
    raiseSequence: async (last) => {
      await db.run('UPDATE sequence_floor SET floor = greatest(floor, $1)', last);
    },
  };
}

/** Also dead processes count until their lease is over, 10 s at most. */
async function checkNobodyServes(db: Queries): Promise<void> {
  const { count } = (await db.first(
    processRow,
    `SELECT count(*) AS count FROM relay_process
     WHERE lease_until > extract(epoch FROM clock_timestamp()) * 1000`,
  )) ?? { count: 0 };
  if (count === 0) return;
  throw new KioskError(
    'store/locked',
    'A relay serves with the PostgreSQL database: stop every relay, and try again 10 seconds later.',
  );
}

/** The PostgreSQL database as one end of a move. Nobody else writes to it until the move is over. */
export function usePostgres(url: string): UseMovable {
  return async (work) => {
    const access = createPostgresAccess(url, FOR_MIGRATIONS);
    try {
      await migrate(access);
      return await access.atomically(async (db) => {
        const names = MOVED_TABLES.map(({ name }) => name);
        await db.script(
          `LOCK TABLE ${names.join()}, sequence_floor, machine_sequence IN EXCLUSIVE MODE`,
        );
        await checkNobodyServes(db);
        return work(movable(db));
      });
    } finally {
      await access.close();
    }
  };
}

/** The PostgreSQL database as it is at this moment, to be read only. Relays go on writing to it. */
export function readPostgres(url: string): UseMovable {
  return async (work) => {
    const access = createPostgresAccess(url, FOR_MIGRATIONS);
    try {
      return await access.atomically(async (db) => {
        await db.script('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
        return work(movable(db));
      });
    } finally {
      await access.close();
    }
  };
}
