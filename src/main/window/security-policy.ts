import type { Session, WebContents } from 'electron';
import { isForThePage } from './keys.ts';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://kiosk';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Allows scripts and styles of the app only; the QR's picture is the one `data:` image. */
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

/** The web preferences of every window (Electron security checklist). */
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

/** Resets the zoom: Chromium keeps a page's zoom over restarts. */
function keepFromZooming(contents: WebContents): void {
  contents.on('dom-ready', () => {
    contents.setZoomLevel(0);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
  contents.on('zoom-changed', () => {
    contents.setZoomLevel(0);
  });
}

/** Keeps a page from navigating, opening, embedding and zooming, and from shortcuts. */
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

/** Denies every permission: camera, microphone, notifications. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
