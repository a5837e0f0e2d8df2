/**
 * Simulators, relay and kiosk on this computer. `--auto` plays one whole sale without a person, prints the ledger and
 * ends with 0 when it is right.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playOneSale } from './demo/one-sale.ts';
import { startInstallation } from './installation.ts';
import { json, launch, ROOT, start, stopAll } from './programs.ts';
import { buildWindow, electronCommand } from './window.ts';
import { startXvfb, type VirtualDisplay } from './xvfb.ts';

const MACHINE = 'vm-0001';
const isAuto = process.argv.includes('--auto');
const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const folder = mkdtempSync(join(tmpdir(), 'vendskap-demo-'));
let screen: VirtualDisplay | undefined;
let ending: Promise<never> | undefined;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  if (ending === undefined) process.stderr.write(text);
}

async function finish(code: number): Promise<never> {
  await stopAll(8_000);
  screen?.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

function end(code: number): Promise<never> {
  ending ??= finish(code);
  return ending;
}

interface SlotOfMachine {
  readonly selection: string;
  readonly item: number;
  readonly product: string;
  readonly priceMinor: number;
  readonly count: number;
}

/** What the simulated machine holds. */
async function catalogueOf(simulatorUrl: string): Promise<string> {
  const { machine } = await json<{ machine: { slots: readonly SlotOfMachine[] } }>(
    `${simulatorUrl}/control/state`,
  );
  const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
  const rows = machine.slots.map(({ selection, item, product, priceMinor, count }) =>
    [selection, item, product, (priceMinor / 100).toFixed(2), 15, count, 12, 0].join(),
  );
  return `${[header, ...rows].join('\n')}\n`;
}

async function demonstrate(): Promise<void> {
  const installation = await startInstallation({
    folder,
    machineId: MACHINE,
    driver: 'qibixx',
    catalogue: catalogueOf,
    onStderr: complain,
  });
  const { dataDir, simulatorUrl } = installation;
  if (!hasDisplay) {
    if (!isAuto) {
      say('There is no display: the kiosk runs on a virtual one, open the page in a browser.');
    }
    screen = await startXvfb();
  }
  const { command, args } = await electronCommand();
  const size = ['--window-size', '1024x600'];
  const where = ['--data-dir', dataDir, '--status-port', '0', ...size];
  const kiosk = await launch([...args, ...where], {
    command,
    env: screen === undefined ? {} : { DISPLAY: screen.display },
    onStderr: complain,
  });
  if (isAuto) await end((await playOneSale(installation, { machineId: MACHINE, say })) ? 0 : 1);
  say(`
The machine is ready. The kiosk's window shows its state; the other window is the customer's side:
  ${simulatorUrl}
1. Scan the code (key s).   2. Approve (key a).   3. Press a selection (keys 1 to 6).   4. Take the product (key t).
Choose a misbehaviour to see what happens to the customer's money. Ctrl+C ends the demo.`);
  if (hasDisplay) {
    const page = await electronCommand(join(ROOT, 'scripts/demo-page'));
    const env = { VENDSKAP_PAGE: simulatorUrl };
    start(page.args, { command: page.command, env, onStderr: complain });
  }
  await once(kiosk.child, 'exit');
  await end(0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
try {
  buildWindow();
  await demonstrate();
} catch (error) {
  complain(`${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}
