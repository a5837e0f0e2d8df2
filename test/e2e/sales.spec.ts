import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createStage, freePort, MACHINE, type Stage } from '../support/stage.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHOTS = join(ROOT, 'artifacts/screenshots');
/** As the demand says: a sale by amount and hour. */
const MOST_TAPS = 6;

async function open(stage: Stage, size: string): Promise<ElectronApplication> {
  const found = spawnSync(process.execPath, [join(ROOT, 'scripts/electron-dist.mjs')], {
    encoding: 'utf8',
  });
  const { executable }: { executable: string } = JSON.parse(found.stdout);
  const rootOnly = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const port = String(await freePort());
  return _electron.launch({
    executablePath: executable,
    args: [
      ROOT,
      ...rootOnly,
      ...['--data-dir', stage.dataDir, '--status-port', port, '--window-size', size],
    ],
    env: { ...process.env, VENDSKAP_LOG: 'warn' },
  });
}

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `sales-${name}.png`) });
}

async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('p, h1, h2, li, b, small, button')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => element.textContent),
  );
  expect(cut).toEqual([]);
}

/** A customer buys B1. */
async function sell(page: Page, stage: Stage): Promise<void> {
  await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'ready', {
    timeout: 20_000,
  });
  await stage.control('scan', { qr: MACHINE });
  const reference = await stage.pendingReference();
  await stage.control('approve', { reference });
  await expect(page.getByTestId('sale')).toHaveAttribute('data-state', 'offering');
  await stage.machineState('session');
  await stage.control('press', { selection: 'B1' });
  expect(await stage.settledSale()).toMatchObject({ captured: 2500, released: 700 });
}

async function hold(page: Page, testId: string): Promise<void> {
  const button = page.getByTestId(testId);
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (box === null) throw new Error(`${testId} is not there.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expect(page.getByTestId('toast')).toBeVisible({ timeout: 5_000 });
  await page.mouse.up();
}

for (const size of ['1024x600', '1280x800', '800x480', '600x1024']) {
  test(`a sale is found by amount and hour, told and refunded at ${size}`, async () => {
    const stage = await createStage();
    const app = await open(stage, size);
    try {
      const page = await app.firstWindow();
      await sell(page, stage);
      await page.evaluate(async () => {
        const bridge: unknown = Reflect.get(window, 'kiosk');
        const create: unknown = Reflect.get(Object(bridge), 'createFirstOwner');
        if (typeof create !== 'function') throw new Error('There is no bridge.');
        await Reflect.apply(create, bridge, [{ name: 'Ada', pin: '908172', language: 'en' }]);
      });
      let taps = 0;
      const tap = async (testId: string): Promise<void> => {
        taps += 1;
        await page.getByTestId(testId).first().click();
      };
      await tap('place-sales');
      await expect(page.getByTestId('sale-row')).toHaveCount(1);
      await shoot(page, `${size}-1-list`);
      await expectNothingCut(page);
      await tap('filter-amount');
      await shoot(page, `${size}-2-amounts`);
      await tap('amount-2500');
      await tap('filter-time');
      await shoot(page, `${size}-3-hours`);
      const began = Date.parse((await stage.settledSale()).startedAt);
      await tap(`hour-${String(new Date(began).getHours())}`);
      await tap('sale-row');
      expect(taps).toBeLessThanOrEqual(MOST_TAPS);
      for (const kind of [
        'customer.checkedIn',
        'payment.authorized',
        'vend.succeeded',
        'payment.captured',
        'receipt.posted',
      ]) {
        await expect(page.getByTestId(`step-${kind}`)).toHaveCount(1);
      }
      await shoot(page, `${size}-4-sale`);
      await expectNothingCut(page);
      await page.getByTestId('reason-damaged').click();
      await hold(page, 'refund-hold');
      await expect(page.getByTestId('step-payment.refunded')).toContainText('25.00');
      await expect(page.getByTestId('refund')).toHaveCount(0);
      await shoot(page, `${size}-5-refunded`);
      expect((await stage.ledger())[0]).toMatchObject({ captured: 2500, refunded: 2500 });
      await page.getByTestId('back').click();
      await tap('filter-state');
      await shoot(page, `${size}-6-states`);
      await tap('state-sold');
      await expect(page.getByTestId('sale-row')).toHaveCount(0);
      await shoot(page, `${size}-7-none`);
      await tap('show-all');
      await expect(page.getByTestId('sale-row')).toHaveCount(1);
    } finally {
      await app.close();
      await stage.close();
    }
  });
}
