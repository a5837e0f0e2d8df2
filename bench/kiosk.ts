/**
 * `npm run bench -- kiosk [--repeats N] [--idle-seconds N] [--sales N] [--strict]`: what the kiosk costs its computer. The
 * window is compared with a bare Electron and React window that is packaged the same way, in turn with it. Prints JSON.
 * `--strict`: exit 1 when a target is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { packageBoth } from './kiosk/packages.ts';
import { useOf } from './kiosk/processes.ts';
import { median, openInstallation, sell } from './kiosk/sales.ts';
import { openPackaged, type OpenWindow } from './kiosk/window.ts';
import { startXvfb } from '../scripts/xvfb.ts';

const PERCENT = 100;
const MS_PER_S = 1_000;

function badInput(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

function readWords(): {
  readonly repeats: number;
  readonly idleSeconds: number;
  readonly sales: number;
  readonly strict: boolean;
} {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: process.argv.slice(3),
      options: {
        repeats: { ...text, default: '7' },
        'idle-seconds': { ...text, default: '60' },
        sales: { ...text, default: '200' },
        strict: { type: 'boolean', default: false },
      },
    });
    const count = (name: string, typed: string, most: number): number => {
      const value = Number(typed);
      if (!Number.isInteger(value) || value < 1 || value > most)
        badInput(`--${name} must be a whole number from 1 to ${String(most)}.`);
      return value;
    };
    return {
      repeats: count('repeats', values.repeats, 50),
      idleSeconds: count('idle-seconds', values['idle-seconds'], 3_600),
      sales: count('sales', values.sales, 4_000),
      strict: values.strict,
    };
  } catch (error) {
    return badInput(error instanceof Error ? error.message : String(error));
  }
}

const { repeats, idleSeconds, sales, strict } = readWords();
const tell = (what: string): void => {
  process.stderr.write(`${what}\n`);
};

interface Idle {
  readonly pssMb: number;
  /** Per cent of one core. */
  readonly cpu: number;
  readonly wakesPerSecond: number;
}

/** Waits as long as is then measured. */
async function idleOf(pid: number | undefined): Promise<Idle> {
  await pause(idleSeconds * MS_PER_S);
  const before = useOf(pid);
  await pause(idleSeconds * MS_PER_S);
  const after = useOf(pid);
  return {
    pssMb: after.pssMb,
    cpu: ((after.cpuMs - before.cpuMs) / (idleSeconds * MS_PER_S)) * PERCENT,
    wakesPerSecond: (after.wakes - before.wakes) / idleSeconds,
  };
}

tell('Packaging both …');
const { kiosk, bare, electron } = await packageBoth();
const screen = await startXvfb();
const installation = await openInstallation();
const bareFolder = mkdtempSync(join(tmpdir(), 'vendskap-bare-'));
const openKiosk = (): Promise<OpenWindow> =>
  openPackaged(
    kiosk,
    ['--data-dir', installation.dataDir, '--window-size', '1024x600'],
    screen.display,
  );
const openBare = (): Promise<OpenWindow> =>
  openPackaged(bare, [`--data-dir=${bareFolder}`], screen.display);

const starts: { kiosk: number; bare: number; kioskCpu: number; bareCpu: number }[] = [];
// One more than is counted: the first fills the caches of Chromium and of the disk.
for (let repeat = 0; repeat <= repeats; repeat += 1) {
  const ours = await openKiosk();
  const kioskCpu = useOf(ours.child.pid).cpuMs;
  await ours.stop();
  const floor = await openBare();
  const bareCpu = useOf(floor.child.pid).cpuMs;
  await floor.stop();
  if (repeat === 0) continue;
  starts.push({ kiosk: ours.usableMs, bare: floor.usableMs, kioskCpu, bareCpu });
  tell(`Start ${String(repeat)}: ${ours.usableMs.toFixed(0)} and ${floor.usableMs.toFixed(0)} ms.`);
}

tell('The kiosk in its window, at rest …');
const ours = await openKiosk();
const windowIdle = await idleOf(ours.child.pid);
await ours.stop();
tell('The bare window, at rest …');
const floor = await openBare();
const bareIdle = await idleOf(floor.child.pid);
await floor.stop();
tell('The kiosk without a window, at rest and selling …');
const headless = await installation.startKiosk();
const headlessIdle = await idleOf(headless.child.pid);
const cost = await sell(installation, headless.child.pid, sales);
await headless.stop();
await installation.stop();
screen.stop();
rmSync(bareFolder, { recursive: true, force: true });

const of = (pick: (start: (typeof starts)[number]) => number): number => median(starts.map(pick));
const figures = {
  coldStartRatio: { value: of((start) => start.kiosk / start.bare), target: 1.3 },
  memoryRatio: { value: windowIdle.pssMb / bareIdle.pssMb, target: 1.15 },
  idleCpuHeadlessPercent: { value: headlessIdle.cpu, target: 0.2 },
  idleCpuWindowPercent: { value: windowIdle.cpu, target: 0.8 },
  cpuMsPerSale: { value: cost.cpuMs, target: 10 },
  waitMsPerSale: { value: cost.waitMs.whole, target: 8 },
};
const judged = Object.fromEntries(
  Object.entries(figures).map(([name, { value, target }]) => [
    name,
    { value: Number(value.toPrecision(3)), target, isMet: value <= target },
  ]),
);
process.stdout.write(
  `${JSON.stringify(
    {
      electron,
      ...judged,
      starts: {
        kioskMs: of((start) => start.kiosk),
        bareMs: of((start) => start.bare),
        kioskCpuMs: of((start) => start.kioskCpu),
        bareCpuMs: of((start) => start.bareCpu),
        /** Processor time of all processes until four seconds after the start: what a busy computer does not blur. */
        cpuRatio: of((start) => start.kioskCpu / start.bareCpu),
      },
      idle: { window: windowIdle, bare: bareIdle, headless: headlessIdle },
      sale: cost,
    },
    undefined,
    1,
  )}\n`,
);
process.exit(strict && Object.values(figures).some(({ value, target }) => value > target) ? 1 : 0);
