import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  createStage,
  freePort,
  HEADLESS,
  launch,
  MACHINE,
  RELAY,
  run,
  until,
  type Finished,
  type Program,
  type Stage,
} from '../support/stage.ts';
import { ROOT } from '../../scripts/programs.ts';

let stage: Stage | undefined;
const programs: Program[] = [];
const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) end();
  for (const program of programs.splice(0)) await program.stop();
  await stage?.close();
  stage = undefined;
});

async function openStage(): Promise<Stage> {
  stage = await createStage();
  return stage;
}

function kiosk(words: readonly string[], input = ''): Promise<Finished> {
  return run([HEADLESS, ...words], {}, input);
}

async function answer<Value>(done: Promise<Finished>): Promise<Value> {
  const { code, stdout, stderr } = await done;
  if (code !== 0) throw new Error(stderr);
  const value: Value = JSON.parse(stdout);
  return value;
}

/** An owner makes a recovery code and saves a bundle on a stick. */
async function bundleOf(at: Stage, name = 'vm.vendskap'): Promise<{ file: string; code: string }> {
  const dir = ['--data-dir', at.dataDir];
  const { recoveryCode } = await answer<{ recoveryCode: string }>(
    kiosk(['bundle', 'code', ...dir]),
  );
  const file = join(at.folder, name);
  await answer(kiosk(['bundle', 'save', file, ...dir]));
  return { file, code: recoveryCode };
}

interface Replacement {
  readonly enrolmentCode: string;
  readonly keptBundle: { readonly bytes: number } | null;
}

function replace(at: Stage): Promise<Replacement> {
  return answer(run([RELAY, 'machine', 'replace', MACHINE, '--config', at.configPath]));
}

interface Taken {
  readonly machineId: string;
  readonly openSales: number;
  readonly unknownSales: number;
}

/** A new PC takes over; the old one is not asked. */
async function takeOver(at: Stage, from: { file: string; code: string }, name: string) {
  const dataDir = join(at.folder, name);
  const { enrolmentCode } = await replace(at);
  const words = ['bundle', 'take-over', from.file, '--code', enrolmentCode, '--data-dir', dataDir];
  const taken = await answer<Taken>(kiosk(words, `${from.code}\n`));
  return { dataDir, taken };
}

async function startOn(dataDir: string): Promise<number> {
  const statusPort = await freePort();
  const words = ['run', '--data-dir', dataDir, '--status-port', String(statusPort)];
  programs.push(await launch([HEADLESS, ...words]));
  return statusPort;
}

interface Sale {
  readonly reference: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly captured: number;
  readonly released: number;
}

async function salesOf(dataDir: string): Promise<readonly Sale[]> {
  const words = ['sales', 'export', '--format', 'json', '--data-dir', dataDir];
  return answer<readonly Sale[]>(kiosk(words));
}

async function settledOn(dataDir: string, reference: string): Promise<Sale> {
  return until('the new PC to settle the sale', async () => {
    const sale = (await salesOf(dataDir)).find((one) => one.reference === reference);
    return sale?.state === 'settled' ? sale : undefined;
  });
}

test('the old PC comes back in the middle of a sale: it hears so and stops; the new one settles once and sells', async () => {
  const at = await openStage();
  const old = await at.startKiosk();
  await at.readyStatus(old.statusPort);
  const sold = await at.scanAndApprove();
  await at.choose(old.statusPort, 'B1');
  await at.settledSale();
  const bundle = await bundleOf(at);
  // After the bundle: a customer has approved, the credit is shown, and then the PC dies.
  await at.readyStatus(old.statusPort);
  const inTheMiddle = await at.scanAndApprove();
  await until('the offer', async () =>
    (await at.status(old.statusPort)).sale?.state === 'offering' ? true : undefined,
  );
  old.child.kill('SIGSTOP');

  const { dataDir, taken } = await takeOver(at, bundle, 'new-pc');
  expect(taken).toMatchObject({ machineId: MACHINE, openSales: 0, unknownSales: 1 });
  old.child.kill('SIGCONT');
  const said = await until('the old PC to hear of it', async () => {
    const status = await at.status(old.statusPort);
    return status.reasons.includes('replaced') ? status : undefined;
  });
  expect(said).toMatchObject({ state: 'notReady', sale: null });
  expect(said.details.relay).toBe('another PC is enrolled as this machine now');
  await at.control('press', { selection: 'A1' });

  // The technician moves the cable to the new PC.
  expect(await old.stop()).toBe(0);
  const port = await startOn(dataDir);
  await at.readyStatus(port);
  const sale = await settledOn(dataDir, inTheMiddle);
  expect(sale).toMatchObject({ outcome: 'restarted', captured: 0 });
  const rows = await at.ledger();
  expect(rows.find((row) => row.reference === inTheMiddle)).toMatchObject({ captured: 0, open: 0 });
  expect(rows.find((row) => row.reference === sold)).toMatchObject({ captured: 2500, open: 0 });
  expect(await at.dispensed()).toHaveLength(1);

  const next = await at.scanAndApprove();
  await at.choose(port, 'A2');
  expect(await settledOn(dataDir, next)).toMatchObject({ outcome: 'sold', captured: 2000 });
  // What was sold before is there, once.
  const all = await salesOf(dataDir);
  expect(all.map(({ reference }) => reference)).toEqual([sold, inTheMiddle, next]);
});

