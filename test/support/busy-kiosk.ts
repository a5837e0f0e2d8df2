import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { layoutOf } from '#core/sheet/layout.ts';
import { startKiosk, type RunningKiosk } from '../../src/main/composition/start-kiosk.ts';
import { createKioskStores, openKioskDatabase } from '../../src/main/composition/open-stores.ts';
import { marketDay } from '#core/time/market-day.ts';
import { readCatalogueBytes } from '../../src/main/products/import-csv.ts';
import { createMeasure } from '../../src/main/label/fonts.ts';
import { pdfOf } from '../../src/main/label/pdf.ts';
import { drawQr } from '../../src/main/label/qr-source.ts';
import { createLog } from '#logging/log.ts';
import { importCatalogue } from '../../src/main/store/import-catalogue.ts';
import { forkLine } from '../../src/main/vend/xy/fork-line.ts';
import { openPtyPair } from './pty-pair.ts';
import { contentWith, slotsOf } from './sheets.ts';
import { lateThoughRunning, watchProcessors } from './standstill.ts';
import { createStage, HEADLESS, MACHINE, until, type Stage } from './stage.ts';

/** What board and kiosk measured in one run. Milliseconds unless stated otherwise. */
export interface PollReport {
  readonly minutes: number;
  readonly polls: number;
  /** Answered after more than 100 ms, or never. */
  readonly late: number;
  /** Late ones that no standstill of the computer explains: more than 100 ms of running time. */
  readonly lateThoughRunning: number;
  /** How often a processor ran nothing for 20 ms or more; below, the longest such time. */
  readonly standstills: number;
  readonly longestStandstillMs: number;
  readonly p9999Ms: number;
  readonly longestMs: number;
  /** Longest event-loop delay of the simulated board; it counts towards the board's measurements. */
  readonly boardHeldUpMs: number;
  /** Longest event-loop delay of the kiosk's process. */
  readonly kioskHeldUpMs: number;
  /** Whether board and cable ran ahead of all other programs, as on hardware of their own. */
  readonly isBoardUndisturbed: boolean;
  readonly sales: number;
  readonly settled: number;
  /** Scans that the machine refused because it was not ready; the customer scans again. */
  readonly refused: number;
  readonly imports: number;
  readonly rowsPerImport: number;
  readonly sheets: number;
  /** Load average of the computer, every half minute. */
  readonly load: readonly number[];
}

interface Polls {
  readonly polls: number;
  readonly late: number;
  readonly p9999Ms: number;
  readonly longestMs: number;
  readonly lateAnswers: readonly { readonly atMs: number; readonly tookMs: number }[];
}

const ROWS = 500;
const PLENTY = 200;
const SLOTS_ON_SHEET = 60;
const WORK_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 30_000;
const NANO = 1e6;
const REAL_TIME = '10';
const NOT_NOW = 503;

/** Five hundred rows. Products in the machine keep their price, so that running sales stay affordable. */
function catalogue(round: number): string {
  const names = ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'];
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const item = String(index + 1);
    const selection = names[index] ?? `S${item}`;
    const price = index < names.length ? '25.00' : `${String(10 + (round % 10))}.00`;
    return `${selection},${item},Product ${item},${price},15,${String(PLENTY)},${String(PLENTY)},0`;
  });
  const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
  return [header, ...rows, ''].join('\n');
}

/** Gives programs real-time priority, as a board has its own processor. False: this user may not. */
export function runAhead(pids: readonly (number | undefined)[]): boolean {
  return pids.every((pid) => {
    const asked = ['--all-tasks', '--rr', '--pid', REAL_TIME, String(pid)];
    return spawnSync('chrt', asked).status === 0;
  });
}

const measure = createMeasure();

/** Renders the posted sheet of a machine with sixty slots and a new QR as PDF. */
async function renderSheet(round: number): Promise<void> {
  const code = `https://qr.example/${String(round)}`;
  const content = contentWith({ code, slots: slotsOf(SLOTS_ON_SHEET) });
  const pages = layoutOf(content, 'A4', { measure, printedOn: '2026-11-25' });
  const codeSvg = await drawQr(code);
  await pdfOf(pages, { title: 'Sheet', codeSvg, atMs: Date.now() });
}

async function pollsOf(on: Stage): Promise<{ polls: Polls; heldUpMs: number }> {
  const answer = await fetch(`${on.simulatorUrl}/control/polls`);
  const said: { polls: Polls; heldUpMs: number } = await answer.json();
  return said;
}

