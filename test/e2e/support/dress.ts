import type { ElectronApplication } from '@playwright/test';
import { SNAPSHOT_CHANNEL } from '#contract/ipc/channels.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Language } from '#core/base/language.ts';
import { lookNow, type Mode } from './in-page.ts';

export interface Dress {
  readonly size: string;
  readonly mode: Mode;
  readonly theme: 'light' | 'dark';
}

interface Wanted {
  readonly language: Language;
  readonly isGloved: boolean;
  readonly theme: 'light' | 'dark';
}

declare global {
  /** In main: sends the newest snapshot again, with the wanted language, mode and theme. */
  var sendWithLook: ((wanted: Wanted) => void) | undefined;
}

/**
 * Changes every snapshot on its way to the window: language, glove mode and theme are those of the current look. Setting
 * them for real would take thousands of commits, 50 ms each; people-and-settings.spec.ts tests that settings reach the screen.
 * The rest of the snapshot stays as main sent it.
 */
export async function dressSnapshots(app: ElectronApplication): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }, snapshotChannel) => {
    if (globalThis.sendWithLook !== undefined) return;
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('There is no window.');
    const send = contents.send.bind(contents);
    let wanted: Wanted | undefined;
    let newest: KioskSnapshot | undefined;
    const sendChanged = (): void => {
      if (newest === undefined || wanted === undefined) return;
      const { language, isGloved, theme } = wanted;
      const { screen, service } = newest;
      send(snapshotChannel, {
        ...newest,
        screen: { ...screen, language, gloveMode: isGloved, theme },
        service: {
          ...service,
          ...(service.session === undefined ? {} : { session: { ...service.session, language } }),
        },
      });
    };
    const heard = new Promise<void>((resolve) => {
      contents.send = (channel: string, snapshot: KioskSnapshot) => {
        if (channel !== snapshotChannel) {
          send(channel, snapshot);
          return;
        }
        newest = snapshot;
        if (wanted === undefined) send(channel, snapshot);
        sendChanged();
        resolve();
      };
    });
    globalThis.sendWithLook = (next) => {
      wanted = next;
      sendChanged();
    };
    await heard;
  }, SNAPSHOT_CHANNEL);
}

interface Measured extends Dress {
  readonly languages: readonly Language[];
  readonly leastMm: number;
  readonly shows: string | undefined;
}

/** Shows the window in each language at one size and mode. @returns the faults */
export async function measure(
  app: ElectronApplication,
  measured: Measured,
): Promise<readonly string[]> {
  const [width = 0, height = 0] = measured.size.split('x').map(Number);
  const { mode, theme, leastMm, shows } = measured;
  const looks = measured.languages.map((language, index) => {
    const isResized = index === 0;
    const look = { width, height, isResized, language, mode, theme, leastMm, shows };
    return {
      wanted: { language, isGloved: mode === 'gloves', theme },
      script: `(${lookNow.toString()})(${JSON.stringify(look)})`,
    };
  });
  const found = await app.evaluate(
    async ({ BrowserWindow }, { size, all }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('There is no window.');
      window.setContentSize(size.width, size.height);
      const faults: { language: string; what: readonly string[] }[] = [];
      for (const { wanted, script } of all) {
        globalThis.sendWithLook?.(wanted);
        const what: readonly string[] = await window.webContents.executeJavaScript(script);
        faults.push({ language: wanted.language, what });
      }
      return faults;
    },
    { size: { width, height }, all: looks },
  );
  return found.flatMap(({ language, what }) =>
    what.map((fault) => `${measured.size} ${mode} ${language}: ${fault}`),
  );
}
