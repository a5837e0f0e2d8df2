import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The folder of versions, step by step. What `write` and `append` do is there after a power cut only when `sync` has
 * returned; what `rename` does, when `sync` of its folder has. Paths are relative; `.` is the folder itself.
 */
export interface UpdateDisk {
  /** A small file; undefined: it is not there. */
  read(path: string): Promise<string | undefined>;
  /** Bytes; undefined: it is not there. */
  size(path: string): Promise<number | undefined>;
  stream(path: string): AsyncIterable<Uint8Array>;
  write(path: string, text: string): Promise<void>;
  /** Makes the file when it is not there. */
  append(path: string, bytes: Uint8Array): Promise<void>;
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Also a whole folder; what is not there is no error. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  makeExecutable(path: string): Promise<void>;
  freeBytes(): Promise<number>;
}

const OWNER_FILE = 0o600;
const OWNER_PROGRAM = 0o700;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function unlessMissing<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function createUpdateDisk(folder: string): UpdateDisk {
  const at = (path: string): string => join(folder, path);

  async function put(path: string, flags: string, data: string | Uint8Array): Promise<void> {
    const file = await open(at(path), flags, OWNER_FILE);
    try {
      await file.writeFile(data);
    } finally {
      await file.close();
    }
  }

  return {
    read: (path) => unlessMissing(readFile(at(path), 'utf8')),
    size: async (path) => (await unlessMissing(stat(at(path))))?.size,
    stream: (path) => createReadStream(at(path)),
    write: (path, text) => put(path, 'w', text),
    append: (path, bytes) => put(path, 'a', bytes),
    sync: async (path) => {
      const file = await open(at(path), 'r');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    },
    rename: (from, to) => rename(at(from), at(to)),
    remove: (path) => rm(at(path), { recursive: true, force: true }),
    makeFolder: async (path) => {
      await mkdir(at(path), { recursive: true, mode: OWNER_PROGRAM });
    },
    makeExecutable: (path) => chmod(at(path), OWNER_PROGRAM),
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}
