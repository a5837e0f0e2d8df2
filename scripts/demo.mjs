/**
 * Simulators, relay and kiosk on this computer. `--auto` plays one whole sale without a person, prints the ledger and
 * ends with 0 when it is right.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { electronExecutable } from './electron-dist.mjs';
import { startXvfb } from './xvfb.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isAuto = process.argv.includes('--auto');
const folder = join(tmpdir(), `vendskap-demo-${process.pid}`);
const children = [];
let isEnding = false;
let stopScreen = () => undefined;
const MACHINE = 'vm-0001';
const SELECTION = 'B1';
const PRICE = 2500;

function say(text) {
  process.stdout.write(`${text}\n`);
}

function start(name, command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, VENDSKAP_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.on('error', (error) => fail(`${name} cannot be started: ${error.message}`));
  children.push(child);
  return child;
}

/** The first JSON line that a program prints: it is ready. */
async function ready(name, child) {
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => text),
    once(child, 'exit').then(([code]) =>
      isEnding ? new Promise(() => undefined) : fail(`${name} ended with ${code}.`),
    ),
  ]);
  return JSON.parse(line);
}

async function run(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (bytes) => {
    text += bytes;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) await fail(`${args.join(' ')} ended with ${code}.`);
  return text;
}

async function end(code) {
  isEnding = true;
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  const ended = running.map((child) => once(child, 'exit'));
  for (const child of running.reverse()) child.kill('SIGTERM');
  await Promise.race([Promise.all(ended), new Promise((done) => setTimeout(done, 8_000))]);
  for (const child of running) child.kill('SIGKILL');
  stopScreen();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

async function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  await end(1);
}

async function until(what, look, limitMs = 30_000) {
  const endAt = Date.now() + limitMs;
  while (Date.now() < endAt) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return fail(`Waited in vain: ${what}.`);
}

async function post(url, path, body) {
  const answer = await fetch(`${url}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

const get = async (url) => (await fetch(url)).json();
const money = (minor) => (minor / 100).toFixed(2).padStart(8);

function catalogueOf(slots) {
  const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
  const rows = slots.map((slot) =>
    [
      slot.selection,
      slot.item,
      slot.product,
      (slot.priceMinor / 100).toFixed(2),
      15,
      slot.count,
      12,
      0,
    ].join(),
  );
  return `${[header, ...rows].join('\n')}\n`;
}

async function startKiosk(dataDir) {
  const args = [join(root, 'scripts/kiosk.mjs'), '--data-dir', dataDir, '--status-port', '0'];
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const shown = [...args, '--window-size', '1024x600'];
  if (hasDisplay) return start('kiosk', process.execPath, shown);
  if (!isAuto)
    say('There is no display: the kiosk runs on a virtual one, open the page in a browser.');
  const screen = await startXvfb();
  stopScreen = screen.stop;
  return start('kiosk', process.execPath, shown, { DISPLAY: screen.display });
}

async function prepare() {
  mkdirSync(folder, { recursive: true });
  const simulator = await ready(
    'simulator',
    start('simulator', process.execPath, [join(root, 'out/simulator/index.js')]),
  );
  const unit = simulator.salesUnit;
  const config = join(folder, 'relay.json');
  const port = await freePort();
  const writeConfig = () =>
    writeFileSync(
      config,
      JSON.stringify({
        listen: { host: '127.0.0.1', port },
        publicUrl: `http://127.0.0.1:${port}`,
        database: 'sqlite:relay.db',
        salesUnits: [
          {
            merchantSerialNumber: unit.merchantSerialNumber,
            market: unit.market,
            vipps: {
              baseUrl: simulator.url,
              clientId: unit.clientId,
              clientSecret: unit.clientSecret,
              subscriptionKey: unit.subscriptionKey,
            },
            maxAmountCap: 20_000,
          },
        ],
      }),
    );
  writeConfig();
  const relayProgram = join(root, 'out/relay/index.js');
  const headless = join(root, 'out/headless/index.js');
  const relay = await ready(
    'relay',
    start('relay', process.execPath, [relayProgram, 'serve', '--config', config]),
  );
  const added = JSON.parse(
    await run([
      relayProgram,
      'machine',
      'add',
      MACHINE,
      '--sales-unit',
      unit.merchantSerialNumber,
      '--location',
      'Canteen A',
      '--config',
      config,
    ]),
  );
  const dataDir = join(folder, 'kiosk');
  await run([
    headless,
    'enrol',
    '--relay',
    relay.url,
    '--code',
    added.enrolmentCode,
    '--driver',
    'qibixx',
    '--path',
    simulator.machinePath,
    '--data-dir',
    dataDir,
  ]);
  const { machine } = await get(`${simulator.url}/control/state`);
  writeFileSync(join(folder, 'catalogue.csv'), catalogueOf(machine.slots));
  await run([
    headless,
    'catalogue',
    'import',
    join(folder, 'catalogue.csv'),
    '--data-dir',
    dataDir,
  ]);
  return { simulator, dataDir, headless };
}

