import type { Database } from '#sqlite/database.ts';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What SQLite keeps beside a database. */
const SIDES = ['-wal', '-shm', '-journal'] as const;

/** A database that is being taken over; nothing looks at it after a power cut. */
export function draftOf(dataDir: string): string {
  return join(dataDir, 'taken-over.db.part');
}
/** Whole; the next start makes it the database. */
function stagedOf(dataDir: string): string {
  return join(dataDir, 'taken-over.db');
}

function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  fsyncSync(file);
  closeSync(file);
}

/**
 * Makes a database that was taken over this data directory's own, after a power cut as well. Only for whoever holds the
 * directory's lock. What was there belongs to a PC that was no machine: people and a set-up that was begun.
 */
export function adoptTakenOver(dataDir: string): void {
  const staged = stagedOf(dataDir);
  if (!existsSync(staged)) return;
  const own = join(dataDir, 'kiosk.db');
  for (const end of SIDES) rmSync(own + end, { force: true });
  renameSync(staged, own);
  syncFolder(dataDir);
}

/** Everything of the draft is in its file; then it gets the name that the next start looks for. */
export function stage(dataDir: string, database: Database): void {
  database.checkpoint();
  database.close();
  for (const end of SIDES) rmSync(draftOf(dataDir) + end, { force: true });
  renameSync(draftOf(dataDir), stagedOf(dataDir));
  syncFolder(dataDir);
}
