import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../../../scripts/programs.ts';
import { reportToSystemd, type Ailment } from '../../../../src/main/ops/systemd.ts';

/** A socket as systemd's, and all that came to it. */
async function openSocket(folder: string) {
  const path = join(folder, 'notify');
  const reader = spawn('socat', ['-u', `UNIX-RECV:${path}`, '-']);
  let heard = '';
  reader.stdout.on('data', (bytes: Buffer) => (heard += bytes.toString()));
  await until('the socket', () => Promise.resolve(existsSync(path) ? true : undefined));
  return {
    path,
    heard: () => heard,
    hears: (text: string) => until(text, () => Promise.resolve(heard === text ? true : undefined)),
    close: async () => {
      const ended = once(reader, 'exit');
      reader.kill();
      await ended;
    },
  };
}

let folder: string;
let socket: Awaited<ReturnType<typeof openSocket>>;
let timers: { readonly afterMs: number; readonly run: () => void }[];
let logged: string[];
let ailment: Ailment | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-systemd-'));
  socket = await openSocket(folder);
  timers = [];
  logged = [];
  ailment = undefined;
});
afterEach(async () => {
  await socket.close();
  rmSync(folder, { recursive: true });
});

function report(env: Readonly<Record<string, string>>): void {
  const note = (event: string, fields?: object): void => {
    logged.push(`${event} ${JSON.stringify(fields)}`);
  };
  reportToSystemd({
    env,
    clock: {
      nowMs: () => 0,
      monotonicMs: () => 0,
      setTimer: (afterMs, run) => {
        timers.push({ afterMs, run });
        return () => undefined;
      },
    },
    log: { debug: note, info: note, warn: note, error: note },
    ailing: () => ailment,
  });
}
function passTime(): void {
  timers.shift()?.run();
}

it('tells that the kiosk is ready, and four times in each span that it lives', async () => {
  report({ NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: '20000000' });
  expect(timers.map(({ afterMs }) => afterMs)).toEqual([5_000]);
  passTime();
  passTime();
  await socket.hears('READY=1WATCHDOG=1WATCHDOG=1WATCHDOG=1');
});

it('falls silent while a part does not answer, says once which, and speaks again when it does', async () => {
  report({ NOTIFY_SOCKET: socket.path, WATCHDOG_USEC: '20000000' });
  ailment = 'line';
  passTime();
  passTime();
  ailment = 'store';
  passTime();
  expect(logged).toEqual([
    'kiosk.watchdog-not-fed {"part":"line"}',
    'kiosk.watchdog-not-fed {"part":"store"}',
  ]);
  ailment = undefined;
  passTime();
  await socket.hears('READY=1WATCHDOG=1WATCHDOG=1');
});

it('says only that it is ready where nobody waits for signs of life', async () => {
  report({ NOTIFY_SOCKET: socket.path });
  expect(timers).toEqual([]);
  await socket.hears('READY=1');
});

it('does nothing where no systemd listens', () => {
  report({ WATCHDOG_USEC: '20000000' });
  expect(timers).toEqual([]);
  expect(socket.heard()).toBe('');
});
