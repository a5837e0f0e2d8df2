/**
 * `demo [--auto] [--machine qibixx|xy]`: Vipps, a phone, a machine, relay and kiosk on this computer. `--auto` plays one whole
 * sale without a person, prints the ledger and ends with 0 when it is right.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withoutChromium } from './demo/chromium-log.ts';
import { playOneSale } from './demo/one-sale.ts';
import { introduced, OWNER, TECHNICIAN } from './demo/people.ts';
import { MACHINE, openPremises } from './demo/premises.ts';
import { launch, ROOT, stopAll, type Program } from './programs.ts';
import { buildWindow, electronCommand } from './window.ts';
import { startXvfb, type VirtualDisplay } from './xvfb.ts';

/** Of the window's log only Chromium's last words; ours goes its own way. */
const QUIET = '--log-level=3';
const PANEL = { x: 0, y: 0, width: 1024, height: 600 };

const { values } = parseArgs({
  options: { auto: { type: 'boolean' }, machine: { type: 'string' } },
});
const isAuto = values.auto === true;
const driver = values.machine === 'xy' ? 'xy' : 'qibixx';
const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const folder = mkdtempSync(join(tmpdir(), 'vendskap-demo-'));
const chromiumLog = join(folder, 'chromium.log');
let screen: VirtualDisplay | undefined;
let ending: Promise<never> | undefined;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  if (ending === undefined) process.stderr.write(text);
}
const complainOfWindow = withoutChromium(chromiumLog, complain);

async function finish(code: number): Promise<never> {
  await stopAll(8_000);
  screen?.stop();
  if (code === 0) rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

function end(code: number): Promise<never> {
  ending ??= finish(code);
  return ending;
}

/** The part of the display that is the kiosk's. */
type Bounds = typeof PANEL;

async function launchKiosk(dataDir: string, { x, y, width, height }: Bounds): Promise<Program> {
  const { command, args } = await electronCommand();
  const size = ['--window-size', `${String(width)}x${String(height)}`];
  const where = ['--window-at', `${String(x)},${String(y)}`];
  const more = ['--data-dir', dataDir, '--status-port', '0', ...size, ...where, QUIET];
  return launch([...args, ...more], {
    command,
    env: screen === undefined ? {} : { DISPLAY: screen.display },
    onStderr: complainOfWindow,
  });
}

/** The customer's side in a window of its own. @returns what is left of the display for the kiosk */
async function openPage(url: string): Promise<Bounds> {
  const { command, args } = await electronCommand(join(ROOT, 'scripts/demo-page'));
  const env = { VENDSKAP_PAGE: url };
  const { said } = await launch([...args, QUIET], { command, env, onStderr: complainOfWindow });
  const { kiosk }: { kiosk: Bounds } = { kiosk: PANEL, ...said };
  return kiosk;
}

async function demonstrate(): Promise<void> {
  let bounds = PANEL;
  const premises = await openPremises({
    folder,
    driver,
    launchKiosk: (dataDir) => launchKiosk(dataDir, bounds),
    onKioskEnd: () => void end(0),
    onStderr: complain,
  });
  const { installation, kiosk, customers } = premises;
  const { simulatorUrl } = installation;
  if (!hasDisplay) screen = await startXvfb();
  else if (!isAuto) bounds = await openPage(simulatorUrl);
  await kiosk.start();
  if (isAuto) await end((await playOneSale(installation, { machineId: MACHINE, say })) ? 0 : 1);
  say(`
The machine is ready, with the sales of ${String(customers)} customers in the last six weeks.
${hasDisplay ? 'Left: the kiosk, the technician’s screen. Right: the customer’s side, also at' : 'There is no display: the kiosk runs on a virtual one. Open the customer’s side in a browser:'}
  ${simulatorUrl}
Press one of the four stories there, or buy something: scan (key s), approve (a), press a product, take it (t).
To sign in at the kiosk press “Service”: ${introduced(TECHNICIAN)} or ${introduced(OWNER)}.
Ctrl+C ends the demo.`);
  await new Promise(() => undefined);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
try {
  buildWindow();
  await demonstrate();
} catch (error) {
  complain(`${error instanceof Error ? error.message : String(error)}\n`);
  complain(`What the programs left is in ${folder} (what Chromium said: chromium.log).\n`);
  await end(1);
}
