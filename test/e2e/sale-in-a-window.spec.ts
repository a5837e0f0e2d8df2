import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ADMISSION } from '#contract/ipc/channels.ts';
import { pxPerMm } from '#core/settings/screen.ts';
import { electronCommand, ROOT_ONLY } from '../../scripts/window.ts';
import { createStage, freePort, MACHINE, type Stage } from '../support/stage.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOTS = join(ROOT, 'artifacts/screenshots');
const SIZES = ['1024x600', '1280x800'] as const;

interface Place {
  readonly name: string;
  readonly executablePath: string;
  readonly args: readonly string[];
}

async function places(): Promise<readonly Place[]> {
  const { command, args } = await electronCommand();
  const unpacked = { name: 'unpacked', executablePath: command, args };
  // `npm test` has made no package; `npm run prove` has.
  if (process.env['VENDSKAP_UNPACKED_ONLY'] !== undefined) return [unpacked];
  const dist = join(ROOT, 'dist');
  const image = existsSync(dist)
    ? readdirSync(dist).find((name) => name.includes('test-build') && name.endsWith('.AppImage'))
    : undefined;
  if (image === undefined) throw new Error('There is no AppImage: npm run package -- --test-build');
  return [unpacked, { name: 'AppImage', executablePath: join(dist, image), args: ROOT_ONLY }];
}

async function open(place: Place, stage: Stage, size: string): Promise<ElectronApplication> {
  const port = await freePort();
  return _electron.launch({
    executablePath: place.executablePath,
    args: [
      ...place.args,
      '--data-dir',
      stage.dataDir,
      '--status-port',
      String(port),
      '--window-size',
      size,
    ],
    env: { ...process.env, VENDSKAP_LOG: 'warn' },
  });
}

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Nothing is wider than its box, and the page does not scroll. */
async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('p, h2, li, b, small, button, figcaption')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => element.textContent),
  );
  expect(cut).toEqual([]);
}

// Only root has to go without it.
if (process.getuid?.() === 0) {
  test('whoever starts the window as root is told that it has no sandbox', async () => {
    const stage = await createStage();
    const script = join(ROOT, 'scripts/kiosk.ts');
    const child = spawn(process.execPath, [script, '--data-dir', join(stage.folder, 'root')]);
    let stderr = '';
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
    try {
      await expect.poll(() => stderr).toContain('Started as root: the sandbox');
    } finally {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await stage.close();
    }
    // The program ended: its window went with it, and was not opened again.
    expect(stderr).not.toContain('window.closed');
  });
}

for (const place of await places()) {
  for (const size of SIZES) {
    test(`a whole sale on the ${place.name} at ${size}`, async () => {
      const stage = await createStage();
      const app = await open(place, stage, size);
      const label = `${place.name}-${size}`;
      try {
        const page = await app.firstWindow();
        await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'ready');
        await expect(page.getByTestId('posted-qr').locator('img')).toBeVisible();
        await shoot(page, `${label}-1-ready`);
        await expectNothingCut(page);
        await stage.control('scan', { qr: MACHINE });
        const reference = await stage.pendingReference();
        await expect(page.getByTestId('sale')).toHaveAttribute('data-state', 'awaitingApproval');
        await shoot(page, `${label}-2-scanned`);
        await stage.control('approve', { reference });
        await expect(page.getByTestId('sale')).toHaveAttribute('data-state', 'offering');
        await shoot(page, `${label}-3-choosing`);
        await expectNothingCut(page);
        await stage.machineState('session');
        await stage.control('press', { selection: 'B1' });
        const sale = await stage.settledSale();
        expect(sale).toMatchObject({ outcome: 'sold', captured: 2500, released: 700 });
        await expect(page.getByTestId('last-sale').first()).toContainText('25.00');
        await page.getByTestId('language').click();
        await page.getByTestId('language-nb').click();
        await expect(page.getByTestId('state-word')).toContainText('Klar');
        await shoot(page, `${label}-4-sold-nb`);
        await expectNothingCut(page);
        await stage.relay.stop();
        await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'notReady');
        await shoot(page, `${label}-5-relay-down-nb`);
        await expectNothingCut(page);
      } finally {
        await app.close();
        await stage.close();
      }
    });
  }
}

