import { isKioskError, KioskError } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import { lockFile } from '#sqlite/database.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { keepDataDirPrivate } from './private-files.ts';

/** One program for each data directory. Throws `store/locked`. @returns what gives it back */
export function lockDataDir(dataDir: string): () => void {
  try {
    return lockFile(join(dataDir, 'kiosk.lock'));
  } catch (cause) {
    if (!isKioskError(cause, 'store/locked')) throw cause;
    throw new KioskError('store/locked', `Another kiosk already runs on ${dataDir}.`, { cause });
  }
}

/** Whether a kiosk works on this directory now. */
export function isRunning(dataDir: string): boolean {
  if (!existsSync(dataDir)) return false;
  try {
    lockDataDir(dataDir)();
    return false;
  } catch (error) {
    if (isKioskError(error, 'store/locked')) return true;
    throw error;
  }
}

/** Closes the data directory to others; where it is theirs too, warns about it. */
export function warnWhenOpen(dataDir: string, log: Log): void {
  if (!keepDataDirPrivate(dataDir)) return;
  log.warn('kiosk.data-directory-open', { dataDir });
}