test('a bundle from the relay makes a PC that may be older; restored twice, only the last one is the machine', async () => {
  const at = await openStage();
  const old = await at.startKiosk();
  await at.readyStatus(old.statusPort);
  const dir = ['--data-dir', at.dataDir];
  expect((await replace(at)).keptBundle).toBeNull();
  expect((await kiosk(['bundle', 'send', ...dir])).stderr).toMatch(/no recovery code yet/);
  const { recoveryCode } = await answer<{ recoveryCode: string }>(
    kiosk(['bundle', 'code', ...dir]),
  );
  await answer(kiosk(['bundle', 'send', ...dir]));
  const later = await at.scanAndApprove();
  await at.choose(old.statusPort, 'A1');
  expect(await at.settledSale()).toMatchObject({ captured: 3000 });
  await old.stop();

  const taken: Taken[] = [];
  const dirs = ['second-pc', 'third-pc'].map((name) => join(at.folder, name));
  for (const dataDir of dirs) {
    const { enrolmentCode, keptBundle } = await replace(at);
    expect(keptBundle?.bytes).toBeGreaterThan(1_000);
    const words = ['bundle', 'take-over', '--relay', at.relayUrl, '--code', enrolmentCode];
    const wrong = await kiosk([...words, '--data-dir', dataDir], 'ABCDE\n');
    expect(wrong).toMatchObject({
      code: 2,
      stderr: 'The recovery code does not open this bundle: look at it again.\n',
    });
    expect(existsSync(join(dataDir, 'kiosk.json'))).toBe(false);
    taken.push(await answer<Taken>(kiosk([...words, '--data-dir', dataDir], `${recoveryCode}\n`)));
  }
  expect(taken).toEqual(
    [1, 1].map((unknownSales) => ({ openSales: 0, unknownSales, machineId: MACHINE })),
  );
  const [second = '', third = ''] = dirs;
  const port = await startOn(third);
  await at.readyStatus(port);
  // Charged by the first PC after the bundle was made: it stays charged, and is on the review list.
  expect(await settledOn(third, later)).toMatchObject({ captured: 3000 });
  expect((await at.ledger())[0]).toMatchObject({ captured: 3000, refunded: 0, open: 0 });
  // It never gets ready, so nobody waits for that.
  const lockedOut = await freePort();
  const words = ['run', '--data-dir', second, '--status-port', String(lockedOut)];
  const program = spawn(process.execPath, [HEADLESS, ...words], { cwd: ROOT, stdio: 'ignore' });
  ended.push(() => program.kill());
  await until('the second PC to hear that it was replaced', async () =>
    (await at.status(lockedOut).catch(() => undefined))?.reasons.includes('replaced') === true
      ? true
      : undefined,
  );
  expect((await at.ledger())[0]).toMatchObject({ captured: 3000, refunded: 0, open: 0 });
});

