import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstallation, type Driver } from '../../scripts/installation.ts';
import { HEADLESS, json, launch, RELAY, run, until, freePort } from '../../scripts/programs.ts';
import type { Finished, Program } from '../../scripts/programs.ts';

export { HEADLESS, launch, RELAY, run, until, freePort };
export type { Driver, Finished, Program };
export const MACHINE = 'vm-0001';
export const MSN = '123456';

export interface TranscriptLine {
  readonly atMs: number;
  readonly direction: string;
  readonly line: string;
}

interface Transcript {
  readonly lines: readonly TranscriptLine[];
  readonly dispensed: readonly { readonly selection: string; readonly atMs: number }[];
}

interface SimulatorState {
  readonly pending: readonly LedgerRow[];
  readonly machine: { readonly state: string };
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
  /** Sales that are settled in the background. */
  readonly settling: number;
  readonly machine: string;
  readonly faults: readonly { readonly code: string; readonly selection: string | null }[];
  readonly details: { readonly relay: string; readonly hardware: string };
}

/** A simulator, a relay and an enrolled machine, as real programs with real files. */
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
  dispensed(): Promise<Transcript['dispensed']>;
  transcript(): Promise<readonly TranscriptLine[]>;
  pendingReference(): Promise<string>;
  machineState(state: string): Promise<void>;
  /** A customer scans and approves. @returns the reference of the payment */
  scanAndApprove(): Promise<string>;
  /** Waits until the customer may choose, then presses. */
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

interface StageOptions {
  /** The machine's controller; default qibixx. */
  readonly driver?: Driver;
  readonly sessionMode?: 'authorise-first' | 'always-idle';
  /** A pty pair: the simulator's end, and the kiosk's. */
  readonly tty?: { readonly simulator: string; readonly kiosk: string };
  /** A tty for the kiosk that leads to the machine's TCP port. */
  readonly kioskPath?: (machinePort: string) => string;
  readonly salesUnit?: Readonly<Record<string, unknown>>;
  readonly vendMs?: number;
  /** The board's poll interval: 200 on a real one; tests use the shortest allowed. */
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

/** Simulator arguments: immediate boot, the requested products and tty. */
function simulatorWords(options: StageOptions): readonly string[] {
  const { tty, slotCount, vendMs = 150, pollMs = 100 } = options;
  const line = tty === undefined ? [] : ['--machine-tty', tty.simulator];
  const count = slotCount === undefined ? [] : ['--slot-count', String(slotCount)];
  const times = ['--boot-ms', '60', '--vend-ms', String(vendMs), '--poll-ms', String(pollMs)];
  return [...line, ...times, ...count];
}

export async function createStage(options: StageOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-stage-'));
  const { driver = 'qibixx', tty, kioskPath } = options;
  const installation = await startInstallation({
    folder,
    machineId: MACHINE,
    driver,
    sessionMode: options.sessionMode ?? 'authorise-first',
    simulator: simulatorWords(options),
    pathOf: (path) => tty?.kiosk ?? kioskPath?.(path.split(':').at(-1) ?? '') ?? path,
    salesUnit: options.salesUnit ?? {},
    catalogue: () => CATALOGUE,
  });
  const { dataDir, configPath, relayUrl, simulatorUrl, machinePath } = installation;
  const { startRelay, startKiosk, command, ask, control } = installation;

  const stage: Stage = {
    folder,
    dataDir,
    configPath,
    relayUrl,
    simulatorUrl,
    machinePath,
    simulatorPid: installation.simulator.child.pid,
    relay: installation.relay,
    startRelay,
    startKiosk,
    control,
    simulatorState: () => ask('state'),
    ledger: async () => (await ask<{ rows: readonly LedgerRow[] }>('ledger')).rows,
    dispensed: async () => (await ask<Transcript>('transcript')).dispensed,
    transcript: async () => (await ask<Transcript>('transcript')).lines,
    pendingReference: () =>
      until(
        'a payment request',
        async () => (await ask<SimulatorState>('state')).pending.at(-1)?.reference,
      ),
    machineState: async (wanted) => {
      await until(`the machine to be ${wanted}`, async () =>
        (await ask<SimulatorState>('state')).machine.state === wanted ? true : undefined,
      );
    },
    scanAndApprove: async () => {
      const scanned = await control<{ status: number }>('scan', { qr: MACHINE });
      if (scanned.status !== 200) throw new Error(`The scan got ${String(scanned.status)}.`);
      const reference = await stage.pendingReference();
      await control('approve', { reference });
      return reference;
    },
    choose: async (statusPort, selection) => {
      await until('the offer', async () => {
        const { sale } = await stage.status(statusPort);
        return sale?.state === 'offering' ? true : undefined;
      });
      if (driver === 'qibixx') await stage.machineState('session');
      await control('press', { selection });
    },
    status: (statusPort) => json<Status>(`http://127.0.0.1:${String(statusPort)}/status`),
    readyStatus: (statusPort) =>
      until('the machine to be ready', async () => {
        const status = await stage.status(statusPort);
        return status.state === 'ready' ? status : undefined;
      }),
    set: async (key, value) => {
      await command('settings', 'set', key, value);
    },
    sales: async () => {
      const exported = await command('sales', 'export', '--format', 'json');
      const sales: readonly ExportedSale[] = JSON.parse(exported);
      return sales;
    },
    settledSale: () =>
      until('the sale to be settled', async () => {
        const sale = (await stage.sales()).at(-1);
        return sale?.state === 'settled' ? sale : undefined;
      }),
    close: async () => {
      await installation.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stage;
}
