import { expect, test, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '#core/base/language.ts';
import { openWindowAlone, PINS } from '../support/window-alone.ts';
import { createStage } from '../support/stage.ts';
import { expectTargets, FINGER, resize, speak, typeValue } from './support/panel.ts';
import { becomeFirstOwner, expectNothingCut, openWindow, shoot, signIn } from './support/window.ts';

/** On the keyboard of the screen. */
async function typeText(page: Page, field: string, text: string, erased = 0): Promise<void> {
  await page.getByTestId(field).click();
  for (let index = 0; index < erased; index += 1) {
    await page.getByTestId('key-delete').click(FINGER);
  }
  for (const key of text) await page.getByTestId(`key-${key}`).click(FINGER);
  await page.getByTestId('editor-done').click();
}

async function typeNumber(page: Page, field: string, keys: string): Promise<void> {
  await page.getByTestId(field).click();
  await typeValue(page, keys);
}

test('an empty machine says how to begin, and its first slots are typed in', async () => {
  const { app, page, close } = await openWindowAlone('1024x600');
  try {
    await page.getByTestId('service').click();
    await page.getByTestId('person-Anna').click();
    for (const digit of PINS.Anna) await page.getByTestId(`key-${digit}`).click({ delay: 300 });
    await page.getByTestId('place-machine').click();
    await expect(page.getByTestId('screen')).toContainText('This machine has no slots yet.');
    await expect(page.getByTestId('import-list')).toBeVisible();
    await shoot(page, 'machine-empty-1024x600');
    await page.getByTestId('import-list').click();
    await expect(page.getByTestId('products-export')).toBeVisible();
    await page.getByTestId('back').click({ delay: 300 });

    await page.getByTestId('add-slot').click();
    const add = page.getByTestId('new-add');
    await expect(page.getByTestId('new-selection')).toHaveText('A1');
    await expect(add).toContainText('Type the product first.');
    await typeText(page, 'new-product', 'cola');
    await expect(add).toContainText('Type the price first.');
    await typeNumber(page, 'new-price', '25');
    await typeNumber(page, 'new-stock', '6');
    await shoot(page, 'slot-new-1024x600');
    await expectTargets(page, 12.7);
    await add.click();
    await expect(page.getByTestId('toast')).toContainText('A1 Cola is added.');

    // The next one is like the last, and only its product is missing.
    await expect(page.getByTestId('new-selection')).toHaveText('A2');
    await expect(page.getByTestId('new-item')).toHaveText('2');
    await expect(page.getByTestId('new-price')).toContainText('25.00');
    await typeText(page, 'new-product', 'water');
    await add.click({ delay: 300 });
    await expect(page.getByTestId('new-selection')).toHaveText('A3');

    for (const [size, languages] of Object.entries({
      '1024x600': LANGUAGES,
      '1280x800': ['en', 'fi'],
      '800x480': ['fi', 'nb'],
      '600x1024': ['fi'],
    } as const)) {
      await resize({ app, page }, size);
      for (const language of languages) {
        await speak(page, language);
        await expectNothingCut(page);
        await expectTargets(page, 12.7);
        await shoot(page, `slot-new-${size}-${language}`);
      }
    }
    await speak(page, 'en');
    await resize({ app, page }, '1024x600');
    await page.getByTestId('back').click({ delay: 300 });
    await expect(page.getByTestId('slot-A1')).toContainText('6/10');

    // From the log the first of them is taken back, as an entry of its own.
    await page.getByTestId('place-more').click();
    await page.getByTestId('tile-changes').click();
    const entry = page.locator('[data-part="log-entry"]', { hasText: 'Cola' }).first();
    await expect(entry).toContainText('Slot added');
    await page.getByTestId('toast-close').click();
    await entry.scrollIntoViewIfNeeded();
    await shoot(page, 'changes-slot-added-1024x600');
    await entry.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByTestId('toast')).toContainText('has been taken back');
    await page.getByTestId('place-machine').click();
    await expect(page.getByTestId('slot-A2')).toBeVisible();
    await expect(page.getByTestId('slot-A1')).toHaveCount(0);

    // The last one goes, and comes back with one tap.
    await page.getByTestId('slot-A2').click();
    await page.getByTestId('slot-remove').click({ delay: 300 });
    await expect(page.getByTestId('screen')).toContainText('This machine has no slots yet.');
    await expect(page.getByTestId('toast')).toContainText('A2 Water is removed.');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('slot-A2')).toBeVisible();
  } finally {
    await close();
  }
});

