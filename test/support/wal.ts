import { readFileSync, rmSync, truncateSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

export interface WalCommit {
  /** Where it ends in the file. */
  readonly endByte: number;
  /** Its pages with their frame headers: what it wrote. */
  readonly bytes: number;
}

/** The commits in a database's write-ahead log since it was last emptied, oldest first (sqlite.org/fileformat2.html#walformat). */
export function commitsInWal(path: string): readonly WalCommit[] {
  const wal = readFileSync(`${path}-wal`);
  if (wal.length < HEADER_BYTES) return [];
  const frameBytes = FRAME_HEADER_BYTES + wal.readUInt32BE(8);
  const salt = wal.subarray(16, 24);
  const commits: WalCommit[] = [];
  let begin = HEADER_BYTES;
  for (let at = HEADER_BYTES; at + frameBytes <= wal.length; at += frameBytes) {
    if (!wal.subarray(at + 8, at + 16).equals(salt)) break;
    const endByte = at + frameBytes;
    // Only the last frame of a commit tells the size of the database.
    if (wal.readUInt32BE(at + 4) === 0) continue;
    commits.push({ endByte, bytes: endByte - begin });
    begin = endByte;
  }
  return commits;
}

/** Takes the newest commit out of the log, as a power cut does with one that was not synced. */
export function loseLastCommit(path: string): void {
  const before = commitsInWal(path).at(-2);
  if (before === undefined) throw new Error('The log holds no two commits.');
  truncateSync(`${path}-wal`, before.endByte);
  // The index of the log is made again from what is left of it.
  rmSync(`${path}-shm`, { force: true });
}
