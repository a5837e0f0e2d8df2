import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The programs that are run lie under the folder that the command was given in. */
const ROOT = process.cwd();
export const RELAY = join(ROOT, 'out/relay/index.js');
export const HEADLESS = join(ROOT, 'out/headless/index.js');
const SIMULATOR = join(ROOT, 'out/simulator/index.js');
export const MACHINE = 'vm-0001';
export const MSN = '123456';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly child: ChildProcess;
  /** The first line on stdout, parsed. */
  readonly said: Record<string, unknown>;
  stderr(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Asks again and again until the answer is there: no fixed waiting. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined>,
  limitMs = 20_000,
): Promise<Found> {
  const endAt = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > endAt) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Below the ports that systems hand out by themselves, so that nobody takes it before it is used. */
const LOWEST_PORT = 15_000;
const HIGHEST_PORT = 30_000;

export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Runs a command to its end. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Finished> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, VENDSKAP_LOG: 'warn', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A program that wants nothing may have ended before it is told.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  await once(child, 'close');
  return { code: child.exitCode ?? -1, stdout, stderr };
}

/** Starts a program and waits for its first line. */
export async function launch(args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, VENDSKAP_LOG: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then((words) => String(words[0])),
    once(child, 'exit').then(() => ''),
  ]);
  if (line === '') throw new Error(`${args.join(' ')} ended: ${stderr}`);
  const parsed: unknown = JSON.parse(line);
  return {
    child,
    said: Object.fromEntries(Object.entries(Object(parsed))),
    stderr: () => stderr,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

export interface TranscriptLine {
  readonly atMs: number;
  readonly direction: string;
  readonly line: string;
}

export interface LedgerRow {
  readonly reference: string;
  readonly state: string;
  readonly requested: number;
  readonly reserved: number;
  readonly captured: number;
  readonly released: number;
  readonly refunded: number;
  readonly open: number;
  readonly receipt?: { readonly orderLines: readonly Record<string, unknown>[] };
}

export interface ExportedSale {
  readonly reference: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly startedAt: string;
  readonly selection: string | null;
  readonly price: number | null;
  readonly reserved: number;
  readonly captured: number;
  readonly released: number;
  readonly refunded: number;
  readonly endedAt: string | null;
  readonly device: readonly { readonly direction: 'in' | 'out'; readonly line: string }[];
  readonly vipps: readonly { readonly call: string; readonly status: number | null }[];
}

export interface Status {
  readonly state: 'ready' | 'busy' | 'notReady';
  readonly reasons: readonly string[];
  readonly sale: { readonly reference: string; readonly state: string } | null;
  readonly links: { readonly relay: string; readonly hardware: string };
  readonly machine: string;
  readonly faults: readonly { readonly code: string; readonly selection: string | null }[];
  readonly details: { readonly relay: string; readonly hardware: string };
}

/** A simulator, a relay and an enrolled machine, as real programs on real files. */
export interface Stage {
  readonly folder: string;
  readonly dataDir: string;
  readonly configPath: string;
  readonly relayUrl: string;
  readonly simulatorUrl: string;
  readonly machinePath: string;
  readonly simulatorPid: number | undefined;
  control<Answer = Record<string, unknown>>(verb: string, body?: unknown): Promise<Answer>;
  simulatorState<State>(): Promise<State>;
  ledger(): Promise<readonly LedgerRow[]>;
  dispensed(): Promise<readonly { readonly selection: string; readonly atMs: number }[]>;
  transcript(): Promise<readonly TranscriptLine[]>;
  pendingReference(): Promise<string>;
  machineState(state: string): Promise<void>;
  /** A customer scans and approves. @returns the reference of the payment */
  scanAndApprove(): Promise<string>;
  /** Waits until the customer may choose, and presses. */
  choose(statusPort: number, selection: string): Promise<void>;
  startKiosk(): Promise<Program & { readonly statusPort: number }>;
  startRelay(): Promise<Program>;
  status(port: number): Promise<Status>;
  readyStatus(port: number): Promise<Status>;
  set(key: string, value: string): Promise<void>;
  sales(): Promise<readonly ExportedSale[]>;
  settledSale(): Promise<ExportedSale>;
  relay: Program;
  close(): Promise<void>;
}

export type Driver = 'qibixx' | 'xy';

interface StageOptions {
  /** What the machine's controller speaks; qibixx when nothing is said. */
  readonly driver?: Driver;
  readonly sessionMode?: 'authorise-first' | 'always-idle';
  /** A pty pair: the simulator's end and the kiosk's. */
  readonly tty?: { readonly simulator: string; readonly kiosk: string };
  /** A tty of the kiosk's that leads to the machine's TCP port. */
  readonly kioskPath?: (machinePort: string) => string;
  readonly salesUnit?: Readonly<Record<string, unknown>>;
  readonly vendMs?: number;
  /** A board polls every 200 ms; the tests' as quickly as a board can be told to. */
  readonly pollMs?: number;
  /** Products in each slot of the machine. */
  readonly slotCount?: number;
}

export const CATALOGUE = [
  'selection,item,product,price,vatRate,stock,capacity,minimumAge',
  'A1,1,Cola,30.00,15,8,10,0',
  'A2,2,Water,20.00,15,10,10,0',
  'A3,3,Orange juice,32.00,15,6,10,0',
  'B1,4,Chocolate,25.00,15,12,12,0',
  'B2,5,Crisps,28.00,25,0,10,0',
  '',
].join('\n');

async function json<Answer>(url: string, init?: RequestInit): Promise<Answer> {
  const answer = await fetch(url, init);
  const body: Answer = await answer.json();
  return body;
}

export async function createStage(options: StageOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-stage-'));
  const dataDir = join(folder, 'kiosk');
  const configPath = join(folder, 'relay.json');
  const line =
    options.tty === undefined ? ['--machine-port', '0'] : ['--machine-tty', options.tty.simulator];
  const count = options.slotCount === undefined ? [] : ['--slot-count', String(options.slotCount)];
  const driver = options.driver ?? 'qibixx';
  const timing = [
    '--machine',
    driver,
    '--boot-ms',
    '60',
    '--vend-ms',
    String(options.vendMs ?? 150),
    '--poll-ms',
    String(options.pollMs ?? 100),
    ...count,
  ];
  const simulator = await launch([SIMULATOR, ...line, ...timing]);
  const simulatorUrl = String(simulator.said['url']);
  const reached = options.tty?.kiosk ?? String(simulator.said['machinePath']);
  const machinePath = options.kioskPath?.(reached.split(':').at(-1) ?? '') ?? reached;
  const port = await freePort();
  const relayUrl = `http://127.0.0.1:${String(port)}`;
  writeFileSync(
    configPath,
    JSON.stringify({
      listen: { host: '127.0.0.1', port },
      publicUrl: relayUrl,
      database: 'sqlite:relay.db',
      salesUnits: [
        {
          merchantSerialNumber: MSN,
          market: 'NO',
          vipps: {
            baseUrl: simulatorUrl,
            clientId: 'demo-client',
            clientSecret: 'demo-client-secret',
            subscriptionKey: 'demo-subscription-key',
          },
          maxAmountCap: 20_000,
          ...options.salesUnit,
        },
      ],
    }),
  );
  const startRelay = (): Promise<Program> => launch([RELAY, 'serve', '--config', configPath]);
  const programs: Program[] = [simulator];
  const relay = await startRelay();
  const added = await run([
    RELAY,
    'machine',
    'add',
    MACHINE,
    '--sales-unit',
    MSN,
    '--location',
    'Canteen A',
    '--config',
    configPath,
  ]);
  const invitation: { enrolmentCode: string } = JSON.parse(added.stdout);
  const mode = options.sessionMode ?? 'authorise-first';
  const enrolled = await run([
    HEADLESS,
    'enrol',
    '--relay',
    relayUrl,
    '--code',
    invitation.enrolmentCode,
    '--driver',
    driver,
    '--path',
    machinePath,
    '--session-mode',
    mode,
    '--data-dir',
    dataDir,
  ]);
  if (enrolled.code !== 0) throw new Error(enrolled.stderr);
  writeFileSync(join(folder, 'catalogue.csv'), CATALOGUE);
  await run([
    HEADLESS,
    'catalogue',
    'import',
    join(folder, 'catalogue.csv'),
    '--data-dir',
    dataDir,
  ]);

  const stage: Stage = {
    folder,
    dataDir,
    configPath,
    relayUrl,
    simulatorUrl,
    machinePath,
    simulatorPid: simulator.child.pid,
    relay,
    startRelay,
    control: (verb, body = {}) =>
      json(`${simulatorUrl}/control/${verb}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    simulatorState: () => json(`${simulatorUrl}/control/state`),
    ledger: async () => {
      const { rows } = await json<{ rows: readonly LedgerRow[] }>(`${simulatorUrl}/control/ledger`);
      return rows;
    },
    dispensed: async () => {
      const said = await json<{ dispensed: readonly { selection: string; atMs: number }[] }>(
        `${simulatorUrl}/control/transcript`,
      );
      return said.dispensed;
    },
    transcript: async () => {
      const said = await json<{ lines: readonly TranscriptLine[] }>(
        `${simulatorUrl}/control/transcript`,
      );
      return said.lines;
    },
    pendingReference: () =>
      until('a payment request', async () => {
        const state = await json<{ pending: readonly LedgerRow[] }>(
          `${simulatorUrl}/control/state`,
        );
        return state.pending.at(-1)?.reference;
      }),
    machineState: async (wanted) => {
      await until(`the machine to be ${wanted}`, async () => {
        const { machine } = await json<{ machine: { state: string } }>(
          `${simulatorUrl}/control/state`,
        );
        return machine.state === wanted ? true : undefined;
      });
    },
    scanAndApprove: async () => {
      const scanned = await stage.control<{ status: number }>('scan', { qr: MACHINE });
      if (scanned.status !== 200) throw new Error(`The scan got ${String(scanned.status)}.`);
      const reference = await stage.pendingReference();
      await stage.control('approve', { reference });
      return reference;
    },
    choose: async (statusPort, selection) => {
      await until('the offer', async () => {
        const { sale } = await stage.status(statusPort);
        return sale?.state === 'offering' ? true : undefined;
      });
      if (driver === 'qibixx') await stage.machineState('session');
      await stage.control('press', { selection });
    },
    startKiosk: async () => {
      const statusPort = await freePort();
      const kiosk = await launch([
        HEADLESS,
        'run',
        '--data-dir',
        dataDir,
        '--status-port',
        String(statusPort),
      ]);
      programs.push(kiosk);
      return { ...kiosk, statusPort };
    },
    status: (statusPort) => json<Status>(`http://127.0.0.1:${String(statusPort)}/status`),
    readyStatus: (statusPort) =>
      until('the machine to be ready', async () => {
        const status = await stage.status(statusPort);
        return status.state === 'ready' ? status : undefined;
      }),
    set: async (key, value) => {
      await run([HEADLESS, 'settings', 'set', key, value, '--data-dir', dataDir]);
    },
    sales: async () => {
      const exported = await run([
        HEADLESS,
        'sales',
        'export',
        '--format',
        'json',
        '--data-dir',
        dataDir,
      ]);
      const sales: readonly ExportedSale[] = JSON.parse(exported.stdout);
      return sales;
    },
    settledSale: () =>
      until('the sale to be settled', async () => {
        const sale = (await stage.sales()).at(-1);
        return sale?.state === 'settled' ? sale : undefined;
      }),
    close: async () => {
      for (const program of [...programs].reverse()) await program.stop();
      await stage.relay.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stage;
}
