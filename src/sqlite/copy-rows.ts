import type Libsql from 'libsql';
import { withFile } from './database.ts';

type File = InstanceType<typeof Libsql>;

/** A table, or a part of it. */
export interface Rows {
  readonly table: string;
  /** SQL after WHERE; absent: all. */
  readonly where?: string;
}

export interface CopiedRows {
  readonly table: string;
  readonly rows: number;
  /** Some of its rows could not be read. */
  readonly isDamaged: boolean;
}

/** Rows per commit: what was read before a damaged page stays. */
const PORTION = 5_000;

function namesIn(file: File, sql: string): readonly string[] {
  return file
    .prepare(sql)
    .raw()
    .all()
    .map((row) => String(Array.isArray(row) ? row[0] : ''));
}

function columnsOf(file: File, table: string): readonly string[] {
  return namesIn(file, `SELECT name FROM pragma_table_info('${table}')`);
}

/**
 * Copies rows from one database to another, column by column of the same name; a row that is there already stays. Reads from
 * both ends up to a damaged page. A file that is no database at all gives nothing. Opening the source may move its log into it.
 */
export function copyRows(from: string, to: string, wanted: readonly Rows[]): readonly CopiedRows[] {
  return withFile(to, (target) => {
    try {
      return withFile(from, (source) => wanted.map((rows) => copyTable(source, target, rows)));
    } catch {
      return wanted.map(({ table }) => ({ table, rows: 0, isDamaged: true }));
    }
  });
}

function copyTable(source: File, target: File, { table, where }: Rows): CopiedRows {
  try {
    const known = columnsOf(target, table);
    const columns = columnsOf(source, table).filter((name) => known.includes(name));
    // A schema of before this table.
    if (columns.length === 0) return { table, rows: 0, isDamaged: false };
    const list = columns.join(', ');
    const select = `SELECT ${list} FROM ${table}`;
    const insert = `INSERT OR IGNORE INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`;
    const copying = { source, target, insert };
    // A part is found by its index, in whatever order that has.
    if (where !== undefined) return { table, ...copyInOrder(copying, `${select} WHERE ${where}`) };
    const order = hasRowid(source, table) ? 'rowid' : '1';
    const forth = copyInOrder(copying, `${select} ORDER BY ${order}`);
    if (!forth.isDamaged) return { table, ...forth };
    const back = copyInOrder(copying, `${select} ORDER BY ${order} DESC`);
    return { table, rows: forth.rows + back.rows, isDamaged: true };
  } catch {
    return { table, rows: 0, isDamaged: true };
  }
}

function hasRowid(file: File, table: string): boolean {
  try {
    file.prepare(`SELECT rowid FROM ${table} LIMIT 0`);
    return true;
  } catch {
    return false;
  }
}

interface Copying {
  readonly source: File;
  readonly target: File;
  readonly insert: string;
}

function copyInOrder(
  { source, target, insert }: Copying,
  select: string,
): { readonly rows: number; readonly isDamaged: boolean } {
  const write = target.prepare(insert);
  let rows = 0;
  let isDamaged = false;
  target.exec('BEGIN IMMEDIATE');
  try {
    for (const row of source.prepare(select).raw().iterate()) {
      rows += write.run(...(Array.isArray(row) ? (row as readonly unknown[]) : [])).changes;
      if (rows % PORTION === PORTION - 1) target.exec('COMMIT; BEGIN IMMEDIATE');
    }
  } catch {
    isDamaged = true;
  }
  target.exec('COMMIT');
  return { rows, isDamaged };
}
