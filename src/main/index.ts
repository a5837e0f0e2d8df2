import { reasonOf } from '#core/base/errors.ts';
import { app, ipcMain, protocol, session } from 'electron';
import { join, resolve } from 'node:path';
import type { Host } from './composition/host.ts';
import { exitCodeOf } from './cli/exit-code.ts';
import { createLog } from '#logging/log.ts';
import { createPassingLog } from '#logging/passing-log.ts';
import { createSystemClock } from './runtime/clock.ts';
import { watchForDefects } from './runtime/defects.ts';
import {
  refuseForeignSwitches,
  windowArguments,
  type WindowArguments,
} from './window/command-line.ts';
import { noteFailedStart, readChooserStart } from './update/chooser-start.ts';
import { serveApp } from './window/app-protocol.ts';
import { openKioskWindow, type KioskWindow } from './window/kiosk-window.ts';
import { sandboxWarning } from './window/sandbox.ts';
import { isProduct, lockShell, prepareChromium, removeMenu } from './window/shell.ts';
import { startUtilityLine } from './window/utility-line.ts';
import { APP_ORIGIN, APP_SCHEME, denyPermissions } from './window/security-policy.ts';

const chosen = readChooserStart(process.env);

/** Ends with one sentence for the person (design §11). */
function fail(error: unknown): never {
  noteFailedStart(chosen, error);
  const sentence = reasonOf(error);
  process.stderr.write(`${sentence}\n`);
  return process.exit(exitCodeOf(error));
}

/** Listens from the moment that there is a window. @returns takes the kiosk, once it has started, to stop it as well */
function stopCleanly(end: (code: number) => void): (kiosk: Host) => void {
  let kiosk: Host | undefined;
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void Promise.resolve(kiosk?.stop()).then(() => {
      end(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A window that is gone is opened again; without a listener Electron would end here.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    event.preventDefault();
    stop();
  });
  return (started) => {
    kiosk = started;
  };
}

function sayWhetherSandboxed(): void {
  const isSwitchedOff = app.commandLine.hasSwitch('no-sandbox');
  const warning = sandboxWarning({ isSwitchedOff, isRoot: process.getuid?.() === 0 });
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
}

/** The window comes first: its process starts while this one reads the rest of the program and opens the stores. */
async function start(given: WindowArguments): Promise<void> {
  await app.whenReady();
  const { log, passTo } = createPassingLog(createLog({ program: 'kiosk' }));
  denyPermissions(session.defaultSession);
  serveApp(protocol, join(import.meta.dirname, '../renderer'));
  lockShell(app, log);
  const screen = openKioskWindow({
    clock: createSystemClock(),
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    icon: join(import.meta.dirname, '../renderer/icon.png'),
    log,
    size: given.size,
    at: given.at,
  });
  const end = (code: number): void => {
    screen.leave();
    app.exit(code);
  };
  watchForDefects(process, log, end);
  const stopWith = stopCleanly(end);
  const kiosk = await startBehind(screen, given);
  stopWith(kiosk);
  passTo(kiosk.log);
  sayWhetherSandboxed();
}

async function startBehind(screen: KioskWindow, given: WindowArguments): Promise<Host> {
  const { announceReady, isLineNews, registerHandlers, reportToSystemd, startHost } =
    await import('./composition/window-program.ts');
  let hasScreen = false;
  const kiosk = await startHost({
    ...given,
    start: chosen && {
      chosen,
      hasScreen: () => hasScreen,
      leave: () => {
        app.quit();
      },
    },
    noticesFile: join(import.meta.dirname, 'notices.json'),
    onBroken: fail,
    spawnLine: () => {
      const line = startUtilityLine(join(import.meta.dirname, 'line.cjs'));
      return {
        ...line,
        onNews: (listener) => {
          line.onNews((news) => {
            if (isLineNews(news)) listener(news);
          });
        },
      };
    },
  });
  registerHandlers({
    ipcMain,
    origin: APP_ORIGIN,
    log: kiosk.log,
    calls: () => {
      // Its page runs and the bridge carries.
      hasScreen = true;
      return kiosk.calls();
    },
    caller: () => kiosk.caller(),
  });
  reportToSystemd({ ...kiosk, env: process.env, clock: createSystemClock() });
  announceReady(kiosk);
  kiosk.onSnapshot((snapshot) => {
    screen.send(snapshot);
  });
  // For a page that was quicker and has asked in vain.
  screen.send(kiosk.snapshot());
  return kiosk;
}

protocol.registerSchemesAsPrivileged([
  {
    scheme: APP_SCHEME,
    // Chromium keeps the compiled scripts of the window from one start to the next.
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
]);

// Node's call for a debugger, which the package has not: unheard it would end the program.
process.on('SIGUSR1', () => undefined);

try {
  const typed = process.argv.slice(1);
  if (isProduct(app, process.resourcesPath)) refuseForeignSwitches(typed);
  const given = windowArguments(typed);
  prepareChromium(app);
  removeMenu();
  // Chromium's own files belong to the machine they serve.
  app.setPath('userData', resolve(given.dataDir, 'window'));
  start(given).catch(fail);
} catch (error) {
  fail(error);
}
