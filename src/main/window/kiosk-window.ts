import { reasonOf } from '#core/base/errors.ts';
import { SNAPSHOT_CHANNEL } from '#contract/ipc/channels.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { app, BrowserWindow } from 'electron';
import { endProcess, watchPage, type PageWatch } from './page-watch.ts';
import { APP_PAGE, WEB_PREFERENCES } from './security-policy.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly clock: Pick<Clock, 'setTimer' | 'monotonicMs'>;
  readonly log: Log;
  /** Pixels; undefined fills the screen. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  /** Where a window that does not fill the screen stands; undefined: in its middle. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
}

export interface KioskWindow {
  send(snapshot: KioskSnapshot): void;
  /** The program is ending: do not reopen the window. */
  leave(): void;
}

/** A window that crashes again and again is reopened after these pauses: the screen is never gone for longer than 10 s. */
const PAUSES_MS = [0, 1_000, 2_000];
/** After running this long a window starts from the first pause again. */
const STEADY_MS = 60_000;

/** Says how long to wait before the next try. */
function createPauses(clock: Pick<Clock, 'setTimer'>): () => number {
  let deaths = 0;
  let cancel: () => void = () => undefined;
  return () => {
    const pause = PAUSES_MS[Math.min(deaths, PAUSES_MS.length - 1)] ?? 0;
    deaths += 1;
    cancel();
    cancel = clock.setTimer(pause + STEADY_MS, () => {
      deaths = 0;
    });
    return pause;
  };
}

/** The technician's window. Nobody can close it; after a crash it reopens, and the kiosk sells on meanwhile. */
export function openKioskWindow(options: WindowOptions): KioskWindow {
  const { clock, log } = options;
  const nextPause = createPauses(clock);
  let hasLeft = false;
  let watch: PageWatch | undefined;
  let window = makeWindow();

  function later(work: () => void): void {
    clock.setTimer(nextPause(), work);
  }
  function load(into: BrowserWindow): void {
    if (into.isDestroyed()) return;
    watch?.loading();
    into.loadURL(APP_PAGE).catch((error: unknown) => {
      const reason = reasonOf(error);
      log.error('window.load-failed', { reason });
    });
  }
  function makeWindow(): BrowserWindow {
    const made = newWindow(options);
    watch?.stop();
    watch = watchPage({ contents: made.webContents, clock, log, endDrawing });
    made.webContents.on('render-process-gone', (_event, details) => {
      log.error('window.renderer-died', { reason: details.reason });
      watch?.gone();
      later(() => {
        load(made);
      });
    });
    made.on('closed', () => {
      if (hasLeft) return;
      log.error('window.closed', {});
      later(() => {
        window = makeWindow();
      });
    });
    load(made);
    return made;
  }
  return {
    send: (snapshot) => {
      if (!window.isDestroyed()) window.webContents.send(SNAPSHOT_CHANNEL, snapshot);
    },
    leave: () => {
      hasLeft = true;
      watch?.stop();
    },
  };
}

/** Electron starts the process that draws again by itself. */
function endDrawing(): void {
  for (const { type, pid } of app.getAppMetrics()) if (type === 'GPU') endProcess(pid);
}

function newWindow({ preload, icon, size, at }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...(size ?? { fullscreen: true, kiosk: true }),
    ...(size === undefined ? {} : at),
    useContentSize: true,
    show: false,
    frame: false,
    resizable: size !== undefined,
    minimizable: false,
    closable: false,
    autoHideMenuBar: true,
    backgroundColor: '#f4f6f8',
    title: 'Vendskap',
    icon,
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  // No page, window manager key or desktop menu closes it. A signal ends the program.
  window.on('close', (event) => {
    event.preventDefault();
  });
  window.on('minimize', () => {
    window.restore();
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  return window;
}
