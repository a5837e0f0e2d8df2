import { KioskError, type KioskErrorCode, reasonOf } from '#core/base/errors.ts';
import Libsql from 'libsql';
import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import {
  migrate,
  pragmaNumber,
  readSchemaState,
  refuseNewer,
  type Schema,
  type SchemaState,
} from './migrate.ts';
import { keepFilePrivate, syncToDisk } from './private-file.ts';

type Value = string | number | null;
type Statement = Libsql.Statement<Value[]>;

/** A SQLite file. The only door to libsql; rows become typed values here or are refused as corrupt. */
export interface Database {
  /** Runs one statement that returns no rows. @returns how many rows it changed */
  run(sql: string, ...values: Value[]): number;
  all<Row>(schema: z.ZodType<Row>, sql: string, ...values: Value[]): readonly Row[];
  first<Row>(schema: z.ZodType<Row>, sql: string, ...values: Value[]): Row | undefined;
  /** Runs all of it or none of it; durable when it returns. */
  atomically<Result>(work: () => Result): Result;
  /**
   * Runs all of it or none of it, and waits for no disk: durable with the next durable commit, or when the operating system
   * writes it, within half a minute. A power cut before that takes it back as a whole, with everything committed after it.
   */
  atomicallyUnsynced<Result>(work: () => Result): Result;
  /** Throws when no commit could be made now: another program writes, or the file is read-only. Writes nothing. */
  tryLock(): void;
  /** Moves the log into the file and empties it, so that erased values are gone from both. */
  checkpoint(): void;
  /** Writes all that is committed into a new file, for its owner only. Other programs go on reading and writing meanwhile. */
  copyTo(path: string): void;
  close(): void;
}

interface OpenOptions extends Schema {
  readonly path: string;
  /** How long a statement waits, once the file is open, for another program that holds it; the whole program waits with it. */
  readonly busyTimeoutMs?: number;
  /** Refuses with `store/locked` when another program has the file open. */
  readonly isAlone?: boolean;
  /** Of a new file; one that is there keeps its own. A commit writes every page that it touches. */
  readonly pageBytes?: number;
}

/** The log is moved into the file when it is this long: SQLite's own thousand pages of the usual size. */
const CHECKPOINT_BYTES = 4_096_000;
/** Opening may wait longer: no customer is served yet. */
const OPEN_TIMEOUT_MS = 5_000;

/**
 * A statement that is refused because another program writes would stay under way (libsql does not reset it), and no
 * transaction of this connection could be committed any more. BEGIN alone is refused cleanly: it goes before every write.
 */
const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i;

const CODES: readonly (readonly [prefix: RegExp, code: KioskErrorCode])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'store/locked'],
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR_SHORT_READ)/, 'store/corrupt'],
];

function toKioskError(cause: unknown, path: string): KioskError {
  if (cause instanceof KioskError) return cause;
  const detail = reasonOf(cause);
  const nativeCode =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const code = CODES.find(([prefix]) => prefix.test(nativeCode))?.[1] ?? 'store/unwritable';
  return new KioskError(code, `The database ${path} cannot be used: ${detail}.`, { cause });
}

/**
 * Opens the file and brings it to this version's schema.
 * WAL with synchronous=FULL: a commit survives a power cut when it returns. secure_delete: what is erased is
 * overwritten.
 */
