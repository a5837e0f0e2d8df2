import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { isStickFileName, type UsbFault, type UsbStick, type UsbSticks } from '#core/usb/usb.ts';
import { constants } from 'node:fs';
import { lstat, open, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { mountedSticks, sticksIn, type KernelFiles, type StickFolder } from './usb/mounts.ts';
import { MOST_ENTRIES, newestFiles, TooManyFiles } from './usb/newest-files.ts';
import { writeDurably, type Step } from './usb/write-durably.ts';

const KERNEL: KernelFiles = { mountinfo: '/proc/self/mountinfo', blockDevices: '/sys/dev/block' };

/** A stick that does not answer within this time counts as pulled out. */
export const STICK_ANSWERS_MS = 20_000;
const SHOWN_FILES = 200;

const FAULT_OF: Readonly<Record<string, UsbFault>> = {
  ENOSPC: 'usb-full',
  EDQUOT: 'usb-full',
  EFBIG: 'usb-full',
  EROFS: 'usb-read-only',
  EACCES: 'usb-read-only',
  EPERM: 'usb-read-only',
  EIO: 'usb-gone',
  ENODEV: 'usb-gone',
  ENXIO: 'usb-gone',
  ENOTCONN: 'usb-gone',
};

function isInTopFolder(name: string): boolean {
  return basename(name) === name && name !== '.' && name !== '..' && !name.includes('\0');
}

/** Ends the wait for a stick that hangs. */
class NoAnswer extends Error {}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

interface UsbDeps {
  readonly clock: Pick<Clock, 'setTimer'>;
  /** Where this computer mounts its sticks; undefined: ask the kernel. */
  readonly folder?: string | undefined;
  readonly kernel?: KernelFiles | undefined;
  readonly mostEntries?: number;
}

/** The sticks as this computer has mounted them. */
export function createUsbSticks({
  clock,
  folder,
  kernel = KERNEL,
  mostEntries = MOST_ENTRIES,
}: UsbDeps): UsbSticks {
  const step: Step = (work) =>
    new Promise((resolve, reject) => {
      const cancel = clock.setTimer(STICK_ANSWERS_MS, () => {
        reject(new NoAnswer('The stick does not answer.'));
      });
      work.then(resolve, reject).finally(cancel);
    });
  const folders = (): Promise<readonly StickFolder[]> =>
    folder === undefined ? mountedSticks(kernel) : sticksIn(folder);

  async function stickOf({ path, name, isReadOnly }: StickFolder): Promise<UsbStick | undefined> {
    try {
      const { bavail, blocks, bsize } = await step(statfs(path));
      return { id: path, name, isReadOnly, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch {
      // Pulled out just now.
      return undefined;
    }
  }

  /** Looks each time: the folder of a removed stick may still be there, on the computer's own disk. */
  async function withStick<Value>(
    id: string,
    work: (path: string) => Promise<Result<Value, UsbFault>>,
  ): Promise<Result<Value, UsbFault>> {
    const known = await folders();
    if (known.length === 0) return err('usb-none');
    const isThere = (): Promise<boolean> =>
      folders().then((now) => now.some(({ path }) => path === id));
    if (!known.some(({ path }) => path === id)) return err('usb-gone');
    try {
      return await work(id);
    } catch (error) {
      if (error instanceof TooManyFiles) return err('usb-too-many-files');
      if (error instanceof NoAnswer || !(await isThere())) return err('usb-gone');
      return err(FAULT_OF[codeOf(error)] ?? 'usb-unreadable');
    }
  }

  /** Undefined: missing, or not a plain file. A link could lead into this computer. */
  async function sizeOf(path: string, name: string): Promise<number | undefined> {
    try {
      const about = await step(lstat(join(path, name)));
      return about.isFile() ? about.size : undefined;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async function content(path: string, name: string): Promise<Result<Uint8Array, UsbFault>> {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await step(open(join(path, name), flags));
    try {
      return ok(new Uint8Array(await step(file.readFile())));
    } finally {
      await step(file.close());
    }
  }

  let writing: Promise<unknown> = Promise.resolve();

  return {
    list: async () => {
      const sticks = await Promise.all((await folders()).map(stickOf));
      return sticks.flatMap((stick) => stick ?? []);
    },
    files: (id, ending) =>
      withStick(id, async (path) => {
        const isWanted = (name: string): boolean =>
          !name.startsWith('.') && name.toLowerCase().endsWith(ending.toLowerCase());
        return ok(await newestFiles(path, { isWanted, most: SHOWN_FILES, mostEntries }, step));
      }),
    read: (id, { name, mostBytes }) =>
      withStick(id, async (path) => {
        const bytes = isInTopFolder(name) ? await sizeOf(path, name) : undefined;
        if (bytes === undefined) return err('usb-no-such-file');
        return bytes > mostBytes ? err('usb-file-too-big') : content(path, name);
      }),
    write: (id, file) => {
      if (!isStickFileName(file.name)) throw new Error(`“${file.name}” is no name for a stick.`);
      // One after another, so that two exports never take the same name.
      const written = writing.then(() =>
        withStick(id, async (path) => ok(await writeDurably(path, file, step))),
      );
      writing = written.catch(() => undefined);
      return written;
    },
  };
}
