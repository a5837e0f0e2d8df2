import { isKioskError, reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import { copyRows, type CopiedRows } from '#sqlite/copy-rows.ts';
import { openDatabase, schemaStateOf, type Database } from '#sqlite/database.ts';
import { syncToDisk } from '#sqlite/private-file.ts';
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EVERYTHING, sumsOfDays, whatABackupHolds } from './kiosk-tables.ts';
import { KIOSK_MIGRATIONS, KIOSK_PAGE_BYTES, KIOSK_RUNS_FROM } from './kiosk-schema.ts';

/** A backup holds the sales of this long before it. */
const BACKED_UP_MS = 24 * 3_600_000;
/** And the sums of the sales of this long. */
const SUMS_MS = 100 * BACKED_UP_MS;
const BACKUP = 'kiosk-backup.db';
const REBUILT = 'kiosk-rebuilt.db';
/** What SQLite keeps beside a database. */
const BESIDE = ['-wal', '-shm'];

const checkRow = z.object({ result: z.string() });
const countRow = z.object({ count: z.number() });

function remove(path: string): void {
  for (const end of ['', ...BESIDE]) rmSync(path + end, { force: true });
}

function makeEmpty(path: string): Database {
  remove(path);
  const schema = { migrations: KIOSK_MIGRATIONS, runsFrom: KIOSK_RUNS_FROM };
  return openDatabase({ path, ...schema, pageBytes: KIOSK_PAGE_BYTES });
}

/** Gives a finished file its name; what was there under it is gone then. */
function putInPlace(draft: string, path: string, dataDir: string): void {
  syncToDisk(draft);
  renameSync(draft, path);
  syncToDisk(dataDir);
}

/**
 * Writes `kiosk-backup.db`: everything but the sales that ended more than a day ago; of a hundred days it has the sums. Some hundred KiB, so that
 * a daily one wears the disk little. Throws `store/…`.
 */
export function backUpKiosk(dataDir: string, nowMs: number): void {
  const draft = join(dataDir, `${BACKUP}.part`);
  const path = join(dataDir, 'kiosk.db');
  const database = makeEmpty(draft);
  try {
    copyRows(path, draft, whatABackupHolds(nowMs - BACKED_UP_MS));
    // Those that its few sales made are replaced by those of all.
    for (const table of ['sale_day', 'sale_hour']) database.run(`DELETE FROM ${table}`);
    copyRows(path, draft, sumsOfDays(nowMs - SUMS_MS, nowMs + BACKED_UP_MS));
    database.checkpoint();
  } finally {
    database.close();
  }
  for (const end of BESIDE) rmSync(draft + end, { force: true });
  putInPlace(draft, join(dataDir, BACKUP), dataDir);
}

/** When the backup was made, wall clock; undefined: there is none. */
export function backedUpAtMs(dataDir: string): number | undefined {
  return statSync(join(dataDir, BACKUP), { throwIfNoEntry: false })?.mtimeMs;
}

/** Why the database cannot be used; undefined: it can. Tables that grow are only looked at where the newest rows are. */
function damageOf(dataDir: string): string | undefined {
  const path = join(dataDir, 'kiosk.db');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const wasThere = [BACKUP, 'kiosk.db-wal'].some((name) => existsSync(join(dataDir, name)));
  // SQLite would take an empty file for a new database.
  if (size === 0) return wasThere ? 'the file is empty or gone' : undefined;
  try {
    // An older schema is copied before it is changed.
    const { version } = schemaStateOf(path);
    const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS.slice(0, version) });
    try {
      return faultIn(database);
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isKioskError(error, 'store/corrupt')) throw error;
    return reasonOf(error);
  }
}

function faultIn(database: Database): string | undefined {
  for (const { table, where } of whatABackupHolds(Number.MAX_SAFE_INTEGER)) {
    if (where !== undefined || !hasTable(database, table)) continue;
    const [row] = database.all(
      checkRow,
      `SELECT quick_check AS result FROM pragma_quick_check('${table}')`,
    );
    if (row !== undefined && row.result !== 'ok') return `${table}: ${row.result}`;
  }
  for (const table of ['journal', 'sale', 'sale_note']) {
    if (!hasTable(database, table)) continue;
    const newest = `SELECT * FROM ${table} ORDER BY rowid DESC LIMIT 500`;
    database.first(countRow, `SELECT count(*) AS count FROM (${newest})`);
  }
  return undefined;
}

