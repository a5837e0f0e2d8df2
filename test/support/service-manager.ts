import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, until, type Stage } from './stage.ts';
import { openKioskOn, type KioskOnScreen } from './kiosk-on-screen.ts';
import type { RealScreen } from './real-screen.ts';

/** As `RestartSec=` in the unit. */
const RESTART_MS = 1_000;
/** As `WatchdogSec=`, but shorter: the unit waits 20 s (test/package/host-debian.test.ts waits for it). */
const WATCHDOG_MS = 4_000;

/** A kiosk in its window that starts again when it ends, and is ended when it gives no sign of life, as systemd does. */
export interface ServedKiosk {
  readonly statusPort: number;
  readonly debugPort: number;
  /** The one that runs now; undefined: it is being started. */
  now(): KioskOnScreen | undefined;
  stop(): Promise<void>;
}

export async function serveKiosk(screen: RealScreen, stage: Stage): Promise<ServedKiosk> {
  const socket = join(stage.folder, 'notify');
  const ears = spawn('socat', ['-u', `UNIX-RECV:${socket}`, '-']);
  await until('the socket', () => Promise.resolve(existsSync(socket) ? true : undefined));
  const [statusPort, debugPort] = [await freePort(), await freePort()];
  let isStopped = false;
  let kiosk: KioskOnScreen | undefined;
  let limit: NodeJS.Timeout | undefined;

  ears.stdout.on('data', () => {
    clearTimeout(limit);
    limit = setTimeout(() => kiosk?.child.kill('SIGKILL'), WATCHDOG_MS);
  });
  async function start(): Promise<void> {
    const started = await openKioskOn(screen, stage, {
      args: [`--remote-debugging-port=${String(debugPort)}`],
      env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: String(WATCHDOG_MS * 1_000) },
      statusPort,
    });
    kiosk = started;
    started.child.once('exit', () => {
      clearTimeout(limit);
      kiosk = undefined;
      if (!isStopped) setTimeout(() => void start(), RESTART_MS);
    });
  }
  await start();
  return {
    statusPort,
    debugPort,
    now: () => kiosk,
    stop: async () => {
      isStopped = true;
      clearTimeout(limit);
      await kiosk?.stop();
      const ended = once(ears, 'exit');
      ears.kill();
      await ended;
    },
  };
}
