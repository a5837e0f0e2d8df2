import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStage, run, HEADLESS, until, type Program, type Stage } from '../support/stage.ts';

export type ProgramName = 'kiosk' | 'relay';

/** When a program is to die: at a named point, or after so many. `list`: only writes the names down. */
export type Order =
  { readonly at: string } | { readonly after: number } | { readonly list: string };

/** A relay and a kiosk that die when they are told to, and a simulator that lives. */
export interface Lane {
  readonly stage: Stage;
  /** Tells a running program when to die, counted from now. */
  arm(program: ProgramName, order: Order): Promise<void>;
  disarm(program: ProgramName): void;
  isDead(program: ProgramName): boolean;
  /** Starts what has died. */
  revive(): Promise<void>;
  /** Of the kiosk: `ready`, `busy`, `notReady`, or `dead`. */
  state(): Promise<string>;
  deaths(program: ProgramName): readonly string[];
  slots(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

const SETTINGS = {
  approvalDeadlineSeconds: '4',
  selectionDeadlineSeconds: '4',
  vendDeadlineSeconds: '4',
  latchAfterFailures: '0',
} as const;

function isOver({ child }: Program): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

export async function openLane(crashDir: string): Promise<Lane> {
  rmSync(crashDir, { recursive: true, force: true });
  mkdirSync(crashDir, { recursive: true });
  process.env['VENDSKAP_CRASH_DIR'] = crashDir;
  const points = join(import.meta.dirname, 'crash-points.ts');
  process.env['NODE_OPTIONS'] = `--import=${points}`;
  process.env['VENDSKAP_LOG'] = 'error';
  const stage = await createStage({ vendMs: 40, slotCount: FULL_STOCK });
  for (const [key, value] of Object.entries(SETTINGS)) {
    await run([HEADLESS, 'settings', 'set', key, value, '--data-dir', stage.dataDir]);
  }
  writeFileSync(join(stage.folder, 'full.csv'), FULL);
  const path = join(stage.folder, 'full.csv');
  await run([HEADLESS, 'catalogue', 'import', path, '--data-dir', stage.dataDir]);
  let kiosk = await stage.startKiosk();

  const programOf = (program: ProgramName): Program => (program === 'kiosk' ? kiosk : stage.relay);
  const fileOf = (program: ProgramName, kind: string): string =>
    join(crashDir, `${program}.${kind}`);

  async function revive(): Promise<void> {
    if (isOver(stage.relay)) stage.relay = await stage.startRelay();
    if (!isOver(kiosk)) return;
    let isUp = false;
    const starting = stage.startKiosk().finally(() => (isUp = true));
    const hasStarted = (): boolean => isUp;
    // A kiosk is up when it has reached the relay, which may die of its own order meanwhile.
    while (!hasStarted()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (isOver(stage.relay)) stage.relay = await stage.startRelay();
    }
    kiosk = await starting;
  }

  return {
    stage,
    arm: async (program, order) => {
      rmSync(fileOf(program, 'armed'), { force: true });
      writeFileSync(fileOf(program, 'order'), JSON.stringify(order));
      let told: unknown;
      await until(`${program} to be armed`, async () => {
        // It may just have died of the last order.
        await revive();
        const { child } = programOf(program);
        if (told !== child) child.kill('SIGUSR2');
        told = child;
        return existsSync(fileOf(program, 'armed')) ? true : undefined;
      });
    },
    disarm: (program) => {
      rmSync(fileOf(program, 'order'), { force: true });
      if (!isOver(programOf(program))) programOf(program).child.kill('SIGUSR2');
    },
    isDead: (program) => isOver(programOf(program)),
    revive,
    state: async () => {
      if (isOver(kiosk)) return 'dead';
      try {
        return (await stage.status(kiosk.statusPort)).state;
      } catch {
        return 'dead';
      }
    },
    deaths: (program) => {
      const file = fileOf(program, 'deaths');
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    },
    slots: async () => {
      const { stdout } = await run([HEADLESS, 'catalogue', 'export', '--data-dir', stage.dataDir]);
      const rows = stdout
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(','));
      return Object.fromEntries(rows.map((cells) => [cells[0] ?? '', Number(cells[5])]));
    },
    close: async () => {
      await kiosk.stop();
      await stage.close();
    },
  };
}

/** Enough of everything that stock never ends a test: the machine is filled by the test as well. */
export const FULL_STOCK = 9_999;
const FULL = [
  'selection,item,product,price,vatRate,stock,capacity,minimumAge',
  `A1,1,Cola,30.00,15,${String(FULL_STOCK)},${String(FULL_STOCK)},0`,
  `A2,2,Water,20.00,15,${String(FULL_STOCK)},${String(FULL_STOCK)},0`,
  `B1,4,Chocolate,25.00,15,${String(FULL_STOCK)},${String(FULL_STOCK)},0`,
  '',
].join('\n');
