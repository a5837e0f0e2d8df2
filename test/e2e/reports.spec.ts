import { expect, test } from '@playwright/test';
import { openDatabase } from '#sqlite/database.ts';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { seedManySales } from '../support/many-sales.ts';
import { CATALOGUE, createStage, HEADLESS, run, type Stage } from '../support/stage.ts';
import { becomeFirstOwner, expectNothingCut, openWindow, shoot, tap } from './support/window.ts';
import { resize } from './support/panel.ts';

const DAY = 86_400_000;
const SIZES = ['800x480', '600x1024', '1280x800', '1024x600'];

/** Six weeks of sales, and two things that a person should see to. */
async function fill(stage: Stage): Promise<void> {
  const path = join(stage.dataDir, 'kiosk.db');
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  seedManySales({ path, count: 4_000, untilMs: Date.now(), spanMs: 42 * DAY });
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  for (const [kind, detail] of [
    ['slotLatched', '3'],
    ['moneyMovedElsewhere', 'REFUNDED 500'],
  ]) {
    database.run(
      `INSERT INTO review (reference, at, kind, detail, selection)
       SELECT reference, started_at, ?, ?, selection FROM sale WHERE selection IS NOT NULL
       ORDER BY started_at DESC LIMIT 1`,
      kind ?? '',
      detail ?? '',
    );
  }
  database.close();
  const catalogue = join(stage.folder, 'catalogue.csv');
  writeFileSync(catalogue, CATALOGUE);
  await run([HEADLESS, 'catalogue', 'import', catalogue, '--data-dir', stage.dataDir]);
}

test('what was sold is read across the room, and what is to be seen to is seen to', async () => {
  const stage = await createStage();
  await fill(stage);
  const sticks = join(stage.folder, 'sticks');
  mkdirSync(join(sticks, 'KINGSTON'), { recursive: true });
  const opened = await openWindow(stage, '1024x600', ['--usb-dir', sticks]);
  const { app, page } = opened;
  try {
    await becomeFirstOwner(page);
    await expect(page.getByTestId('place-more')).toContainText('2');
    await tap(page, 'place-more');
    await tap(page, 'tile-reviews');
    await expect(page.getByTestId('review-slotLatched')).toBeVisible();
    for (const size of SIZES) {
      await resize(opened, size);
      await shoot(page, `reviews-${size}`);
      await expectNothingCut(page);
    }
    await tap(page, 'review-close');
    await expect(page.getByTestId('review-moneyMovedElsewhere')).toHaveCount(0);
    await expect(page.getByTestId('place-more')).toContainText('1');
    await shoot(page, 'reviews-closed-1024x600');
    await page.getByTestId('toast').getByRole('button').first().click();
    await expect(page.getByTestId('review-moneyMovedElsewhere')).toBeVisible();
    await tap(page, 'review-sale');
    await expect(page.getByTestId('reference')).toBeVisible();

    await page.getByTestId('toast').getByRole('button').last().click();
    await tap(page, 'place-more');
    await tap(page, 'tile-reports');
    await expect(page.getByTestId('report-sum')).toBeVisible();
    await shoot(page, 'reports-day-1024x600');
    await tap(page, 'period-month');
    await tap(page, 'report-earlier');
    await expect(page.getByTestId('plot')).toBeVisible();
    for (const size of SIZES) {
      await resize(opened, size);
      await shoot(page, `reports-month-${size}`);
      await expectNothingCut(page);
    }
    await tap(page, 'view-product');
    await expect(page.getByTestId('report-lines')).toBeVisible();
    await shoot(page, 'reports-products-1024x600');
    await expectNothingCut(page);
    await tap(page, 'report-export');
    await tap(page, 'stick');
    await expect(page.getByTestId('toast')).toContainText('month');
    const [file = ''] = readdirSync(join(sticks, 'KINGSTON'));
    const rows = readFileSync(join(sticks, 'KINGSTON', file), 'utf8').split('\n');
    expect(rows[1]).toMatch(/^all,/);
    expect(rows.filter((row) => row.startsWith('time,')).length).toBeGreaterThan(27);
  } finally {
    await app.close();
    await stage.close();
  }
});
