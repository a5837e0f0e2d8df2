import type { Session, WebContents } from 'electron';
import { isForThePage } from './keys.ts';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://kiosk';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Only what the app ships runs and styles; the QR's picture is the one `data:` image. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What every window of ours is made with (Electron security checklist). */
export const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  devTools: false,
} as const;

/** Chromium keeps the zoom of a page over restarts: whatever it was, it is none. */
function keepFromZooming(contents: WebContents): void {
  contents.on('dom-ready', () => {
    contents.setZoomLevel(0);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
  contents.on('zoom-changed', () => {
    contents.setZoomLevel(0);
  });
}

/** No page may go anywhere, open anything, embed anything or be zoomed, and no shortcut reaches it. */
export function lockContents(contents: WebContents): void {
  keepFromZooming(contents);
  contents.on('before-input-event', (event, press) => {
    if (!isForThePage(press)) event.preventDefault();
  });
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No camera, no microphone, no notification: nothing is ever allowed. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