export function openDatabase(options: OpenOptions): Database {
  const { path, busyTimeoutMs } = options;
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (cause) {
      throw toKioskError(cause, path);
    }
  };
  const file = guarded(() => {
    keepFilePrivate(path);
    return new Libsql(path);
  });
  guarded(() => {
    file.pragma(`busy_timeout = ${String(OPEN_TIMEOUT_MS)}`);
    refuseNewer(file, options);
    if (options.pageBytes !== undefined) file.pragma(`page_size = ${String(options.pageBytes)}`);
    // SQLite leaves WAL mode only while nobody else has the file open.
    file.pragma(`journal_mode = ${options.isAlone === true ? 'DELETE' : 'WAL'}`);
    file.pragma('synchronous = FULL');
    // Pages that many commits change are written into the file once.
    file.pragma(
      `wal_autocheckpoint = ${String(CHECKPOINT_BYTES / pragmaNumber(file, 'page_size'))}`,
    );
    file.pragma('secure_delete = ON');
    file.pragma('foreign_keys = ON');
  });
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const fresh: Statement = file.prepare<Value[]>(sql);
    statements.set(sql, fresh);
    return fresh;
  };
  const statement = <Result>(sql: string, work: (ready: Statement) => Result): Result =>
    guarded(() => {
      const ready = prepared(sql);
      const isAlone = WRITES.test(sql) && !file.inTransaction;
      return isAlone ? inTransaction(file, () => work(ready)) : work(ready);
    });
  const database: Database = {
    run: (sql, ...values) => statement(sql, (ready) => ready.run(...values).changes),
    all: (schema, sql, ...values) =>
      statement(sql, (ready) => ready.all(...values)).map((row) => parseRow(schema, row, path)),
    first: (schema, sql, ...values) => {
      const row = statement(sql, (ready) => ready.get(...values));
      return row === undefined ? undefined : parseRow(schema, row, path);
    },
    atomically: (work) => guarded(() => inTransaction(file, work)),
    atomicallyUnsynced: (work) =>
      guarded(() => {
        // The commit around it decides.
        if (file.inTransaction) return work();
        file.pragma('synchronous = NORMAL');
        try {
          return inTransaction(file, work);
        } finally {
          file.pragma('synchronous = FULL');
        }
      }),
    tryLock: () => {
      guarded(() => {
        inTransaction(file, () => undefined);
      });
    },
    checkpoint: () => {
      guarded(() => file.pragma('wal_checkpoint(TRUNCATE)'));
    },
    copyTo: (target) => {
      guarded(() => {
        copyInto(file, target);
      });
    },
    close: () => {
      // A statement that is still known would keep the file open behind the closed connection.
      statements.clear();
      file.close();
    },
  };
  try {
    migrate(file, options);
    if (busyTimeoutMs !== undefined) file.pragma(`busy_timeout = ${String(busyTimeoutMs)}`);
  } catch (error) {
    file.close();
    throw toKioskError(error, path);
  }
  return database;
}

/** A full disk ends the transaction by itself; throw the first error, not the rollback’s. */
function inTransaction<Result>(file: InstanceType<typeof Libsql>, work: () => Result): Result {
  file.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    file.exec('COMMIT');
    return result;
  } catch (cause) {
    if (file.inTransaction) file.exec('ROLLBACK');
    throw cause;
  }
}

function parseRow<Row>(schema: z.ZodType<Row>, row: unknown, path: string): Row {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new KioskError('store/corrupt', `The database ${path} holds a row that makes no sense.`, {
    cause: parsed.error,
  });
}

/** What a file that is there says of its schema, without bringing it to another. Throws `store/…`. */
export function schemaStateOf(path: string): SchemaState {
  return withFile(path, readSchemaState);
}

/** The schema version of a file that is there, without bringing it to another. Throws `store/…`. */
export function schemaVersionOf(path: string): number {
  return schemaStateOf(path).version;
}

/**
 * Writes all that is committed into another file, for its owner only, whatever schema it is of. The file has its name when it is
 * whole and on the disk. Throws `store/…`.
 */
export function copyDatabase(path: string, target: string): void {
  const draft = `${target}.part`;
  try {
    rmSync(draft, { force: true });
    withFile(path, (file) => {
      copyInto(file, draft);
    });
    syncToDisk(draft);
    renameSync(draft, target);
    syncToDisk(dirname(target));
  } catch (cause) {
    rmSync(draft, { force: true });
    throw toKioskError(cause, path);
  }
}

/** Works on a file that is there as it is, whatever its schema. For this folder only. Throws `store/…`. */
export function withFile<Result>(
  path: string,
  work: (file: InstanceType<typeof Libsql>) => Result,
): Result {
  try {
    const file = new Libsql(path, { fileMustExist: true });
    try {
      file.pragma(`busy_timeout = ${String(OPEN_TIMEOUT_MS)}`);
      return work(file);
    } finally {
      file.close();
    }
  } catch (cause) {
    throw toKioskError(cause, path);
  }
}

function copyInto(file: InstanceType<typeof Libsql>, target: string): void {
  keepFilePrivate(target);
  file.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
}

/**
 * Keeps every other program from running a kiosk on the same data directory; the lock dies with the process.
 * The returned function gives it back. Throws `store/locked`.
 */
export function lockFile(path: string): () => void {
  keepFilePrivate(path);
  const file = new Libsql(path);
  try {
    // No prepared statement on this connection: one would keep the lock until it is collected.
    file.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    file.close();
    throw toKioskError(cause, path);
  }
  return () => {
    file.exec('ROLLBACK');
    file.close();
  };
}
