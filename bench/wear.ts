/**
 * `node bench/wear.ts [--sales 40] [--idle-seconds 180]`: what the kiosk writes to the disk for a sale and in an hour without one,
 * as the kernel counts it (`write_bytes` of /proc/<pid>/io: the pages of the file cache that it made dirty). Prints JSON, KiB. The floor
 * of a sale: a bare program that appends its facts to a file and syncs as often.
 */
import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createStage, until, type Stage } from '../test/support/stage.ts';

/** Steps of a sale that are on the disk before anything is done about them. */
const SYNCED_STEPS = 6;
/** An entry of the journal with its notes. */
const STEP_BYTES = 500;
const TARGETS = { kibPerSale: 64, kibPerIdleHour: 128 };
/** As many of each as the catalogue has. */
const SELECTIONS = ['A2', 'B1', 'A1', 'A3'];

function writtenKib(pid: number): number {
  const bytes = /^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${String(pid)}/io`, 'utf8'))?.[1];
  return Number(bytes) / 1024;
}

async function rest(seconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

async function sell(stage: Stage, statusPort: number, selection: string): Promise<void> {
  await stage.readyStatus(statusPort);
  const reference = await stage.scanAndApprove();
  await stage.choose(statusPort, selection);
  await until('the receipt', async () => {
    const row = (await stage.ledger()).find((one) => one.reference === reference);
    return row?.receipt;
  });
}

function floorKibPerSale(sales: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-wear-'));
  const file = openSync(join(folder, 'facts'), 'a');
  const before = writtenKib(process.pid);
  for (let step = 0; step < sales * SYNCED_STEPS; step += 1) {
    writeSync(file, Buffer.alloc(STEP_BYTES, 'x'));
    fsyncSync(file);
  }
  const kib = writtenKib(process.pid) - before;
  closeSync(file);
  rmSync(folder, { recursive: true });
  return kib / sales;
}

interface WearReport {
  readonly sales: number;
  readonly idleSeconds: number;
  readonly targets: typeof TARGETS;
  readonly kibPerSale: number;
  readonly floorKibPerSale: number;
  readonly ratio: number;
  readonly kibPerIdleHour: number;
}

export async function measureWear(given: {
  readonly sales: number;
  readonly idleSeconds: number;
}): Promise<WearReport> {
  const { sales, idleSeconds } = given;
  const stage = await createStage({ vendMs: 30, slotCount: 99 });
  try {
    await stage.set('latchAfterFailures', '0');
    const kiosk = await stage.startKiosk();
    const pid = kiosk.child.pid ?? 0;
    await sell(stage, kiosk.statusPort, 'B1');
    await rest(2);
    const before = writtenKib(pid);
    for (let sale = 0; sale < sales; sale += 1) {
      await sell(stage, kiosk.statusPort, SELECTIONS[sale % SELECTIONS.length] ?? 'A1');
    }
    await rest(12);
    const sold = writtenKib(pid);
    await rest(idleSeconds);
    const idle = writtenKib(pid);
    const floor = floorKibPerSale(sales);
    const perSale = (sold - before) / sales;
    return {
      ...{ sales, idleSeconds, targets: TARGETS },
      kibPerSale: perSale,
      floorKibPerSale: floor,
      ratio: perSale / floor,
      kibPerIdleHour: ((idle - sold) * 3600) / idleSeconds,
    };
  } finally {
    await stage.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { sales: { type: 'string' }, 'idle-seconds': { type: 'string' } },
  });
  const report = await measureWear({
    sales: Number(values.sales ?? 20),
    idleSeconds: Number(values['idle-seconds'] ?? 180),
  });
  process.stdout.write(`${JSON.stringify(report, undefined, 1)}\n`);
  process.exit();
}
