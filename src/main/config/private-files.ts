import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that hold money or secrets (design §9). */
export const OWNER_FILE = 0o600;
const OWNER_FOLDER = 0o700;
const OTHERS = 0o077;
const STICKY = 0o1000;
/** The only folder in a data directory that is ours: Chromium's. */
const OUR_FOLDERS = ['window'];
/** Databases close themselves (src/sqlite/private-file.ts). */
const OUR_FILES = ['kiosk.json', 'kiosk.json.tmp'];

function isOpenToOthers(path: string): boolean {
  return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0;
}

function close(path: string, mode: number): void {
  if (!isOpenToOthers(path)) return;
  try {
    chmodSync(path, mode);
  } catch {
    // The file belongs to another user, or the file system has no modes: leave it to whoever set it up.
  }
}

/** A folder that others use too: closing it could lock them out. */
function isShared(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  const hasFolders = entries.some(
    (entry) => entry.isDirectory() && !OUR_FOLDERS.includes(entry.name),
  );
  return hasFolders || (statSync(folder).mode & STICKY) !== 0;
}

/**
 * Creates the data directory if it is missing. Makes its files private to their owner, and the directory too unless others use
 * it, whatever the umask and whichever version made them.
 * @returns whether others can still look into it
 */
export function keepDataDirPrivate(dataDir: string): boolean {
  mkdirSync(dataDir, { recursive: true, mode: OWNER_FOLDER });
  for (const name of OUR_FILES) close(join(dataDir, name), OWNER_FILE);
  if (!isShared(dataDir)) close(dataDir, OWNER_FOLDER);
  return isOpenToOthers(dataDir);
}

/** Writes the file whole or not at all, for its owner only, and durably. */
export function writePrivately(path: string, text: string): void {
  const draft = `${path}.tmp`;
  // An older temporary file may be readable by others.
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', OWNER_FILE);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
