import type { Page } from '@playwright/test';

/** Counts what a finger does, in the window itself. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.body.dataset['taps'] = '0';
    const add = (): void => {
      const taps = Number(document.body.dataset['taps']) + 1;
      document.body.dataset['taps'] = String(taps);
    };
    document.addEventListener('pointerdown', add, true);
  });
  return () => page.evaluate(() => Number(document.body.dataset['taps']));
}
