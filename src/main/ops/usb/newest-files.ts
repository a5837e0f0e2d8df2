import type { StickFile } from '#core/usb/usb.ts';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Step } from './write-durably.ts';

/** Files are read in groups of this size, so that the rest of the program gets its turn in between. */
const GROUP = 64;
/** More than this in one folder is no stick for product lists. */
export const MOST_ENTRIES = 200_000;

/** The folder holds too many files to wait for. */
export class TooManyFiles extends Error {}

async function fileOf(folder: string, name: string): Promise<StickFile | undefined> {
  const about = await lstat(join(folder, name));
  // A link might lead into this computer.
  if (!about.isFile()) return undefined;
  return { name, bytes: about.size, changedAtMs: about.mtimeMs };
}

function newestFirst(one: StickFile, other: StickFile): number {
  return other.changedAtMs - one.changedAtMs;
}

interface Wanted {
  readonly isWanted: (name: string) => boolean;
  /** So many at most. */
  readonly most: number;
  /** A folder of more is not read to its end. */
  readonly mostEntries: number;
}

/** Finds the newest files of a folder of any size: group by group, keeping only as many as asked for. */
export async function newestFiles(
  folder: string,
  { isWanted, most, mostEntries }: Wanted,
  step: Step,
): Promise<readonly StickFile[]> {
  let newest: readonly StickFile[] = [];
  let group: string[] = [];
  const look = async (): Promise<void> => {
    const files = await step(Promise.all(group.map((name) => fileOf(folder, name))));
    group = [];
    newest = [...newest, ...files.flatMap((file) => file ?? [])].sort(newestFirst).slice(0, most);
  };
  const entries = await step(opendir(folder, { bufferSize: GROUP }));
  try {
    for (let count = 0; ; count += 1) {
      const entry = await step(entries.read());
      if (entry === null) break;
      if (count >= mostEntries) throw new TooManyFiles(folder);
      if (isWanted(entry.name)) group.push(entry.name);
      if (group.length === GROUP) await look();
    }
    await look();
    return newest;
  } finally {
    await step(entries.close());
  }
}
