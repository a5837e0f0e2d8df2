import { _electron, expect, test } from '@playwright/test';
import { join } from 'node:path';
import { electronCommand } from '../../scripts/window.ts';
import { createStage } from '../support/stage.ts';
import { ROOT, shoot } from './support/window.ts';

test('the page of the simulated board shows its motors turning, and how each of them is', async () => {
  const stage = await createStage({ driver: 'xy', vendMs: 3_000 });
  const { statusPort } = await stage.startKiosk();
  const { command, args } = await electronCommand(join(ROOT, 'scripts/demo-page'));
  const app = await _electron.launch({
    executablePath: command,
    args: [...args],
    env: { ...process.env, VENDSKAP_PAGE: stage.simulatorUrl },
  });
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