async function freePort() {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

function printLedger(row) {
  const line = row.receipt.orderLines[0];
  say('');
  say(`Ledger of ${row.reference} (${row.currency})`);
  say(`  reserved  ${money(row.reserved)}`);
  say(`  captured  ${money(row.captured)}`);
  say(`  released  ${money(row.released)}`);
  say('  receipt');
  say(
    `    ${line.name}: ${money(line.totalAmount).trim()} including ${money(line.totalTaxAmount).trim()} VAT at ${line.taxRate / 100} %`,
  );
}

async function playOneSale({ simulator, dataDir, headless }) {
  const { url } = simulator;
  say('A customer scans the posted code.');
  const scanned = await until('the machine to accept the scan', async () => {
    const outcome = await post(url, 'scan', { qr: MACHINE });
    return outcome.status === 200 && outcome;
  });
  if (scanned.status !== 200) await fail('The scan was refused.');
  const asked = await until(
    'the payment request',
    async () => (await get(`${url}/control/state`)).pending[0],
  );
  say(
    `The app asks to reserve ${money(asked.requested).trim()} ${asked.currency}; the customer approves.`,
  );
  await post(url, 'approve', { reference: asked.reference });
  await until(
    'the credit on the machine',
    async () => (await get(`${url}/control/state`)).machine.state === 'session',
  );
  say(`The customer presses ${SELECTION}.`);
  await post(url, 'press', { selection: SELECTION });
  const row = await until('the receipt', async () => {
    const { rows } = await get(`${url}/control/ledger`);
    return rows.find((one) => one.reference === asked.reference && one.receipt && one.open === 0);
  });
  const sales = await until('the sale to be settled', async () => {
    const list = JSON.parse(
      await run([headless, 'sales', 'export', '--format', 'json', '--data-dir', dataDir]),
    );
    return list[0]?.state === 'settled' && list;
  });
  printLedger(row);
  const [sale] = sales;
  const isRight =
    row.captured === PRICE &&
    row.reserved === row.captured + row.released &&
    sale.captured === row.captured &&
    sale.released === row.released &&
    sale.selection === SELECTION;
  say(isRight ? 'The machine and Vipps agree to the øre.' : 'The machine and Vipps do not agree.');
  await end(isRight ? 0 : 1);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void end(0));
const stage = await prepare();
const kiosk = await startKiosk(stage.dataDir);
await ready('kiosk', kiosk);
if (isAuto) await playOneSale(stage);
say(`
The machine is ready. The kiosk's window shows its state; the other window is the customer's side:
  ${stage.simulator.url}
1. Scan the code (key s).   2. Approve (key a).   3. Press a selection (keys 1 to 6).   4. Take the product (key t).
Choose a misbehaviour to see what happens to the customer's money. Ctrl+C ends the demo.`);
if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) {
  const { executable } = await electronExecutable();
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  start('page', executable, [join(root, 'scripts/demo-page'), ...flags], {
    VENDSKAP_PAGE: stage.simulator.url,
  });
}
kiosk.once('exit', () => void end(0));
