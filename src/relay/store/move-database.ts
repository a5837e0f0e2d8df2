import { KioskError } from '#core/base/errors.ts';
import { createHash } from 'node:crypto';
import {
  MOVED_TABLES,
  type MovableDatabase,
  type MovedRow,
  type MovedTable,
  type UseMovable,
} from './moved-tables.ts';
import { usePostgres } from './postgres/movable-postgres.ts';
import { useSqlite } from './sqlite/movable-sqlite.ts';

/** What a table holds. */
export interface TableSum {
  readonly rows: number;
  /** Of all rows, in whatever order they lie; of deliveries, with the order of each machine's. SHA-256. */
  readonly sha256: string;
}

export interface MoveReport {
  /** False: the target held the same already. */
  readonly moved: boolean;
  readonly tables: Readonly<Record<string, TableSum>>;
}

const SIZE = 1n << 256n;

/** Adds up the rows of a table. */
function createSummer({ name, columns }: MovedTable): {
  add(rows: readonly MovedRow[]): void;
  sum(): TableSum;
} {
  const counted = Object.keys(columns).filter((column) => column !== 'sequence');
  const lastKeys = new Map<MovedRow[string] | undefined, MovedRow[string]>();
  let total = 0n;
  let rowCount = 0;
  return {
    add: (rows) => {
      for (const row of rows) {
        const values = counted.map((column) => row[column] ?? null);
        if (name === 'delivery') {
          // With the event before it: the order of a machine's events is part of what is moved.
          values.push(lastKeys.get(row['machine_id']) ?? null);
          lastKeys.set(row['machine_id'], row['key'] ?? null);
        }
        const digest = createHash('sha256').update(JSON.stringify(values)).digest('hex');
        total = (total + BigInt(`0x${digest}`)) % SIZE;
      }
      rowCount += rows.length;
    },
    sum: () => ({ rows: rowCount, sha256: total.toString(16).padStart(64, '0') }),
  };
}

async function sumOf(database: MovableDatabase, table: MovedTable): Promise<TableSum> {
  const summer = createSummer(table);
  for await (const rows of database.read(table)) summer.add(rows);
  return summer.sum();
}

async function sumsOf(database: MovableDatabase): Promise<Readonly<Record<string, TableSum>>> {
  const sums: Record<string, TableSum> = {};
  for (const table of MOVED_TABLES) sums[table.name] = await sumOf(database, table);
  return sums;
}

function isSame(one: MoveReport['tables'], other: MoveReport['tables']): boolean {
  return MOVED_TABLES.every(({ name }) => {
    const [a, b] = [one[name], other[name]];
    return a?.rows === b?.rows && a?.sha256 === b?.sha256;
  });
}

/** `above`: every new event gets a sequence above this one as well. */
export async function copyAll(
  source: MovableDatabase,
  target: MovableDatabase,
  above = 0,
): Promise<MoveReport> {
  const here = await sumsOf(source);
  const there = await sumsOf(target);
  const last = await source.lastSequence();
  const isEmpty = Object.values(there).every(({ rows }) => rows === 0);
  if (isSame(here, there) && !isEmpty && (await target.lastSequence()) >= last) {
    return { moved: false, tables: here };
  }
  if (!isEmpty) {
    const sentence = 'The database to move to holds other data already: nothing was moved.';
    throw new KioskError('input/invalid', sentence);
  }
  // Never below what either of them has given before.
  await target.raiseSequence(Math.max(last, await target.lastSequence(), above));
  for (const table of MOVED_TABLES) {
    for await (const rows of source.read(table)) {
      if (rows.length > 0) await target.write(table, rows);
    }
  }
  if (isSame(here, await sumsOf(target))) return { moved: true, tables: here };
  const sentence =
    'The database to move to does not hold what was written to it: nothing was moved.';
  throw new KioskError('store/corrupt', sentence);
}

function endOf(database: string): UseMovable {
  return database.startsWith('sqlite:')
    ? useSqlite(database.slice('sqlite:'.length))
    : usePostgres(database);
}

/**
 * Copies everything from one database to another, all of it or nothing, and compares. `sqlite:<absolute file>` or
 * `postgresql://…`, and no relay may run on either. The source stays as it is. `above`: see `copyAll`. Throws
 * `input/invalid`, `store/…`.
 */
export function moveDatabase(from: string, to: string, above = 0): Promise<MoveReport> {
  return endOf(from)((source) => endOf(to)((target) => copyAll(source, target, above)));
}
