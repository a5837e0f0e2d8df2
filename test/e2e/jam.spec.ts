import { expect, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStage, until } from '../support/stage.ts';
import {
  becomeFirstOwner,
  expectNothingCut,
  hold,
  openWindow,
  shoot,
  signIn,
} from './support/window.ts';

for (const size of ['1024x600', '1280x800']) {
  test(`a jam at ${size}: nobody pays, the technician sees which motor and why, and brings it back`, async () => {
    const stage = await createStage({ driver: 'xy' });
    const { app, page, statusPort } = await openWindow(stage, size);
    const shot = (name: string): Promise<void> => shoot(page, `jam-${size}-${name}`);
    try {
      await becomeFirstOwner(page);
      await shot('0-home');
      await page.getByTestId('back-in-sale').click();
      await stage.readyStatus(statusPort);
      await stage.control('motor', { selection: 'B1', state: 'jammed' });
      await stage.scanAndApprove();
      await stage.choose(statusPort, 'B1');
      expect(await stage.settledSale()).toMatchObject({
        outcome: 'vendFailed',
        captured: 0,
        released: 3200,
      });
      await expect(page.getByTestId('stock-note').first()).toContainText('B1');
      await expectNothingCut(page);
      await shot('1-status-after');

      await signIn(page);
      await expect(page.getByTestId('fault-motorJammed')).toContainText('B1');
      await shot('2-home-fault');
      await page.getByTestId('place-health').click();
      await expect(page.getByTestId('fault-motorJammed')).toContainText('EJC');
      await expectNothingCut(page);
      await shot('3-health');
      await page.getByTestId('way-motors').click();
      await expect(page.getByTestId('motor-B1')).toHaveAttribute('data-state', 'jammed');
      await page.getByTestId('motor-B1').click();
      await expect(page.getByTestId('motor-panel')).toContainText('B1');
      await expectNothingCut(page);
      await shot('4-motor-jammed');

      // The product has been freed by hand.
      await stage.control('motor', { selection: 'B1', state: 'ok' });
      await hold(page, 'turn-motor');
      await expect(page.getByTestId('last-task')).toHaveAttribute('data-outcome', 'done');
      await shot('5-turned');
      await page.getByTestId('clear-slot').click();
      await expect(page.getByTestId('motor-B1')).toHaveAttribute('data-state', 'ok');
      await expect(page.getByTestId('clear-slot')).toHaveAttribute('aria-disabled', 'true');
      await shot('6-cleared');
      await page.getByTestId('back-in-sale').click();

      await stage.readyStatus(statusPort);
      await stage.scanAndApprove();
      await stage.choose(statusPort, 'B1');
      const sold = await until('the second sale', async () => {
        const sale = (await stage.sales()).at(-1);
        return sale?.state === 'settled' && sale.outcome === 'sold' ? sale : undefined;
      });
      expect(sold).toMatchObject({ captured: 2500, released: 700 });
      await shot('7-sells-again');
      await signIn(page);
      await page.getByTestId('place-health').click();
      await page.getByTestId('way-speed').click();
      await expect(page.getByTestId('step-drop')).toContainText(/\d\ss/);
      await expectNothingCut(page);
      await shot('8-speed');
      await page.getByTestId('back').click();
      await page.getByTestId('way-past').click();
      await expect(page.getByTestId('past-motorJammed')).toContainText('Slot B1 is stuck');
      await shot('9-past');
    } finally {
      await app.close();
      await stage.close();
    }
  });
}

test('every motor is looked at from the screen, and what belongs to the machine is set', async () => {
  const stage = await createStage({ driver: 'xy' });
  const media = mkdtempSync(join(tmpdir(), 'vendskap-media-'));
  mkdirSync(join(media, 'STICK'));
  const { app, page } = await openWindow(stage, '1024x600', ['--usb-dir', media]);
  try {
    await becomeFirstOwner(page);
    await stage.control('motor', { selection: 'A2', state: 'missing' });
    await page.getByTestId('place-health').click();
    await page.getByTestId('way-motors').click();
    await page.getByTestId('scan-motors').click();
    await expect(page.getByTestId('last-task')).toHaveAttribute('data-outcome', 'found-fault');
    await expect(page.getByTestId('motor-A2')).toHaveAttribute('data-state', 'missing');
    await expect(page.getByTestId('motor-A1')).toHaveAttribute('data-state', 'ok');
    await shoot(page, 'motors-scanned-1024x600');
    await page.getByTestId('back').click();
    await page.getByTestId('way-devices').click();
    await page.getByTestId('test-drop-sensor').click();
    await expect(page.getByTestId('last-task')).toHaveAttribute('data-outcome', 'done');
    await expectNothingCut(page);
    await shoot(page, 'devices-1024x600');
    await page.getByTestId('back').click();
    await page.getByTestId('way-temperature').click();
    await expect(page.getByTestId('celsius')).toContainText('°C');
    await expectNothingCut(page);
    await shoot(page, 'temperature-1024x600');
    expect(await stage.dispensed()).toHaveLength(0);
    await page.getByTestId('back').click();
    await page.getByTestId('way-motors').click();
    await page.getByTestId('motor-A1').click();
    await hold(page, 'test-vend');
    await expect(page.getByTestId('last-task')).toContainText('Test vend A1');
    await page.getByTestId('back').click();

    await page.getByTestId('way-traffic').click();
    await expect(
      page.getByTestId('traffic-line').filter({ hasText: 'Drive slot A1' }),
    ).toBeVisible();
    await page.getByTestId('traffic-hold').click();
    await expectNothingCut(page);
    await shoot(page, 'traffic-1024x600');
    await page.getByTestId('back').click();
    await page.getByTestId('way-past').click();
    await expect(page.getByTestId('test-vends')).toContainText('A1: dropped');
    await expectNothingCut(page);
    await shoot(page, 'past-1024x600');
    await page.getByTestId('back').click();
    await page.getByTestId('way-speed').click();
    await expect(page.getByTestId('round-trip')).toContainText('ms');
    await expectNothingCut(page);
    await shoot(page, 'speed-1024x600');
    await page.getByTestId('back').click();
    await page.getByTestId('way-support').click();
    await expect(page.getByTestId('facts')).toContainText('Vendskap');
    await expectNothingCut(page);
    await shoot(page, 'support-1024x600');
    await page.getByTestId('save-bundle').click();
    await expect(page.getByTestId('toast')).toContainText('.tar.gz on STICK');
    expect(readdirSync(join(media, 'STICK'))).toHaveLength(1);
    expect(await stage.sales()).toEqual([]);
  } finally {
    await app.close();
    await stage.close();
  }
});

test('a machine that owns its motors says where to test them', async () => {
  const stage = await createStage();
  const { app, page } = await openWindow(stage, '1024x600');
  try {
    await becomeFirstOwner(page);
    await page.getByTestId('place-health').click();
    await expect(page.getByTestId('screen')).toContainText('own keypad');
    await expect(page.getByTestId('way-motors')).toHaveCount(0);
    await shoot(page, 'health-adapter-1024x600');
  } finally {
    await app.close();
    await stage.close();
  }
});
