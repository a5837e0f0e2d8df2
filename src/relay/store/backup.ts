import { isKioskError, KioskError } from '#core/base/errors.ts';
import { openDatabase, schemaVersionOf } from '#sqlite/database.ts';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyAll, moveDatabase, type MoveReport } from './move-database.ts';
import { readPostgres } from './postgres/movable-postgres.ts';
import { useSqlite } from './sqlite/movable-sqlite.ts';
import { RELAY_MIGRATIONS } from './sqlite/schema.ts';

const SQLITE = 'sqlite:';

function refuse(sentence: string): never {
  throw new KioskError('input/invalid', sentence);
}

function toDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

async function writeCopy(database: string, file: string): Promise<void> {
  if (!database.startsWith(SQLITE)) {
    await readPostgres(database)((source) => useSqlite(file)((target) => copyAll(source, target)));
    return;
  }
  const path = database.slice(SQLITE.length);
  if (!existsSync(path)) refuse(`There is no database ${path}.`);
  const db = openDatabase({ path, migrations: RELAY_MIGRATIONS });
  try {
    db.copyTo(file);
  } finally {
    db.close();
  }
}

/**
 * Writes everything that is committed into one new SQLite file, whichever database it is; relays go on meanwhile. The file
 * has its name when it is whole and on the disk. Throws `input/invalid`, `store/…`.
 * @returns its bytes
 */
export async function backUp(database: string, file: string): Promise<number> {
  if (existsSync(file)) refuse(`The file ${file} is there already: say a new name.`);
  const folder = dirname(file);
  if (!existsSync(folder)) refuse(`There is no folder ${folder}.`);
  const draft = `${file}.part`;
  rmSync(draft, { force: true });
  try {
    await writeCopy(database, draft);
    toDisk(draft);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  toDisk(folder);
  return statSync(file).size;
}

function checkBackup(file: string): void {
  if (!existsSync(file)) refuse(`There is no file ${file}.`);
  try {
    if (schemaVersionOf(file) > 0) return;
  } catch (error) {
    if (!isKioskError(error)) throw error;
  }
  refuse(`The file ${file} is no backup of a relay.`);
}

/**
 * Fills an empty database from a backup; the file stays as it is. A machine may have seen events that came after the backup,
 * and takes only higher sequences: new ones begin above `nowMs`, which no relay has ever reached by counting.
 * Throws `input/invalid`; `store/locked` while a relay runs.
 */
export async function restore(file: string, database: string, nowMs: number): Promise<MoveReport> {
  checkBackup(file);
  // An older backup is brought to this version's schema: in a copy.
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-restore-'));
  const copy = join(folder, 'relay.db');
  try {
    copyFileSync(file, copy);
    const report = await moveDatabase(SQLITE + copy, database, nowMs);
    if (report.moved) return report;
    return refuse('The database holds this backup already: nothing was restored.');
  } catch (error) {
    const isFull = isKioskError(error, 'input/invalid') && error.message.includes('other data');
    if (isFull)
      refuse('The database holds data already, and a backup is restored into an empty one.');
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
