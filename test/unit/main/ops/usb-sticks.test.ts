import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UsbSticks } from '#core/usb/usb.ts';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { createUsbSticks, STICK_ANSWERS_MS } from '../../../../src/main/ops/usb-sticks.ts';
import { mountedSticks } from '../../../../src/main/ops/usb/mounts.ts';
import { writeDurably } from '../../../../src/main/ops/usb/write-durably.ts';

const clock = createSystemClock();
const root = mkdtempSync(join(tmpdir(), 'vendskap-usb-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const sh = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Whether this test may mount: as root, outside a sealed container. */
function canMount(): boolean {
  const at = join(root, 'try');
  mkdirSync(at);
  const isMounted = sh('mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', at);
  return isMounted && sh('umount', at);
}
const MOUNTS = canMount();
if (!MOUNTS) {
  process.stdout.write(
    'usb-sticks: nothing can be mounted here (not root); real mounts are not tried.\n',
  );
}

describe('a folder that holds the sticks', () => {
  let media: string;
  let stick: string;
  let sticks: UsbSticks;
  beforeEach(() => {
    media = mkdtempSync(join(root, 'media-'));
    stick = join(media, 'KINGSTON');
    mkdirSync(stick);
    sticks = createUsbSticks({ clock, folder: media });
  });

  it('lists every stick with its space', async () => {
    const [found, ...others] = await sticks.list();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: stick, name: 'KINGSTON', isReadOnly: false });
    expect(found?.freeBytes).toBeGreaterThan(0);
    expect(found?.totalBytes).toBeGreaterThanOrEqual(found?.freeBytes ?? 0);
  });

  it('shows the files of a kind, newest first, and nothing that leads elsewhere', async () => {
    writeFileSync(join(stick, 'old.CSV'), 'a');
    writeFileSync(join(stick, 'new.csv'), 'bc');
    writeFileSync(join(stick, 'photo.jpg'), 'x');
    writeFileSync(join(stick, '._new.csv'), 'what a Mac leaves behind');
    mkdirSync(join(stick, 'folder.csv'));
    symlinkSync('/etc/passwd', join(stick, 'link.csv'));
    utimesSync(join(stick, 'old.CSV'), 1_000, 1_000);
    const files = await sticks.files(stick, '.csv');
    expect(files.ok && files.value.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['new.csv', 2],
      ['old.CSV', 1],
    ]);
  });

  it('says when there are more files than anybody should wait for', async () => {
    for (const number of [1, 2, 3]) writeFileSync(join(stick, `photo-${String(number)}.jpg`), '');
    const few = createUsbSticks({ clock, folder: media, mostEntries: 3 });
    expect(await few.files(stick, '.csv')).toEqual({ ok: true, value: [] });
    writeFileSync(join(stick, 'list.csv'), '');
    expect(await few.files(stick, '.csv')).toEqual({ ok: false, error: 'usb-too-many-files' });
  });

  it('reads a file of it, and nothing else', async () => {
    writeFileSync(join(media, 'outside.csv'), 'secret');
    writeFileSync(join(stick, 'a.csv'), 'hello');
    symlinkSync('/etc/passwd', join(stick, 'link.csv'));
    const read = (name: string, mostBytes = 100) => sticks.read(stick, { name, mostBytes });
    const found = await read('a.csv');
    expect(found.ok && Buffer.from(found.value).toString()).toBe('hello');
    expect(await read('a.csv', 4)).toEqual({ ok: false, error: 'usb-file-too-big' });
    for (const name of ['b.csv', '../outside.csv', 'link.csv']) {
      expect(await read(name)).toEqual({ ok: false, error: 'usb-no-such-file' });
    }
  });

  it('writes whole files and overwrites none', async () => {
    const write = (content: string) => sticks.write(stick, { name: 'sales.csv', content });
    expect(await Promise.all([write('1'), write('2'), write('3')])).toEqual([
      { ok: true, value: 'sales.csv' },
      { ok: true, value: 'sales-2.csv' },
      { ok: true, value: 'sales-3.csv' },
    ]);
    expect(readdirSync(stick).sort()).toEqual(['sales-2.csv', 'sales-3.csv', 'sales.csv']);
    expect(readFileSync(join(stick, 'sales-2.csv'), 'utf8')).toBe('2');
  });

  it('writes piece by piece, and takes away what a stick that was pulled out left behind', async () => {
    writeFileSync(join(stick, '.sales.csv.part'), 'half');
    async function* pieces(): AsyncGenerator<string | Uint8Array> {
      yield 'one ';
      yield Buffer.from('two');
      await Promise.resolve();
    }
    const done = await sticks.write(stick, { name: 'sales.csv', content: pieces() });
    expect(done.ok).toBe(true);
    expect(readFileSync(join(stick, 'sales.csv'), 'utf8')).toBe('one two');
    expect(readdirSync(stick)).toEqual(['sales.csv']);
  });

  it('leaves nothing behind when what is to be written breaks off', async () => {
    async function* pieces(): AsyncGenerator<string> {
      yield 'half';
      await Promise.resolve();
      throw new Error('no more');
    }
    const done = await sticks.write(stick, { name: 'sales.csv', content: pieces() });
    expect(done).toEqual({ ok: false, error: 'usb-unreadable' });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('says when it is gone and when there is none', async () => {
    mkdirSync(join(media, 'OTHER'));
    rmSync(stick, { recursive: true });
    const file = { name: 'a.csv', content: '' };
    expect(await sticks.write(stick, file)).toEqual({ ok: false, error: 'usb-gone' });
    rmSync(media, { recursive: true });
    expect(await sticks.write(stick, file)).toEqual({ ok: false, error: 'usb-none' });
    expect(await sticks.files(stick, '.csv')).toEqual({ ok: false, error: 'usb-none' });
    expect(await sticks.list()).toEqual([]);
  });

  it('is pulled out while it is written to', async () => {
    async function* pieces(): AsyncGenerator<string> {
      yield 'half';
      await Promise.resolve();
      rmSync(stick, { recursive: true });
    }
    const done = await sticks.write(stick, { name: 'sales.csv', content: pieces() });
    expect(done).toEqual({ ok: false, error: 'usb-gone' });
    expect(existsSync(stick)).toBe(false);
  });

  it('does not wait for ever for a stick that hangs', async () => {
    let ring: () => void = () => undefined;
    const waits: number[] = [];
    const slow = createUsbSticks({
      folder: media,
      clock: {
        setTimer: (afterMs, task) => {
          waits.push(afterMs);
          ring = task;
          return () => undefined;
        },
      },
    });
    async function* hanging(): AsyncGenerator<string> {
      yield 'half';
      ring();
      await Promise.resolve();
      yield 'more';
    }
    // The timer that rings belongs to a step that is over; the next one is left to run out.
    expect((await slow.write(stick, { name: 'a.csv', content: hanging() })).ok).toBe(true);
    expect(new Set(waits)).toEqual(new Set([STICK_ANSWERS_MS]));
    const impatient = createUsbSticks({
      folder: media,
      clock: {
        setTimer: (_afterMs, task) => {
          task();
          return () => undefined;
        },
      },
    });
    expect(await impatient.files(stick, '.csv')).toEqual({ ok: false, error: 'usb-gone' });
  });

  it('refuses a name that no stick can bear', () => {
    expect(() => sticks.write(stick, { name: '../a', content: '' })).toThrow('no name for a stick');
  });
});

describe('what the kernel tells', () => {
  it('names what can be pulled out, but not the disk this computer runs from', async () => {
    const at = mkdtempSync(join(root, 'sys-'));
    const device = (
      number: string,
      path: string,
      files: Readonly<Record<string, string>>,
    ): void => {
      const folder = join(at, 'devices', path);
      mkdirSync(folder, { recursive: true });
      mkdirSync(join(at, 'block'), { recursive: true });
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      symlinkSync(folder, join(at, 'block', number));
    };
    device('8:0', 'pci/usb1/block/sda', { removable: '0' });
    device('8:2', 'pci/usb1/block/sda/sda2', { partition: '2' });
    device('8:16', 'pci/usb2/block/sdb', { removable: '0' });
    device('8:17', 'pci/usb2/block/sdb/sdb1', { partition: '1' });
    device('179:1', 'mmc/block/mmcblk0', { removable: '1' });
    device('8:32', 'pci/ata1/block/sdc', { removable: '0' });
    writeFileSync(
      join(at, 'mountinfo'),
      [
        '20 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw',
        '21 20 0:5 / /proc rw - proc proc rw',
        '22 20 8:17 / /media/kiosk/MY\\040STICK rw,nosuid - vfat /dev/sdb1 rw,uid=1000',
        '23 20 8:17 / /mnt/again rw - vfat /dev/sdb1 rw',
        '24 20 179:1 / /media/kiosk/CARD ro,nosuid - exfat /dev/mmcblk0 ro',
        '25 20 8:32 / /data rw - ext4 /dev/sdc rw',
        '26 20 8:17 /folder /mnt/part rw - vfat /dev/sdb1 rw',
        '27 20 8:99 / /mnt/unknown rw - vfat /dev/sdq rw',
        'nonsense',
      ].join('\n'),
    );
    const kernel = { mountinfo: join(at, 'mountinfo'), blockDevices: join(at, 'block') };
    expect(await mountedSticks(kernel)).toEqual([
      { path: '/media/kiosk/MY STICK', name: 'MY STICK', isReadOnly: false },
      { path: '/media/kiosk/CARD', name: 'CARD', isReadOnly: true },
    ]);
  });

  it('may tell nothing', async () => {
    expect(await mountedSticks({ mountinfo: join(root, 'no'), blockDevices: root })).toEqual([]);
    // This computer, whatever it has.
    await expect(createUsbSticks({ clock }).list()).resolves.toBeInstanceOf(Array);
  });
});

describe.runIf(MOUNTS)('a real volume', () => {
  let media: string;
  let stick: string;
  beforeEach(() => {
    media = mkdtempSync(join(root, 'real-'));
    stick = join(media, 'SMALL');
    mkdirSync(stick);
    expect(sh('mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', stick)).toBe(true);
  });
  afterEach(() => {
    sh('umount', '-l', stick);
  });
  const sticks = () => createUsbSticks({ clock, folder: media });

  it('tells how much is free, and that it is full; nothing half-written stays', async () => {
    const [before] = await sticks().list();
    expect(before?.totalBytes).toBe(65_536);
    const big = { name: 'big.csv', content: new Uint8Array(100_000) };
    expect(await sticks().write(stick, big)).toEqual({ ok: false, error: 'usb-full' });
    expect(readdirSync(stick)).toEqual([]);
    expect((await sticks().write(stick, { name: 'small.csv', content: 'x' })).ok).toBe(true);
  });

  it('is read-only', async () => {
    expect(sh('mount', '-o', 'remount,ro', stick)).toBe(true);
    const done = await sticks().write(stick, { name: 'a.csv', content: 'x' });
    expect(done).toEqual({ ok: false, error: 'usb-read-only' });
  });

  it('is pulled out while it is written to', async () => {
    async function* pieces(): AsyncGenerator<string> {
      yield 'half';
      await Promise.resolve();
      sh('umount', '-l', stick);
      rmSync(stick, { recursive: true });
    }
    const done = await sticks().write(stick, { name: 'a.csv', content: pieces() });
    expect(done).toEqual({ ok: false, error: 'usb-gone' });
  });

  it('throws what the system says to those who write there themselves', async () => {
    expect(sh('mount', '-o', 'remount,ro', stick)).toBe(true);
    const written = writeDurably(stick, { name: 'a.csv', content: 'x' }, (work) => work);
    await expect(written).rejects.toMatchObject({ code: 'EROFS' });
  });
});
