import { expect, test } from '@playwright/test';
import { openWindowAlone, PINS } from '../support/window-alone.ts';
import { expectTargets, resize } from './support/panel.ts';
import { expectNothingCut, shoot, signIn, tap } from './support/window.ts';

const SIZES = ['1280x800', '1024x600', '800x480'] as const;
const LEAST_MM = 12.7;

test('whose work is in the program, and under which licence, is read on every panel', async () => {
  const window = await openWindowAlone();
  const { page } = window;
  try {
    await signIn(page, PINS.Ola, 'Ola');
    await tap(page, 'place-health');
    await tap(page, 'way-licences');
    for (const size of SIZES) {
      await resize(window, size);
      await expect(page.getByTestId('licence-@fontsource/inter')).toBeAttached();
      await expectTargets(page, LEAST_MM);
      await expectNothingCut(page);
      await shoot(page, `licences-${size}`);
      // All the way down, and back up to the font.
      await page.getByTestId('licence-zustand').scrollIntoViewIfNeeded();
      await shoot(page, `licences-end-${size}`);
      await tap(page, 'licence-@fontsource/inter');
      await expect(page.getByTestId('licence-text')).toContainText('SIL OPEN FONT LICENSE');
      await expectNothingCut(page);
      await shoot(page, `licence-${size}`);
      await tap(page, 'licence-@fontsource/inter');
      await expect(page.getByTestId('licence-text')).toHaveCount(0);
    }
    await tap(page, 'back');
    await shoot(page, 'health-licences-800x480');
  } finally {
    await window.close();
  }
});
