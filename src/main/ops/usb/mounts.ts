import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A mount point of a removable disk. */
export interface StickFolder {
  readonly path: string;
  readonly name: string;
  readonly isReadOnly: boolean;
}

/** The kernel files that describe its disks. */
export interface KernelFiles {
  /** `/proc/self/mountinfo` (proc_pid_mountinfo(5)). */
  readonly mountinfo: string;
  /** `/sys/dev/block`: links named `major:minor`. */
  readonly blockDevices: string;
}

interface Mount {
  readonly device: string;
  readonly path: string;
  readonly isReadOnly: boolean;
}

/** Spaces and the like stand as `\040`. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_all, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

function mountOf(line: string): Mount | undefined {
  const [before = '', after = ''] = line.split(' - ');
  const [, , device, root, path, options] = before.split(' ');
  const superOptions = after.split(' ')[2] ?? '';
  // A folder of a disk that is mounted elsewhere is no stick.
  if (device === undefined || path === undefined || root !== '/') return undefined;
  const all = [...(options ?? '').split(','), ...superOptions.split(',')];
  return { device, path: unescaped(path), isReadOnly: all.includes('ro') };
}

async function textOf(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return '';
  }
}

/** `/sys/devices/…/usb1/…/block/sdb/sdb1` → its disk; a disk without partitions is its own. */
async function diskOf(device: string, blockDevices: string): Promise<string | undefined> {
  try {
    const path = await realpath(join(blockDevices, device));
    return (await textOf(join(path, 'partition'))) === '' ? path : join(path, '..');
  } catch {
    // Not on a disk: tmpfs, a network share.
    return undefined;
  }
}

/** Cards say that they are removable; a stick may say that it is not, but hangs on the USB bus. */
async function canBePulledOut(disk: string): Promise<boolean> {
  return /\/usb\d+\//.test(disk) || (await textOf(join(disk, 'removable'))) === '1';
}

/** Everything mounted that can be pulled out, but never the disk that this computer runs from. */
export async function mountedSticks(kernel: KernelFiles): Promise<readonly StickFolder[]> {
  const lines = (await textOf(kernel.mountinfo)).split('\n');
  const mounts = lines.flatMap((line) => mountOf(line) ?? []);
  const root = mounts.find((mount) => mount.path === '/');
  const rootDisk = root === undefined ? undefined : await diskOf(root.device, kernel.blockDevices);
  const found: StickFolder[] = [];
  const seen = new Set<string>();
  for (const { device, path, isReadOnly } of mounts) {
    const disk = seen.has(device) ? undefined : await diskOf(device, kernel.blockDevices);
    if (disk === undefined || disk === rootDisk || !(await canBePulledOut(disk))) continue;
    seen.add(device);
    found.push({ path, name: basename(path), isReadOnly });
  }
  return found;
}

/** Every folder below the configured one, for computers whose kernel describes no disks. */
export async function sticksIn(folder: string): Promise<readonly StickFolder[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => ({ path: join(folder, name), name, isReadOnly: false }));
  } catch {
    return [];
  }
}