function hasTable(database: Database, table: string): boolean {
  const sql = 'SELECT count(*) AS count FROM sqlite_schema WHERE name = ?';
  return database.first(countRow, sql, table)?.count === 1;
}

/** A name that is free, with the time, for a file that is set aside. */
function asideOf(dataDir: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-');
  for (let number = 1; ; number += 1) {
    const path = join(dataDir, `kiosk-damaged-${time}-${String(number)}.db`);
    if (!existsSync(path)) return path;
  }
}

/** The file and its log stay under another name, byte for byte. */
function setAside(path: string, aside: string): void {
  if (existsSync(path)) {
    try {
      copyFileSync(path, aside, constants.COPYFILE_FICLONE);
    } catch {
      // Without room for a copy, the file itself gets the name; reading it may move its log into it.
      rmSync(aside, { force: true });
      linkSync(path, aside);
    }
  }
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${aside}-wal`);
}

function rebuild(dataDir: string, damaged: string): readonly CopiedRows[] {
  const draft = join(dataDir, `${REBUILT}.part`);
  const database = makeEmpty(draft);
  try {
    // What the damaged file still tells is newer.
    const saved = copyRows(damaged, draft, EVERYTHING);
    const backup = join(dataDir, BACKUP);
    if (existsSync(backup)) {
      copyRows(backup, draft, EVERYTHING);
      keepOldSums(database, backup, draft);
    }
    database.run('UPDATE slot SET is_count_due = 1');
    database.run(
      `INSERT INTO sale_tail (reference, tail) SELECT reference, substr(reference, -22) FROM sale WHERE is_open = 0`,
    );
    database.checkpoint();
    return saved;
  } finally {
    database.close();
    for (const end of BESIDE) rmSync(draft + end, { force: true });
  }
}

/** Of days whose sales could not be read, the sums of the backup stand. */
function keepOldSums(database: Database, backup: string, draft: string): void {
  const first = database.first(
    countRow,
    'SELECT coalesce(min(started_at), 9000000000000000) AS count FROM sale',
  );
  copyRows(backup, draft, sumsOfDays(0, first?.count ?? 0));
}

/** The last step of a repair; a power cut before it is made up for at the next start. */
function finish(dataDir: string): void {
  const path = join(dataDir, 'kiosk.db');
  const rebuilt = join(dataDir, REBUILT);
  if (!existsSync(rebuilt)) return;
  // The log of the damaged file would be taken for the log of the new one.
  for (const end of BESIDE) rmSync(path + end, { force: true });
  syncToDisk(dataDir);
  putInPlace(rebuilt, path, dataDir);
}

/**
 * Looks at `kiosk.db` before the kiosk works on it. A damaged one is set aside as it is, and another one is made of what can be read of it and
 * of the last backup. Call only while no other program has it open. Throws `store/…` when that cannot be done either.
 */
export function repairWhenDamaged(
  dataDir: string,
  { log, nowMs }: { readonly log: Log; readonly nowMs: number },
): void {
  finish(dataDir);
  const damage = damageOf(dataDir);
  // Without a backup too much would be missing: the kiosk does not start, or does not sell, and a person decides.
  if (damage === undefined || !existsSync(join(dataDir, BACKUP))) return;
  const path = join(dataDir, 'kiosk.db');
  const aside = asideOf(dataDir, nowMs);
  setAside(path, aside);
  const saved = rebuild(dataDir, path);
  putInPlace(join(dataDir, `${REBUILT}.part`), join(dataDir, REBUILT), dataDir);
  finish(dataDir);
  const damaged = saved.filter(({ isDamaged }) => isDamaged).map(({ table }) => table);
  log.error('store.rebuilt', {
    damage,
    setAside: aside,
    backupAtMs: backedUpAtMs(dataDir),
    incomplete: damaged.join(', '),
  });
}
