import { _electron, expect, test, type ElectronApplication } from '@playwright/test';
import { join } from 'node:path';
import { electronCommand } from '../../scripts/window.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { ROOT, shoot } from './support/window.ts';

async function openPage({ simulatorUrl }: Stage): Promise<ElectronApplication> {
  const { command, args } = await electronCommand(join(ROOT, 'scripts/demo-page'));
  return _electron.launch({
    executablePath: command,
    args: [...args],
    env: { ...process.env, VENDSKAP_PAGE: simulatorUrl },
  });
}

test('the page of the simulated board shows its motors turning, and how each of them is', async () => {
  const stage = await createStage({ driver: 'xy', vendMs: 3_000 });
  const { statusPort } = await stage.startKiosk();
  const app = await openPage(stage);
  try {
    const page = await app.firstWindow();
    const slot = (selection: string): ReturnType<typeof page.locator> =>
      page.locator(`[data-selection="${selection}"]`);
    await page.locator('#motor').selectOption('A2');
    await page.locator('#motor-state').selectOption('jammed');
    await expect(slot('A2').locator('.motor-state')).toHaveText('jammed');
    await stage.readyStatus(statusPort);
    await stage.scanAndApprove();
    await stage.choose(statusPort, 'B1');
    await expect(slot('B1').locator('.spiral.turning')).toBeVisible();
    await shoot(page, 'simulator-board');
    await expect(slot('B1').locator('.spiral.turning')).toHaveCount(0, { timeout: 15_000 });
    expect((await stage.settledSale()).outcome).toBe('sold');
  } finally {
    await app.close();
    await stage.close();
  }
});

test('the page stands beside the kiosk; its phone tells how a sale and a story ended', async () => {
  const stage = await createStage();
  const { statusPort } = await stage.startKiosk();
  const app = await openPage(stage);
  try {
    const page = await app.firstWindow();
    const { area, bounds } = await app.evaluate(({ BrowserWindow, screen }) => ({
      area: screen.getPrimaryDisplay().workArea,
      bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
    }));
    expect(bounds).toMatchObject({ x: area.x + 1_024, width: area.width - 1_024 });
    await stage.readyStatus(statusPort);
    await page.locator('#scan').click();
    await page.locator('#approve').click();
    await expect(page.locator('#screen')).toContainText('Choose on the machine.');
    await stage.machineState('session');
    await page.locator('[data-selection="B1"]').click();
    await expect(page.locator('#screen')).toHaveText('You paid 25.00; 7.00 came back.');
    await expect(page.locator('#receipt')).toContainText('Chocolate25.00of which VAT 15 %3.26');
    await shoot(page, 'simulator-paid');
    await page.locator('[data-story="nothing-drops"]').click();
    await expect(page.locator('.telling .end b')).toHaveText('Nothing dropped, nothing charged.', {
      timeout: 60_000,
    });
    await expect(page.locator('#screen')).toHaveText('Nothing dropped, nothing charged.');
    await expect(page.locator('.telling .amount')).toHaveText([
      /reserved.32\.00/,
      /charged.0\.00/,
      /released.32\.00/,
      /refunded.0\.00/,
    ]);
    await shoot(page, 'simulator-story');
  } finally {
    await app.close();
    await stage.close();
  }
});
