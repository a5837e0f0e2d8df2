import { chmodSync, closeSync, fsyncSync, openSync, statSync } from 'node:fs';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** SQLite gives the log and the index beside a database the mode of the database. */
function create(path: string): void {
  try {
    // Never opens one that is there: to close it again would take away the locks of a connection in this process.
    closeSync(openSync(path, 'wx', OWNER_ONLY));
  } catch (error) {
    const code = codeOf(error);
    // SQLite reports a bad folder better.
    if (code !== 'EEXIST' && code !== 'ENOENT' && code !== 'EACCES' && code !== 'ENOTDIR')
      throw error;
  }
}

function close(path: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & OTHERS) === 0) return;
  try {
    chmodSync(path, OWNER_ONLY);
  } catch (error) {
    // The file belongs to another user, or the file system has no modes: leave it to whoever set it up.
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'EROFS') throw error;
  }
}

/** Makes the database file, and what SQLite keeps beside it, readable by its owner only, whatever the umask and whoever made it. */
export function keepFilePrivate(path: string): void {
  create(path);
  for (const end of ['', '-wal', '-shm', '-journal']) close(path + end);
}

/** Waits until a file that was written, or a folder's list of names, is on the disk. Not for a database that is open. */
export function syncToDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