for (const place of await places()) {
  test(`a board's motors turned from the ${place.name}: its line has a process of its own`, async () => {
    const stage = await createStage({ driver: 'xy' });
    const app = await open(place, stage, '1024x600');
    try {
      const page = await app.firstWindow();
      await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'ready');
      await stage.scanAndApprove();
      await expect(page.getByTestId('sale')).toHaveAttribute('data-state', 'offering');
      await stage.control('press', { selection: 'B1' });
      const sale = await stage.settledSale();
      expect(sale).toMatchObject({ outcome: 'sold', captured: 2500, released: 700 });
    } finally {
      await app.close();
      await stage.close();
    }
  });
}

test('the window is locked in: no Node, no navigation, no new window, targets for gloves', async () => {
  const stage = await createStage();
  const [unpacked] = await places();
  if (unpacked === undefined) throw new Error('No Electron.');
  const app = await open(unpacked, stage, '1024x600');
  try {
    const page = await app.firstWindow();
    await expect(page.getByTestId('state')).toBeVisible();
    const reach = await page.evaluate(() => ({
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      bridge: Object.keys(Object(Reflect.get(window, 'kiosk'))).sort(),
      opened: window.open('https://example.org') === null,
    }));
    expect(reach).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: [...Object.keys(ADMISSION), 'onSnapshot'].sort(),
      opened: true,
    });
    const box = await page.getByTestId('language').boundingBox();
    const perMm = pxPerMm('auto', { widthPx: 1024, heightPx: 600 });
    const mm = (pixels: number): number => pixels / perMm;
    expect(mm(box?.height ?? 0)).toBeGreaterThanOrEqual(12.7);
    expect(mm(box?.width ?? 0)).toBeGreaterThanOrEqual(12.7);
    // Asked of main: the driver itself would wait for the navigation that is not allowed to happen.
    const address = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      await contents?.executeJavaScript("location.href = 'https://example.org/'; true");
      return contents?.getURL();
    });
    expect(address).toBe('app://kiosk/index.html');
    const isShown = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.close();
      window?.webContents.openDevTools();
      return window?.isVisible();
    });
    expect(isShown).toBe(true);
    // A page may end itself: then another window opens.
    const reopened = app.waitForEvent('window');
    await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      await contents?.executeJavaScript('setTimeout(() => window.close()); true');
    });
    await expect((await reopened).getByTestId('state')).toBeVisible();
    const shell = await app.evaluate(({ BrowserWindow, Menu }) => ({
      windows: BrowserWindow.getAllWindows().length,
      menu: Menu.getApplicationMenu(),
      tools: BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened(),
    }));
    expect(shell).toEqual({ windows: 1, menu: null, tools: false });
  } finally {
    await app.close();
    await stage.close();
  }
});

test('a zoom of an earlier run is gone at the next start', async () => {
  const stage = await createStage();
  const [unpacked] = await places();
  if (unpacked === undefined) throw new Error('No Electron.');
  const ratio = (page: Page): Promise<number> => page.evaluate(() => window.devicePixelRatio);
  try {
    let app = await open(unpacked, stage, '1024x600');
    await (await app.firstWindow()).getByTestId('state').waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomLevel(3);
    });
    await expect.poll(async () => ratio(await app.firstWindow())).toBeGreaterThan(1.5);
    await app.close();
    app = await open(unpacked, stage, '1024x600');
    const page = await app.firstWindow();
    await page.getByTestId('state').waitFor();
    await expect.poll(() => ratio(page)).toBe(1);
    await app.close();
  } finally {
    await stage.close();
  }
});
