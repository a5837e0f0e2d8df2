import { expect, test, type Page } from '@playwright/test';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyFile, HEADER } from '../support/faulty-catalogue.ts';
import { localDay } from '../../src/main/runtime/local-time.ts';
import { createStage, HEADLESS, MACHINE, run, type Stage } from '../support/stage.ts';
import { expectTargets, resize, speak } from './support/panel.ts';
import {
  becomeFirstOwner,
  expectNothingCut,
  openWindow,
  shoot,
  type Opened,
} from './support/window.ts';

const LOOKS = [
  ...LANGUAGES.map((language) => ({ size: '1024x600', language })),
  { size: '1280x800', language: 'sv' as const },
  { size: '800x480', language: 'fi' as const },
  { size: '600x1024', language: 'nb' as const },
];
/** A1 dearer, A2 counted, B1 gone, and two that are new. */
const LIST = [
  'A1,1,Cola,32.50,15,8,10,0',
  'A2,2,Water,20.00,15,6,10,0',
  'C1,11,Proteinbar peanøtt og karamell,35.00,15,8,8,0',
  'C2,12,Energy drink,40.00,25,8,8,16',
];

test.describe('product lists on a stick', () => {
  test.describe.configure({ mode: 'serial' });
  let stage: Stage;
  let opened: Opened;
  let page: Page;
  let stick: string;

  const catalogue = async (): Promise<string> => {
    const done = await run([HEADLESS, 'catalogue', 'export', '--data-dir', stage.dataDir]);
    return done.stdout;
  };
  const openProducts = async (): Promise<void> => {
    await page.getByTestId('place-home').click();
    await page.getByTestId('place-more').click();
    await page.getByTestId('tile-products').click();
  };

  test.beforeAll(async () => {
    stage = await createStage();
    stick = join(stage.folder, 'media', 'STICK');
    mkdirSync(join(stage.folder, 'media'));
    opened = await openWindow(stage, '1024x600', ['--usb-dir', join(stage.folder, 'media')]);
    page = opened.page;
    await becomeFirstOwner(page);
  });

  test.afterAll(async () => {
    await opened.app.close();
    await stage.close();
  });

  test('a stick is plugged in, the list is saved to it, and changes nothing when it is read again', async () => {
    await openProducts();
    await expect(page.getByTestId('screen')).toContainText('No USB stick is plugged in.');
    await shoot(page, 'products-no-stick-1024x600');
    mkdirSync(stick);
    await expect(page.getByTestId('screen')).toContainText('No product list');
    await page.getByTestId('products-export').click();
    await page.getByTestId('stick').click();
    await expect(page.getByTestId('toast')).toContainText('STICK');
    await page.getByTestId('toast-close').click();
    const name = `${MACHINE}-products-${localDay(Date.now())}.csv`;
    expect(readFileSync(join(stick, name), 'utf8')).toBe(await catalogue());
    await openProducts();
    await page.getByTestId(`file-${name}`).click();
    await expect(page.getByTestId('screen')).toContainText('all are so already');
    await expect(page.getByTestId('import')).toHaveAttribute('aria-disabled', 'true');
  });

  test('what would change is shown old → new, imported as one change, and taken back', async () => {
    writeFileSync(join(stick, 'new.csv'), [HEADER, ...LIST, ''].join('\n'));
    const before = await catalogue();
    await openProducts();
    await page.getByTestId('file-new.csv').click();
    await expect(page.getByTestId('import-rows')).toContainText(/Price: kr\s30.00/);
    await expect(page.getByTestId('import-rows')).toContainText('32.50');
    await expect(page.getByTestId('import-sum')).toContainText('2 new');
    await expectNothingCut(page);
    await shoot(page, 'products-preview-1024x600');
    expect(await catalogue()).toBe(before);
    await page.getByTestId('import').click();
    await expect(page.getByTestId('toast')).toContainText('Imported: 2 new');
    await shoot(page, 'products-imported-1024x600');
    expect((await catalogue()).trim().split(/\r?\n/).slice(1)).toEqual(LIST);
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('toast')).toContainText('Taken back');
    expect(await catalogue()).toBe(before);
    await page.getByTestId('toast-close').click();
  });

  test('a file that is another one by now is not imported', async () => {
    await openProducts();
    await page.getByTestId('file-new.csv').click();
    await expect(page.getByTestId('import-sum')).toContainText('2 new');
    const before = await catalogue();
    writeFileSync(join(stick, 'new.csv'), [HEADER, ...LIST.slice(1), ''].join('\n'));
    await page.getByTestId('import').click();
    await expect(page.getByTestId('toast')).toContainText('This is not the file that was shown.');
    expect(await catalogue()).toBe(before);
    await page.getByTestId('toast-close').click();
    writeFileSync(join(stick, 'new.csv'), [HEADER, ...LIST, ''].join('\n'));
  });

  test('a file with a hundred faults tells all of them with line and column, and nothing is imported', async () => {
    const { text, expected } = faultyFile();
    writeFileSync(join(stick, 'faulty.csv'), text);
    const before = await catalogue();
    await openProducts();
    await page.getByTestId('file-faulty.csv').click();
    const lines = page.getByTestId('file-faults').locator('li > b');
    await expect(lines).toHaveCount(expected.length);
    expect(expected.length).toBeGreaterThan(100);
    const shown = await lines.allTextContents();
    expect(shown.map((line) => line.replace(/ \(.*/, ''))).toEqual(
      expected.map(({ line, column }) => `Line ${String(line)}, column ${String(column)}`),
    );
    await expect(page.getByTestId('import')).toHaveCount(0);
    expect(await catalogue()).toBe(before);
  });

  test('selections that look alike are told before they are imported', async () => {
    const alike = [...LIST, '01,21,Chips,20.00,15,6,10,0', 'O1,22,Nuts,20.00,15,6,10,0', ''];
    writeFileSync(join(stick, 'alike.csv'), [HEADER, ...alike].join('\n'));
    await openProducts();
    await page.getByTestId('file-alike.csv').click();
    await expect(page.getByTestId('look-alike')).toContainText('“01” and “O1” look alike');
    await expect(page.getByTestId('import')).toBeEnabled();
    await expectNothingCut(page);
  });

  async function look(size: string, language: Language): Promise<void> {
    await resize(opened, size);
    await speak(page, language);
    const name = `${size}-${language}`;
    await openProducts();
    await expect(page.getByTestId('file-new.csv')).toBeVisible();
    await expectNothingCut(page);
    await expectTargets(page, 14);
    await shoot(page, `products-files-${name}`);
    // Where the tile was that led here: two quick presses at one spot are one.
    await page.getByTestId('file-new.csv').click({ delay: 300 });
    await expect(page.getByTestId('import')).toBeVisible();
    await expectNothingCut(page);
    await expectTargets(page, 14);
    await shoot(page, `products-preview-${name}`);
    await page.getByTestId('other-file').click();
    await page.getByTestId('file-faulty.csv').click({ delay: 300 });
    await expect(page.getByTestId('fault-count')).toBeVisible();
    await expectNothingCut(page);
    await shoot(page, `products-faults-${name}`);
  }

  test('it is read on every panel, in every language', async () => {
    for (const { size, language } of LOOKS) await look(size, language);
  });
});