/** One purchase from scan to settlement. Resolves with its outcome, or `refused` if the scan was. */
async function sell(on: Stage, kiosk: RunningKiosk): Promise<string> {
  await until('the kiosk to be ready', () =>
    Promise.resolve(kiosk.snapshot().state === 'ready' ? true : undefined),
  );
  const scanned = await on.control<{ status: number }>('scan', { qr: MACHINE });
  if (scanned.status === NOT_NOW) return 'refused';
  const reference = await on.pendingReference();
  await on.control('approve', { reference });
  await until('the offer', () =>
    Promise.resolve(kiosk.snapshot().sale?.state === 'offering' ? true : undefined),
  );
  await on.control('press', { selection: 'B1' });
  return until(
    'the sale to be settled',
    () => {
      const sale = kiosk.snapshot().lastSales.find((one) => one.reference === reference);
      return Promise.resolve(sale?.state === 'settled' ? sale.outcome : undefined);
    },
    60_000,
  );
}

/**
 * Runs a kiosk in this process with an XY board on a real pty, while the process imports catalogues, renders posted
 * sheets and settles sales. The line is served as in `npm run kiosk:headless`.
 */
export async function measurePolls(options: {
  readonly minutes: number;
  readonly onProgress?: (line: string) => void;
}): Promise<PollReport> {
  const { minutes, onProgress = () => undefined } = options;
  const pair = await openPtyPair();
  const on = await createStage({ driver: 'xy', tty: pair, slotCount: 999_999, pollMs: 200 });
  const isBoardUndisturbed = runAhead([on.simulatorPid, pair.pid]);
  const database = openKioskDatabase(on.dataDir);
  const stores = createKioskStores(database, { nowMs: () => Date.now() });
  const at = marketDay('NO', Date.now());
  const processors = watchProcessors();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const load: number[] = [];
  const count = { sales: 0, settled: 0, refused: 0, imports: 0, sheets: 0 };
  const kiosk = await startKiosk({
    dataDir: on.dataDir,
    log: createLog({ program: 'poll-test' }),
    spawnLine: forkLine(HEADLESS, 'serve-line'),
  });
  let isOver = false;
  try {
    await until('the kiosk to be ready', () =>
      Promise.resolve(kiosk.snapshot().state === 'ready' ? true : undefined),
    );
    // Forget the polls from before the kiosk started.
    await on.control('forget-polls');
    delay.enable();
    const endAtMs = performance.now() + minutes * 60_000;
    const goesOn = (): boolean => !isOver && performance.now() < endAtMs;

    const work = async (): Promise<void> => {
      while (goesOn()) {
        const bytes = new TextEncoder().encode(catalogue(count.imports));
        const slots = readCatalogueBytes(bytes);
        if (!slots.ok) throw new Error('the catalogue has faults');
        const change = { at, by: 'poll test', detail: 'catalogue.csv' };
        const done = importCatalogue(stores, { ...change, slots: slots.value });
        if (!done.ok) throw new Error(done.error);
        count.imports += 1;
        await renderSheet(count.imports);
        count.sheets += 1;
        await pause(WORK_EVERY_MS);
      }
    };
    const customers = async (): Promise<void> => {
      while (goesOn()) {
        const outcome = await sell(on, kiosk);
        if (outcome === 'refused') count.refused += 1;
        else count.sales += 1;
        if (outcome === 'sold') count.settled += 1;
      }
    };
    const watch = async (): Promise<void> => {
      let nextAtMs = performance.now();
      while (goesOn()) {
        await pause(100);
        if (performance.now() < nextAtMs) continue;
        nextAtMs += LOOK_EVERY_MS;
        load.push(Math.round((loadavg()[0] ?? 0) * 100) / 100);
        const { polls } = await pollsOf(on);
        onProgress(JSON.stringify({ ...polls, ...count, load: load.at(-1) }));
      }
    };
    const all = [work(), customers(), watch()];
    await Promise.all(all).catch((error: unknown) => {
      isOver = true;
      throw error;
    });
    const { polls, heldUpMs } = await pollsOf(on);
    const { polls: answered, late, p9999Ms, longestMs } = polls;
    const standstills = processors.standstills();
    return {
      minutes,
      polls: answered,
      late,
      p9999Ms,
      longestMs,
      lateThoughRunning: lateThoughRunning(polls, standstills),
      standstills: standstills.length,
      longestStandstillMs: Math.round(Math.max(0, ...standstills.map(({ ms }) => ms))),
      boardHeldUpMs: heldUpMs,
      kioskHeldUpMs: Math.round(delay.max / NANO),
      isBoardUndisturbed,
      ...count,
      rowsPerImport: ROWS,
      load,
    };
  } finally {
    isOver = true;
    delay.disable();
    processors.stop();
    await kiosk.stop();
    database.close();
    await on.close();
    pair.close();
  }
}
