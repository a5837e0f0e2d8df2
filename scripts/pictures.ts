/** `npm run pictures`: takes the README's pictures from the running demo, into docs/pictures. */
import { _electron, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TECHNICIAN } from './demo/people.ts';
import { MACHINE, openPremises } from './demo/premises.ts';
import { freePort, json, ROOT, until } from './programs.ts';
import { buildWindow, electronCommand } from './window.ts';
import { startXvfb } from './xvfb.ts';

const PICTURES = join(ROOT, 'docs/pictures');
const PANEL = '1024x600';
const PAGE = { width: 640, height: 800 };
const SELECTION = 'B1';

interface View {
  readonly pending: readonly { readonly reference: string }[];
  readonly machine: { readonly state: string };
}

const folder = mkdtempSync(join(tmpdir(), 'vendskap-pictures-'));
const display = await startXvfb();
const electron = await electronCommand();
const apps: ElectronApplication[] = [];

async function open(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const app = await _electron.launch({
    executablePath: electron.command,
    args: [...args],
    env: { ...process.env, DISPLAY: display.display, VENDSKAP_LOG: 'warn', ...env },
  });
  apps.push(app);
  return app.firstWindow();
}

async function take(shown: Page | Locator, name: string): Promise<void> {
  await shown.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}

await buildWindow();
mkdirSync(PICTURES, { recursive: true });
const premises = await openPremises({
  folder,
  driver: 'qibixx',
  launchKiosk: () => Promise.reject(new Error('The pictures open the kiosk themselves.')),
});
try {
  const { installation } = premises;
  const statusPort = await freePort();
  const where = ['--data-dir', installation.dataDir, '--status-port', String(statusPort)];
  const kiosk = await open([...electron.args, ...where, '--window-size', PANEL]);
  const demoPage = await electronCommand(join(ROOT, 'scripts/demo-page'));
  const customer = await open(demoPage.args, { VENDSKAP_PAGE: installation.simulatorUrl });
  await customer.setViewportSize(PAGE);

  const isReady = async (): Promise<true | undefined> => {
    const status = await json<{ state: string }>(`http://127.0.0.1:${String(statusPort)}/status`);
    return status.state === 'ready' ? true : undefined;
  };
  const pending = async (): Promise<string | undefined> =>
    (await installation.ask<View>('state')).pending[0]?.reference;
  await until('the machine to be ready', isReady, 60_000);
  await installation.control('scan', { qr: MACHINE });
  const reference = await until('the payment request', pending);
  const phone = customer.locator('.phone');
  await take(phone, 'phone');
  await installation.control('approve', { reference });
  const isOffered = async (): Promise<true | undefined> =>
    (await installation.ask<View>('state')).machine.state === 'session' ? true : undefined;
  await until('the credit', isOffered);
  await take(kiosk, 'sale');
  await installation.control('press', { selection: SELECTION });
  await customer.getByText('came back').first().waitFor();
  await take(phone, 'phone-end');
  await until('the machine to be ready again', isReady);

  const touch = (testId: string): Promise<void> => kiosk.getByTestId(testId).click({ delay: 350 });
  await touch('service');
  await touch(`person-${TECHNICIAN.name}`);
  for (const digit of TECHNICIAN.pin) await touch(`key-${digit}`);
  await kiosk.getByTestId('frame').waitFor();
  await touch('place-machine');
  await kiosk.getByTestId(`slot-${SELECTION}`).waitFor();
  await take(kiosk, 'service-mode');
  await touch('place-sheet');
  await kiosk.getByTestId('preview').waitFor();
  await take(kiosk, 'sheet');
} finally {
  for (const app of apps) await app.close();
  await premises.close();
  display.stop();
  rmSync(folder, { recursive: true, force: true });
}
