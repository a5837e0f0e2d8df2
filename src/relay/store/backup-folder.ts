import { KioskError } from '#core/base/errors.ts';
import { existsSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backupName, backupsIn, draftsIn } from '../runtime/backups.ts';
import { backUp } from './backup.ts';

const MEGABYTE = 1024 * 1024;
/** Left free beside the backup, for everybody else who writes there. */
const LEFT_FREE_BYTES = 64 * MEGABYTE;
/** A backup may be larger than what it is estimated by. */
const MARGIN = 1.2;

export interface BackupFolder {
  readonly folder: string;
  /** So many of the newest stay. */
  readonly keep: number;
}

export interface FolderReport {
  readonly backup: string;
  readonly bytes: number;
  readonly kept: number;
  readonly removed: readonly string[];
}

interface BackupCircumstances {
  readonly nowMs: number;
  /** Bytes that may be written into the folder. */
  readonly free?: (folder: string) => number;
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** By the SQLite file, its log included, or by the newest backup. */
function expectedBytes(database: string, { folder }: BackupFolder): number {
  const path = /^sqlite:(.+)$/.exec(database)?.[1];
  const now = path === undefined ? 0 : sizeOf(path) + sizeOf(`${path}-wal`);
  const [newest] = backupsIn(folder);
  return Math.max(now, newest === undefined ? 0 : sizeOf(join(folder, newest.name)));
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/**
 * Writes a new backup into the folder and removes the oldest beyond `keep`, once the new one is whole. What does not bear the
 * name of such a backup stays. Throws `input/invalid`; `store/unwritable` when there is no room: then nothing is removed.
 */
export async function backUpInto(
  database: string,
  into: BackupFolder,
  { nowMs, free = freeBytes }: BackupCircumstances,
): Promise<FolderReport> {
  const { folder, keep } = into;
  if (!existsSync(folder)) {
    throw new KioskError('input/invalid', `There is no folder ${folder}: make it first.`);
  }
  // One backup runs at a time (systemd); what is here was left by one that was cut short.
  for (const draft of draftsIn(folder)) rmSync(join(folder, draft), { force: true });
  const needed = expectedBytes(database, into) * MARGIN + LEFT_FREE_BYTES;
  const there = free(folder);
  if (there < needed) {
    const inMegabytes = (bytes: number): string => `${String(Math.ceil(bytes / MEGABYTE))} MB`;
    throw new KioskError(
      'store/unwritable',
      `A backup needs ${inMegabytes(needed)} in ${folder}, and ${inMegabytes(there)} are free: nothing was written and nothing removed.`,
    );
  }
  const backup = join(folder, backupName(nowMs));
  const bytes = await backUp(database, backup);
  const surplus = backupsIn(folder).slice(keep);
  for (const { name } of surplus) rmSync(join(folder, name));
  const removed = surplus.map(({ name }) => name);
  return { backup, bytes, kept: backupsIn(folder).length, removed };
}