test('a set-up is cloned to another machine: prices, settings and people, no sales, no stock, no identity', async () => {
  const at = await openStage();
  const old = await at.startKiosk();
  await at.readyStatus(old.statusPort);
  await at.scanAndApprove();
  await at.choose(old.statusPort, 'B1');
  await at.settledSale();
  const dir = ['--data-dir', at.dataDir];
  await at.set('maxAmount', '4000');
  await answer(
    kiosk(
      ['people', 'add', 'Kari', '--role', 'owner', '--language', 'nb', ...dir],
      '274913\n',
    ).then((done) => ({ ...done, stdout: done.stdout || '{}' })),
  );
  const { recoveryCode } = await answer<{ recoveryCode: string }>(
    kiosk(['bundle', 'code', ...dir]),
  );
  const file = join(at.folder, 'set-up.vendskap');
  await answer(kiosk(['bundle', 'save', file, '--setup', 'yes', ...dir]));
  const machine = await answer<Record<string, unknown>>(kiosk(['bundle', 'show', file]));
  expect(machine).toMatchObject({ kind: 'setup', machineId: MACHINE });

  const dataDir = join(at.folder, 'new-machine');
  const { enrolmentCode } = await replace(at);
  const taking = ['bundle', 'take-over', file, '--code', enrolmentCode, '--data-dir', dataDir];
  expect((await kiosk(taking, `${recoveryCode}\n`)).stderr).toBe(
    'This bundle holds a set-up without a machine.\n',
  );
  await answer(kiosk(['bundle', 'clone', file, '--data-dir', dataDir], `${recoveryCode}\n`));
  expect(readdirSync(dataDir).sort()).not.toContain('kiosk.json');
  expect(await salesOf(dataDir)).toEqual([]);
  const catalogue = await kiosk(['catalogue', 'export', '--data-dir', dataDir]);
  expect(catalogue.stdout).toContain('B1,4,Chocolate,25.00,15,0,12,0');
  const setting = await kiosk(['settings', 'get', 'maxAmount', '--data-dir', dataDir]);
  expect(setting.stdout.trim()).toContain('4000');
  expect((await kiosk(['people', 'list', '--data-dir', dataDir])).stdout).toContain('Kari');
  expect(statSync(join(dataDir, 'kiosk.db')).mode & 0o777).toBe(0o600);
});

test('what cannot be taken over is refused in one sentence, and nothing changes', async () => {
  const at = await openStage();
  const bundle = await bundleOf(at);
  const dataDir = join(at.folder, 'new-pc');
  const { enrolmentCode } = await replace(at);
  const refused = async (words: readonly string[], input: string): Promise<string> => {
    const done = await kiosk(['bundle', 'take-over', ...words], input);
    expect(done.code).toBe(2);
    expect(existsSync(join(dataDir, 'kiosk.json'))).toBe(false);
    return done.stderr;
  };
  const code = ['--code', enrolmentCode];
  const into = ['--data-dir', dataDir];
  const damaged = join(at.folder, 'damaged.vendskap');
  const bytes = readFileSync(bundle.file);
  writeFileSync(damaged, bytes.subarray(0, bytes.length - 40));
  expect(await refused([damaged, ...code, ...into], bundle.code)).toMatch(/^The bundle is damaged/);
  const none = join(at.folder, 'none.vendskap');
  writeFileSync(none, 'selection,item,product');
  expect(await refused([none, ...code, ...into], '')).toMatch(
    /is no bundle that this version can read/,
  );
  expect(await refused([none, '--code', 'AB', ...into], '')).toMatch(/eight letters and digits/);
  expect(await refused([...code, ...into], '')).toMatch(/^Name the file of a bundle/);
  const own = ['--data-dir', at.dataDir];
  expect(await refused([bundle.file, ...code, ...own], bundle.code)).toMatch(
    /holds a machine already/,
  );
  mkdirSync(dataDir, { recursive: true });
  const add = ['machine', 'add', 'vm-0002', '--sales-unit', '123456', '--location', 'Hall'];
  const other = await answer<Replacement>(run([RELAY, ...add, '--config', at.configPath]));
  const theirs = [bundle.file, '--code', other.enrolmentCode, ...into];
  expect(await refused(theirs, bundle.code)).toMatch(/^This enrolment code is for vm-0002/);
  // None of it used the code up.
  const words = ['bundle', 'take-over', bundle.file, ...code, ...into];
  expect(await answer<Taken>(kiosk(words, bundle.code))).toMatchObject({ machineId: MACHINE });
});
