import { fstatSync } from 'node:fs';

const STDERR = 2;

/** systemd says by `JOURNAL_STREAM` which stream its journal reads, as device and inode. */
export function isReadByJournal(): boolean {
  const { dev, ino } = fstatSync(STDERR);
  return process.env['JOURNAL_STREAM'] === `${String(dev)}:${String(ino)}`;
}
