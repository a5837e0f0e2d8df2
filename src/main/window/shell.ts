import type { Log } from '#core/base/ports.ts';
import { Menu, type App } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockContents } from './security-policy.ts';

/** A file beside the app that marks a build for test drivers (scripts/package.ts). */
const TEST_BUILD_MARK = 'test-build';

/** Whether this is the packaged product, and not a build for test drivers. */
export function isProduct(app: Pick<App, 'isPackaged'>, resourcesFolder: string): boolean {
  return app.isPackaged && !existsSync(join(resourcesFolder, TEST_BUILD_MARK));
}

/**
 * Before Chromium starts its children. Software draws, from the first picture on: a panel of numbers needs no graphics
 * processor, and its driver is what fails most on small computers. Chromium ends the whole program at the sixth death of the
 * process that draws, unless it is told not to count (docs/adr/0022-software-drawing.md).
 */
export function prepareChromium(app: App): void {
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
  app.commandLine.appendSwitch('disable-pinch');
}

/** What holds for every page that this program ever makes; and a child that dies is told, and nothing else. */
export function lockShell(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents);
  });
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    log.warn('window.child-died', { type, name, reason, exitCode });
  });
}

/** Electron's own menu brings shortcuts that end the program, zoom and open tools. */
export function removeMenu(): void {
  Menu.setApplicationMenu(null);
}
