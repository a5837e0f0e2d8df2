import { expect, test } from '@playwright/test';
import { createStage } from '../support/stage.ts';
import { expectTargets } from './support/panel.ts';
import { becomeFirstOwner, expectNothingCut, openWindow, shoot } from './support/window.ts';

for (const driver of ['xy', 'qibixx'] as const) {
  test(`a key of the machine is pressed and its slot is tapped, on ${driver}; nothing is sold`, async () => {
    const stage = await createStage({
      driver,
      sessionMode: driver === 'xy' ? 'authorise-first' : 'always-idle',
    });
    const { app, page } = await openWindow(stage, '1024x600');
    try {
      await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'ready');
      await becomeFirstOwner(page);
      await page.getByTestId('place-machine').click();
      await page.getByTestId('learn').click();
      await expect(page.getByTestId('screen')).toContainText('Press a key at the machine.');
      await stage.control('press', { selection: 'A2' });
      await expect(page.getByTestId('learn-said')).toContainText('It belongs to A2 Water.');
      await expectNothingCut(page);
      await expectTargets(page, 14);
      await shoot(page, `learn-${driver}-1024x600`);
      await page.getByTestId('learn-A1').click();
      await expect(page.getByTestId('toast')).toContainText('A1 has the number 2 now.');
      await expect(page.getByTestId('learn-said')).toContainText('It belongs to A1 Cola.');
      await page.getByTestId('undo').click();
      await expect(page.getByTestId('learn-said')).toContainText('It belongs to A2 Water.');
      expect(await stage.ledger()).toEqual([]);
      expect(await stage.dispensed()).toEqual([]);
      expect(await stage.sales()).toEqual([]);
    } finally {
      await app.close();
      await stage.close();
    }
  });
}