test('what cannot be added is said, the sheet is out of date, and what a customer has chosen stays', async () => {
  const stage = await createStage({ vendMs: 15_000 });
  const usbDir = join(stage.folder, 'media');
  mkdirSync(join(usbDir, 'STICK'), { recursive: true });
  const opened = await openWindow(stage, '1024x600', ['--usb-dir', usbDir]);
  const { app, page, statusPort } = opened;
  try {
    await becomeFirstOwner(page);
    await page.getByTestId('place-machine').click();
    await page.getByTestId('add-slot').click();
    await expect(page.getByTestId('new-selection')).toHaveText('B3');
    await typeText(page, 'new-product', 'juice');
    const refused = async (sentence: string): Promise<void> => {
      await page.getByTestId('new-add').click({ delay: 300 });
      await expect(page.getByTestId('toast')).toContainText(sentence);
      await page.getByTestId('toast-close').click();
    };
    await typeText(page, 'new-selection', 'a1', 2);
    await refused('A1 is there already, with Cola. Nothing was changed.');
    await shoot(page, 'slot-new-taken-1024x600');
    await typeText(page, 'new-selection', 'b3', 2);
    await typeNumber(page, 'new-item', '2');
    await refused('A2 already has the number 2. Nothing was changed.');
    await typeNumber(page, 'new-item', '60');
    await page.getByTestId('new-price').click();
    for (const key of '200.01') await page.getByTestId(`key-${key}`).click(FINGER);
    await expect(page.getByRole('dialog')).toContainText('Price: kr 1.00 to kr 200.00');
    await expect(page.getByTestId('editor-done')).toHaveAttribute('aria-disabled', 'true');
    await page.getByTestId('editor-cancel').click();
    await typeNumber(page, 'new-price', '29');
    await typeNumber(page, 'new-column', '1');
    await refused('B1 is in that place. Move it first. Nothing was changed.');
    await typeNumber(page, 'new-column', '3');

    await page.evaluate(
      async (stickId) => {
        const saved = await window.kiosk.saveSheet({ stickId });
        if (!saved.ok) throw new Error(saved.error.message);
      },
      join(usbDir, 'STICK'),
    );
    const sheet = (): Promise<unknown> =>
      page.evaluate('window.kiosk.getSnapshot({}).then(({ value }) => value.sheet)');
    await expect.poll(sheet).toBe('current');
    await page.getByTestId('new-add').click({ delay: 300 });
    await expect(page.getByTestId('toast')).toContainText('B3 Juice is added.');
    await expect.poll(sheet).toBe('outdated');
    await page.getByTestId('undo').click();
    await expect.poll(sheet).toBe('current');

    await page.getByTestId('place-machine').click();
    for (const size of ['1024x600', '1280x800']) {
      await resize(opened, size);
      await shoot(page, `machine-add-${size}`);
      await page.getByTestId('slot-A2').click({ delay: 300 });
      await page.getByTestId('slot-remove').scrollIntoViewIfNeeded();
      await shoot(page, `slot-remove-${size}`);
      await page.getByTestId('back').click({ delay: 300 });
    }
    await page.getByTestId('back-in-sale').click({ delay: 300 });
    await stage.readyStatus(statusPort);
    await stage.scanAndApprove();
    await stage.choose(statusPort, 'A2');
    await expect.poll(async () => (await stage.status(statusPort)).sale?.state).toBe('vending');
    await signIn(page);
    await page.getByTestId('place-machine').click();
    await page.getByTestId('slot-A2').click({ delay: 300 });
    const remove = page.getByTestId('slot-remove');
    await expect(remove).toHaveAttribute('aria-disabled', 'true');
    await expect(remove).toContainText('A customer is being served.');
    const asked = await page.evaluate(() =>
      window.kiosk.removeSlot({ selection: 'A2', product: 'Water' }),
    );
    expect(asked).toMatchObject({ ok: false, error: { refusal: { code: 'sale-running' } } });
    const sale = await stage.settledSale();
    expect(sale).toMatchObject({ outcome: 'sold', selection: 'A2', price: 2_000 });
    await expect(remove).toHaveAttribute('aria-disabled', 'false');
    await remove.click();
    await expect(page.getByTestId('toast')).toContainText('A2 Water is removed.');
    await expect.poll(sheet).toBe('outdated');
  } finally {
    await app.close();
    await stage.close();
  }
});
