import { SNAPSHOT_CHANNEL } from '#contract/ipc/channels.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Log } from '#core/ports.ts';
import { BrowserWindow } from 'electron';
import { APP_PAGE, lockContents, WEB_PREFERENCES } from './security-policy.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly log: Log;
  /** Pixels; undefined fills the screen. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

export interface KioskWindow {
  readonly window: BrowserWindow;
  send(snapshot: KioskSnapshot): void;
}

/** The technician's screen. A renderer that dies is loaded again; the kiosk goes on meanwhile. */
export function openKioskWindow({ preload, icon, log, size }: WindowOptions): KioskWindow {
  const window = new BrowserWindow({
    ...(size ?? { fullscreen: true }),
    useContentSize: true,
    show: false,
    frame: false,
    resizable: size !== undefined,
    autoHideMenuBar: true,
    backgroundColor: '#f4f6f8',
    title: 'Vendskap',
    icon,
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  lockContents(window.webContents);
  window.once('ready-to-show', () => {
    window.show();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    log.error('the screen has died and is loaded again', { reason: details.reason });
    void window.loadURL(APP_PAGE);
  });
  window.on('unresponsive', () => {
    log.error('the screen hangs and is loaded again', {});
    window.webContents.forcefullyCrashRenderer();
  });
  void window.loadURL(APP_PAGE);
  return {
    window,
    send: (snapshot) => {
      if (!window.isDestroyed()) window.webContents.send(SNAPSHOT_CHANNEL, snapshot);
    },
  };
}
