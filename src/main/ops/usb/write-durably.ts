import { numberedName, type FileToWrite } from '#core/usb/usb.ts';
import { lstat, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs one step on the disk; may give up one that hangs. */
export type Step = <Value>(work: Promise<Value>) => Promise<Value>;

async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function freeName(folder: string, name: string, step: Step): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = numberedName(name, number);
    if (!(await step(isTaken(join(folder, candidate))))) return candidate;
  }
}

async function writeAll(
  file: FileHandle,
  content: FileToWrite['content'],
  step: Step,
): Promise<void> {
  if (typeof content === 'string' || content instanceof Uint8Array) {
    await step(file.writeFile(content));
    return;
  }
  for await (const piece of content) await step(file.writeFile(piece));
}

async function syncFolder(folder: string): Promise<void> {
  const file = await open(folder, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Readable by everybody: another computer reads the stick and does not know this user. FAT has no modes anyway. */
const READABLE_ELSEWHERE = 0o644;

/**
 * Writes beside, forces it onto the disk, and gives it its name last: a file that has its name is whole.
 * @returns the name; throws what the system says, after taking away what it had begun
 */
export async function writeDurably(
  folder: string,
  { name, content }: FileToWrite,
  step: Step,
): Promise<string> {
  const draft = join(folder, `.${name}.part`);
  // Left over from a stick that was pulled out.
  if (await step(isTaken(draft))) await step(unlink(draft));
  try {
    const file = await step(open(draft, 'wx', READABLE_ELSEWHERE));
    try {
      await writeAll(file, content, step);
      await step(file.sync());
    } finally {
      await step(file.close());
    }
    const taken = await freeName(folder, name, step);
    await step(rename(draft, join(folder, taken)));
    await step(syncFolder(folder));
    return taken;
  } catch (error) {
    await step(unlink(draft)).catch(() => undefined);
    throw error;
  }
}
