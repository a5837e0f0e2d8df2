import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstallation, type Installation } from '../../scripts/installation.ts';
import { until } from '../../scripts/programs.ts';
import { useOf } from './processes.ts';

const MACHINE = 'vm-0001';
/** What the simulated machine itself asks for its products. */
const PRICES = { A1: '30.00', A2: '20.00', A3: '32.00', B1: '25.00', B2: '28.00' } as const;
const SELECTIONS = Object.keys(PRICES);
const ENOUGH = 1_000;

/** What a sale costs the kiosk's own process, and how long the customer waits for our programs, medians in milliseconds. */
export interface SaleCost {
  readonly sales: number;
  readonly cpuMs: number;
  readonly waitMs: {
    /** From the scan to the payment request at Vipps. */
    readonly scan: number;
    /** From the approval to the credit on the line. */
    readonly credit: number;
    /** From the machine's request to our approval on the line. */
    readonly choice: number;
    readonly whole: number;
  };
}

interface Row {
  readonly reference: string;
  readonly createdAt: string;
  readonly receipt?: unknown;
}

interface Line {
  readonly atMs: number;
  readonly line: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** An enrolled machine whose slots never get empty, with its relay and its simulator. */
export async function openInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-bench-'));
  const count = String(ENOUGH);
  const rows = Object.entries(PRICES).map(
    ([selection, price], at) =>
      `${selection},${String(at + 1)},Product ${selection},${price},15,${count},${count},0`,
  );
  const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
  const installation = await startInstallation({
    folder,
    machineId: MACHINE,
    driver: 'qibixx',
    simulator: ['--boot-ms', '60', '--vend-ms', '30', '--slot-count', String(ENOUGH)],
    catalogue: () => `${[header, ...rows].join('\n')}\n`,
  });
  return {
    ...installation,
    stop: async () => {
      await installation.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function sell(
  installation: Installation,
  pid: number | undefined,
  sales: number,
): Promise<SaleCost> {
  const { ask, control } = installation;
  const lastLine = async (start: string): Promise<Line | undefined> =>
    (await ask<{ lines: readonly Line[] }>('transcript')).lines.findLast(({ line }) =>
      line.startsWith(start),
    );
  const waits: { scan: number; credit: number; choice: number }[] = [];
  const known = new Set<string>();

  async function once(selection: string): Promise<void> {
    let scannedAtMs = NaN;
    await until('a scan that is taken', async () => {
      scannedAtMs = performance.timeOrigin + performance.now();
      const { status } = await control<{ status: number }>('scan', { qr: MACHINE });
      return status === 200 ? true : undefined;
    });
    const asked = await until('the payment request', async () =>
      (await ask<{ pending: readonly Row[] }>('state')).pending.find(
        ({ reference }) => !known.has(reference),
      ),
    );
    known.add(asked.reference);
    const approvedAtMs = performance.timeOrigin + performance.now();
    await control('approve', { reference: asked.reference });
    await until('the session', async () =>
      (await ask<{ machine: { state: string } }>('state')).machine.state === 'session'
        ? true
        : undefined,
    );
    const credit = await lastLine('C,START');
    await control('press', { selection });
    await until('the receipt', async () =>
      (await ask<{ rows: readonly Row[] }>('ledger')).rows.find(
        ({ reference, receipt }) => reference === asked.reference && receipt !== undefined,
      ),
    );
    const request = await lastLine('c,STATUS,VEND');
    const approval = await lastLine('C,VEND');
    waits.push({
      scan: Math.max(0, Date.parse(asked.createdAt) - scannedAtMs),
      credit: (credit?.atMs ?? NaN) - approvedAtMs,
      choice: (approval?.atMs ?? NaN) - (request?.atMs ?? NaN),
    });
    // The machine takes the next customer when this one has gone.
    await until('the machine to rest', async () =>
      (await ask<{ machine: { state: string } }>('state')).machine.state === 'enabled'
        ? true
        : undefined,
    );
    await pause(20);
  }

  const before = useOf(pid);
  for (let sale = 0; sale < sales; sale += 1) {
    await once(SELECTIONS[sale % SELECTIONS.length] ?? '');
  }
  const after = useOf(pid);
  const of = (pick: (wait: (typeof waits)[number]) => number): number => median(waits.map(pick));
  return {
    sales,
    cpuMs: (after.cpuMs - before.cpuMs) / sales,
    waitMs: {
      scan: of(({ scan }) => scan),
      credit: of(({ credit }) => credit),
      choice: of(({ choice }) => choice),
      whole: of(({ scan, credit, choice }) => scan + credit + choice),
    },
  };
}
