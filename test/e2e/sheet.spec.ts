import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCups } from '../support/cups.ts';
import { readPdf } from '../support/pdf.ts';
import { CATALOGUE, createStage, HEADLESS, run, until } from '../support/stage.ts';
import {
  becomeFirstOwner,
  expectNothingCut,
  openWindow,
  OWNER_PIN,
  shoot,
} from './support/window.ts';

/** Everything a finger taps from now on, the digits of a PIN left out. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.body.dataset['taps'] = '0';
    addEventListener(
      'click',
      ({ target }) => {
        const isPin = target instanceof Element && target.closest('.pin-pad') !== null;
        const taps = Number(document.body.dataset['taps']);
        if (!isPin) document.body.dataset['taps'] = String(taps + 1);
      },
      true,
    );
  });
  return () => page.evaluate(() => Number(document.body.dataset['taps']));
}

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [wide, high]) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(wide ?? 0, high ?? 0);
    },
    [width, height],
  );
}

async function speak(page: Page, language: string): Promise<void> {
  await page.getByTestId('back-in-sale').click();
  await page.getByTestId('language').click();
  await page.getByTestId(`language-${language}`).click();
}

test('the sheet is printed from the screen, out of date after a price, and printed again in 4 taps', async () => {
  test.setTimeout(120_000);
  const cups = await startCups();
  process.env['CUPS_SERVER'] = cups.server;
  const stage = await createStage();
  const { app, page, statusPort } = await openWindow(stage, '1024x600');
  try {
    await becomeFirstOwner(page);
    await page.getByTestId('place-sheet').click();
    await expect(page.getByTestId('preview')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'unprinted');
    await expectNothingCut(page);
    await shoot(page, 'sheet-1024x600-new');

    // Nothing is lost and all is said where there is no printer.
    await page.getByTestId('print-sheet').click();
    await expect(page.getByTestId('toast')).toContainText('No printer is set up');
    await page.getByTestId('way-printers').click();
    await expect(page.getByTestId('screen')).toContainText('Plug one in');
    await shoot(page, 'printers-1024x600-none');
    cups.addPdfQueue('PDF');
    await page.getByTestId('test-on-PDF').click();
    await expect(page.getByTestId('print')).toHaveAttribute('data-state', 'done', {
      timeout: 20_000,
    });
    expect(cups.printed('vm-0001-test')).toBeDefined();
    await expectNothingCut(page);
    await shoot(page, 'printers-1024x600');
    await page.getByTestId('back').click();

    // Who sells, typed on the screen; a wrong number is refused in words.
    await page.getByTestId('way-operator').click();
    await page.getByTestId('operator-number').click();
    for (const digit of '974760674') await page.getByTestId(`key-${digit}`).click();
    await expect(page.getByRole('dialog')).toContainText('9 digits in Norway');
    await page.getByTestId('key-delete').click();
    await page.getByTestId('key-3').click();
    await page.getByTestId('editor-done').click();
    await expect(page.getByTestId('operator-number')).toContainText('974 760 673');
    await expectNothingCut(page);
    await shoot(page, 'operator-1024x600');
    await page.getByTestId('back').click();

    await page.getByTestId('second-language-en').click();
    await page.getByTestId('print-sheet').click();
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'current', {
      timeout: 20_000,
    });
    const first = await until('the file', () => Promise.resolve(cups.printed('vm-0001-sheet')));
    expect(readPdf(first).code?.content).toContain('https://qr.vipps.no/');
    await shoot(page, 'sheet-1024x600-current');

    // A price changes on the command line; the sheet says which.
    await page.getByTestId('back-in-sale').click();
    await stage.readyStatus(statusPort);
    const dearer = join(stage.folder, 'dearer.csv');
    writeFileSync(dearer, CATALOGUE.replace('30.00', '31.00'));
    const imported = ['catalogue', 'import', dearer, '--data-dir', stage.dataDir];
    expect(await run([HEADLESS, ...imported])).toMatchObject({ code: 0 });
    const taps = await countTaps(page);
    await page.getByTestId('service').click();
    for (const digit of OWNER_PIN) await page.getByTestId(`key-${digit}`).click();
    await page.getByTestId('place-sheet').click();
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'outdated');
    await expect(page.getByTestId('sheet-news')).toContainText('31.00');
    await shoot(page, 'sheet-1024x600-outdated');
    await page.getByTestId('print-sheet').click();
    expect(await taps()).toBeLessThanOrEqual(4);
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'current', {
      timeout: 20_000,
    });
    const again = await until('the file', () => Promise.resolve(cups.printed('vm-0001-sheet')));
    expect(readPdf(again).code?.content).toContain('https://qr.vipps.no/');

    // A stopped queue keeps it, says so, and lets go of it.
    cups.run('cupsdisable', '-r', 'Being cleaned', 'PDF');
    await page.getByTestId('print-sheet').click();
    await expect(page.getByTestId('print')).toHaveAttribute('data-state', 'stopped', {
      timeout: 20_000,
    });
    await expect(page.getByTestId('print')).toContainText('start it again');
    await shoot(page, 'sheet-1024x600-stopped');
    await page.getByTestId('cancel-print').click();
    await expect(page.getByTestId('print')).toHaveAttribute('data-state', 'cancelled', {
      timeout: 20_000,
    });

    for (const [width, height] of [
      [800, 480],
      [600, 1024],
      [1280, 800],
    ] as const) {
      await resize(app, width, height);
      await page.getByTestId('place-sheet').click();
      await expectNothingCut(page);
      await shoot(page, `sheet-${String(width)}x${String(height)}`);
    }
    await page.getByTestId('way-posted').click();
    await expect(page.getByTestId('posted-list')).toContainText('cancelled');
    await expectNothingCut(page);
    await shoot(page, 'posted-1280x800');
    await resize(app, 1024, 600);
    for (const language of ['nb', 'sv', 'da', 'fi']) {
      await speak(page, language);
      await page.getByTestId('service').click();
      for (const digit of OWNER_PIN) await page.getByTestId(`key-${digit}`).click();
      await page.getByTestId('place-sheet').click();
      await expect(page.getByTestId('sheet-news')).toBeVisible();
      await expectNothingCut(page);
      await shoot(page, `sheet-1024x600-${language}`);
    }
  } finally {
    delete process.env['CUPS_SERVER'];
    await app.close();
    await stage.close();
    await cups.stop();
  }
});
