import { expect, test, type Page } from '@playwright/test';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStage, HEADLESS, run, type Stage } from '../support/stage.ts';
import {
  becomeFirstOwner,
  expectNothingCut,
  openWindow,
  shoot,
  type Opened,
} from './support/window.ts';
import { countTaps, expectTargets, resize, speak, typeValue } from './support/panel.ts';

/** The panel most machines have in every language; the others in the two with the longest words. */
const LOOKS = [
  ...LANGUAGES.map((language) => ({ size: '1024x600', language })),
  ...['1280x800', '800x480', '600x1024'].flatMap((size) => [
    { size, language: 'nb' as const },
    { size, language: 'fi' as const },
  ]),
];
const TRAYS = ['A', 'B', 'C', 'D', 'E', 'F'];
const COLUMNS = 10;
const NAMES = [
  'Proteinbar peanøtt og karamell',
  'Cola',
  'Smörgås med ost och skinka 25g',
  'Vann',
  'Juomavesi hiilihapotettu 0,5 l',
];

/** Sixty slots, names as long as they may be, and every state of a tile. */
async function fillMachine(stage: Stage): Promise<void> {
  const rows = TRAYS.flatMap((tray, shelf) =>
    Array.from({ length: COLUMNS }, (_, column) => {
      const item = shelf * COLUMNS + column + 1;
      const name = NAMES[item % NAMES.length] ?? '';
      const stock = item === 2 ? 0 : item === 3 ? 1 : 7;
      return [`${tray}${String(column + 1)}`, item, `"${name}"`, '25.00', 15, stock, 10, 0].join(
        ',',
      );
    }),
  );
  const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
  const file = join(stage.folder, 'sixty.csv');
  writeFileSync(file, [header, ...rows, ''].join('\n'));
  const done = await run([HEADLESS, 'catalogue', 'import', file, '--data-dir', stage.dataDir]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
}

async function openSlot(page: Page, selection: string): Promise<void> {
  await page.getByTestId('place-machine').click();
  await page.getByTestId(`slot-${selection}`).click();
  await expect(page.getByTestId('slot-price')).toBeVisible();
}

test.describe('the front of the machine', () => {
  test.describe.configure({ mode: 'serial' });
  let stage: Stage;
  let opened: Opened;
  let page: Page;

  test.beforeAll(async () => {
    stage = await createStage();
    await fillMachine(stage);
    opened = await openWindow(stage, '1024x600');
    page = opened.page;
    await becomeFirstOwner(page);
  });

  test.afterAll(async () => {
    await opened.app.close();
    await stage.close();
  });

  test('one price is changed in at most eight taps after the PIN, and taken back in one', async () => {
    const taps = await countTaps(page);
    await openSlot(page, 'A1');
    await page.getByTestId('slot-price').click();
    await typeValue(page, '27.5');
    await expect(page.getByTestId('slot-price')).toContainText('27.50');
    expect(await taps()).toBeLessThanOrEqual(8);
    await expect(page.getByTestId('toast')).toContainText('27.50');
    await shoot(page, 'machine-slot-changed-1024x600');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('slot-price')).toContainText('25.00');
  });

  test('many slots are picked, and priced, filled and blocked as one change each', async () => {
    await page.getByTestId('place-machine').click();
    const pick = async (): Promise<void> => {
      await page.getByTestId('pick-many').click();
      for (const selection of ['A1', 'A2', 'A3']) {
        await page.getByTestId(`slot-${selection}`).click();
      }
      await page.getByTestId('pick-do').click();
    };
    await pick();
    await shoot(page, 'machine-many-1024x600');
    await expectTargets(page, 14);
    await page.getByTestId('many-fill').click();
    await expect(page.getByTestId('toast')).toContainText('3 slots are full');
    await expect(page.getByTestId('slot-A2')).toHaveAttribute('data-state', 'ok');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('slot-A2')).toHaveAttribute('data-state', 'empty');
    await expect(page.getByTestId('slot-A3')).toHaveAttribute('data-state', 'low');
    await pick();
    await page.getByTestId('many-price').click();
    await typeValue(page, '31');
    await expect(page.getByTestId('slot-A3')).toContainText('31.00');
    await pick();
    await page.getByTestId('many-block').click();
    await expect(page.getByTestId('slot-A1')).toHaveAttribute('data-state', 'blocked');
  });

  test('what cannot be is said in one sentence, and nothing is changed', async () => {
    await openSlot(page, 'A5');
    await page.getByTestId('slot-price').click();
    await page.getByTestId('key-0').click();
    await expect(page.getByTestId('editor-done')).toHaveAttribute('aria-disabled', 'true');
    await page.getByTestId('editor-cancel').click();
    const refused = async (field: string, keys: string, sentence: string): Promise<void> => {
      const before = await page.getByTestId(field).textContent();
      await page.getByTestId(field).click();
      await typeValue(page, keys);
      await expect(page.getByTestId('toast')).toContainText(sentence);
      await expect(page.getByTestId(field)).toHaveText(before ?? '');
      await page.getByTestId('toast-close').click();
    };
    await refused('slot-stock', '12', 'A5 holds 10, not 12. Nothing was changed.');
    await refused('slot-capacity', '6', 'A5 holds 6, not 7. Nothing was changed.');
    await refused('slot-item', '7', 'A7 already has the number 7.');
    await refused('slot-column', '6', 'A6 is in that place.');
  });

  async function look(size: string, language: Language): Promise<void> {
    await resize(opened, size);
    await speak(page, language);
    const name = `${size}-${language}`;
    await page.getByTestId('place-machine').click();
    await expect(page.getByTestId('slot-A1')).toBeVisible();
    await expectNothingCut(page);
    await shoot(page, `machine-${name}`);
    await page.getByTestId('pick-many').click();
    await page.getByTestId('slot-A1').click();
    await page.getByTestId('pick-do').click();
    await expectNothingCut(page);
    await shoot(page, `machine-many-${name}`);
    await page.getByTestId('many-close').click();
    await page.getByTestId('place-home').click();
    await openSlot(page, 'A2');
    await expectNothingCut(page);
    await shoot(page, `machine-slot-${name}`);
  }

  test('it is read on every panel, in every language, in gloves', async () => {
    for (const { size, language } of LOOKS) {
      await look(size, language);
      await expectTargets(page, 14);
    }
    await page.evaluate(() =>
      window.kiosk.setSettings({ settings: [{ key: 'gloveMode', text: 'on' }] }),
    );
    await look('600x1024', 'en');
    await expectTargets(page, 20);
  });
});
