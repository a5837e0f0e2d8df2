/**
 * `demo [--auto] [--machine qibixx|xy]`: Vipps, a phone, a machine, relay and kiosk on this computer. `--auto` plays one whole
 * sale without a person, prints the ledger, and exits with 0 if it is right.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reasonOf } from '#core/base/errors.ts';
import { withoutChromium } from './demo/chromium-log.ts';
import { playOneSale } from './demo/one-sale.ts';
import { introduced, OWNER, TECHNICIAN } from './demo/people.ts';
import { MACHINE, openPremises } from './demo/premises.ts';
import type { Driver } from './installation.ts';
import { launch, ROOT, stopAll, type Program } from './programs.ts';
import { buildWindow, electronCommand } from './window.ts';
import { startXvfb, type VirtualDisplay } from './xvfb.ts';

/** Chromium logs only fatal errors: a small computer lacks many buses and drivers that it asks for. Our log is separate. */
const QUIET = '--log-level=3';
const PANEL = { x: 0, y: 0, width: 1024, height: 600 };

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function wishes(): { readonly isAuto: boolean; readonly driver: Driver } {
  try {
    const { values } = parseArgs({
      options: { auto: { type: 'boolean' }, machine: { type: 'string', default: 'qibixx' } },
    });
    const { auto: isAuto = false, machine } = values;
    if (machine === 'qibixx' || machine === 'xy') return { isAuto, driver: machine };
    return refuse(`--machine ${machine} must be qibixx or xy.`);
  } catch (error) {
    return refuse(reasonOf(error));
  }
}

const { isAuto, driver } = wishes();
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
  else process.stderr.write(`What the programs left is in ${folder}.\n`);
  process.exit(code);
}

function end(code: number): Promise<never> {
  ending ??= finish(code);
  return ending;
}

/** The kiosk's part of the display. */
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

/** Opens the customer's side in its own window. @returns the rest of the display, for the kiosk */
async function openPage(url: string): Promise<Bounds> {
  const { command, args } = await electronCommand(join(ROOT, 'scripts/demo-page'));
  const env = { VENDSKAP_PAGE: url };
  const { said } = await launch([...args, QUIET], { command, env, onStderr: complainOfWindow });
  const { kiosk }: { kiosk: Bounds } = { kiosk: PANEL, ...said };
  return kiosk;
}

async function demonstrate(): Promise<void> {
  let bounds = PANEL;
  const opening = openPremises({
    folder,
    driver,
    launchKiosk: (dataDir) => launchKiosk(dataDir, bounds),
    onKioskEnd: () => void end(0),
    onStderr: complain,
  });
  const [premises] = await Promise.all([opening, buildWindow()]);
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
  await demonstrate();
} catch (error) {
  complain(`${reasonOf(error)}\n`);
  await end(1);
}
