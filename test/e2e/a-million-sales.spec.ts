import { expect, test, type Page } from '@playwright/test';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aMillionSales } from '../support/many-sales.ts';
import { CATALOGUE, createStage, HEADLESS, run, type Stage } from '../support/stage.ts';
import { becomeFirstOwner, openWindow, shoot, tap, type Opened } from './support/window.ts';

/** Rows before the memory is measured for the first time, and all of them. */
const WARM_ROWS = 4_000;
const ALL_ROWS = 24_000;
/** As fast as a hand flicks: ten rows a frame are six hundred a second. */
const ROWS_A_FRAME = 10;
/** A frame of a screen that shows 60 in a second, and a quarter of one more for a machine at other work. */
const MOST_MEDIAN_MS = 1_000 / 48;
const MOST_GROWTH_MB = 12;

interface Scrolled {
  /** Between one frame and the next, ms, sorted. */
  readonly frames: readonly number[];
  /** Frames in which the middle of the list had no sale to show yet. */
  readonly blank: number;
}

/** Fills the stage's machine with a past of a million sales. */
async function fill(stage: Stage): Promise<void> {
  const path = join(stage.dataDir, 'kiosk.db');
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  copyFileSync(aMillionSales(), path);
  const catalogue = join(stage.folder, 'catalogue.csv');
  writeFileSync(catalogue, CATALOGUE);
  await run([HEADLESS, 'catalogue', 'import', catalogue, '--data-dir', stage.dataDir]);
}

async function scrollTo(page: Page, rows: number): Promise<Scrolled> {
  return page.evaluate(
    async ({ upTo, step }) => {
      const list = document.querySelector('[data-testid=sale-list]');
      const rowPx = list?.querySelector('[data-part="sale-place"]')?.clientHeight ?? 0;
      if (list === null || rowPx === 0) throw new Error('There is no list.');
      const box = list.getBoundingClientRect();
      const frame = (): Promise<number> =>
        new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      const frames: number[] = [];
      let blank = 0;
      let last = await frame();
      while (list.scrollTop / rowPx < upTo) {
        list.scrollTop += step * rowPx;
        const now = await frame();
        frames.push(now - last);
        last = now;
        const middle = document.elementFromPoint(box.x + 50, box.y + box.height / 2);
        if (middle?.closest('[data-testid=sale-row]') === null) blank += 1;
      }
      return { frames: frames.sort((one, other) => one - other), blank };
    },
    { upTo: rows, step: ROWS_A_FRAME },
  );
}

/** What is used after everything that can be thrown away is. */
async function memory({ app, page }: Opened): Promise<{ heapMb: number; mainMb: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const rss = await app.evaluate(() => process.memoryUsage().rss);
  return { heapMb: usedSize / 1e6, mainMb: rss / 1e6 };
}

const round = (value: number): number => Math.round(value * 10) / 10;

test('a million sales scroll as fast as the screen draws, and memory stays flat', async () => {
  const stage = await createStage();
  await fill(stage);
  const opened = await openWindow(stage, '1024x600');
  const { app, page } = opened;
  try {
    await becomeFirstOwner(page);
    await tap(page, 'place-sales');
    await expect(page.getByTestId('sale-row').first()).toBeVisible();
    await scrollTo(page, WARM_ROWS);
    const before = await memory(opened);
    const { frames, blank } = await scrollTo(page, ALL_ROWS);
    const after = await memory(opened);
    await shoot(page, 'sales-million-1024x600');
    const at = (part: number): number => frames[Math.floor(frames.length * part)] ?? Infinity;
    const figures = {
      rows: ALL_ROWS,
      frames: frames.length,
      blankFrames: blank,
      medianMs: round(at(0.5)),
      p95Ms: round(at(0.95)),
      p99Ms: round(at(0.99)),
      fpsMedian: round(1_000 / at(0.5)),
      heapMb: [round(before.heapMb), round(after.heapMb)],
      mainMb: [round(before.mainMb), round(after.mainMb)],
    };
    process.stdout.write(`${JSON.stringify({ millionSalesScrolled: figures })}\n`);
    expect(at(0.5)).toBeLessThan(MOST_MEDIAN_MS);
    expect(blank).toBeLessThan(frames.length / 20);
    expect(after.heapMb - before.heapMb).toBeLessThan(MOST_GROWTH_MB);
    expect(after.mainMb - before.mainMb).toBeLessThan(4 * MOST_GROWTH_MB);
  } finally {
    await app.close();
    await stage.close();
  }
});
