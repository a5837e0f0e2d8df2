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

/** What the board and the kiosk saw in one run. Milliseconds unless said otherwise. */
export interface PollReport {
  readonly minutes: number;
  readonly polls: number;
  /** Answered after more than 100 ms, or never. */
  readonly late: number;
  /** Those of them that the computer itself does not explain: more than 100 ms in which it ran. */
  readonly lateThoughRunning: number;
  /** How often and how long at most a processor ran nothing at all, 20 ms or more. */
  readonly standstills: number;
  readonly longestStandstillMs: number;
  readonly p9999Ms: number;
  readonly longestMs: number;
  /** The longest that the simulated board itself could not run: it is part of what the board measured. */
  readonly boardHeldUpMs: number;
  /** The longest that the kiosk's process could not run. */
  readonly kioskHeldUpMs: number;
  /** Whether the board and its cable were given what a board has: a processor that nobody else uses. */
  readonly isBoardUndisturbed: boolean;
  readonly sales: number;
  readonly settled: number;
  /** Scans of a machine that was not ready after all; the customer scans again. */
  readonly refused: number;
  readonly imports: number;
  readonly rowsPerImport: number;
  readonly sheets: number;
  /** Load averages of the computer, one each half minute. */
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

/** Five hundred rows; what is in the machine keeps its price, so that nobody's choice becomes too dear meanwhile. */
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

/** A board has a processor of its own: the programs that stand for it go first. False: this user may not say so. */
export function undisturbed(pids: readonly (number | undefined)[]): boolean {
  return pids.every((pid) => {
    const asked = ['--all-tasks', '--rr', '--pid', REAL_TIME, String(pid)];
    return spawnSync('chrt', asked).status === 0;
  });
}

const measure = createMeasure();

/** The posted sheet of a machine with sixty slots, with a QR of its own, as a PDF. */
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

/** A customer scans, approves, chooses and gets it; resolves when the money is settled, or the scan is refused. */
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
 * A kiosk in this very process, with an XY board at the other end of a real pty, while this process imports
 * catalogues, renders the posted sheet and settles sales. The line is served as in `npm run kiosk:headless`.
 */
export async function measurePolls(options: {
  readonly minutes: number;
  readonly onProgress?: (line: string) => void;
}): Promise<PollReport> {
  const { minutes, onProgress = () => undefined } = options;
  const pair = await openPtyPair();
  const on = await createStage({ driver: 'xy', tty: pair, slotCount: 999_999, pollMs: 200 });
  const isBoardUndisturbed = undisturbed([on.simulatorPid, pair.pid]);
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
    // Nobody answered before the kiosk was there.
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
