import { expect, test, type Page } from '@playwright/test';
import type { Language } from '#core/base/language.ts';
import { replaceSlots, slotWith } from '../support/slots.ts';
import { openKioskDatabase } from '../../src/main/composition/open-stores.ts';
import { openWindowAlone, PINS, type WindowAlone } from '../support/window-alone.ts';
import { countTaps, expectTargets, FINGER, resize, speak, typeValue } from './support/panel.ts';
import { expectNothingCut, shoot } from './support/window.ts';

const PRODUCTS = ['Cola', 'Smörgås med ost och skinka 25g', 'Cola', 'Juomavesi 0,5 l', 'Vann'];

function fill(dataDir: string): void {
  const database = openKioskDatabase(dataDir);
  const slots = PRODUCTS.map((product, index) =>
    slotWith({ selection: `A${String(index + 1)}`, item: index + 1, product, priceMinor: 2_500 }),
  );
  replaceSlots(database, slots);
  database.close();
}

async function openPrices(page: Page): Promise<void> {
  await page.getByTestId('place-more').click();
  await page.getByTestId('tile-prices').click();
  await expect(page.getByTestId('prices-many')).toBeVisible();
}

test.describe('prices', () => {
  test.describe.configure({ mode: 'serial' });
  let alone: WindowAlone;
  let page: Page;

  test.beforeAll(async () => {
    alone = await openWindowAlone('1024x600');
    page = alone.page;
    fill(alone.dataDir);
    await page.getByTestId('service').click();
    await page.getByTestId('person-Anna').click();
    for (const digit of PINS.Anna) await page.getByTestId(`key-${digit}`).click(FINGER);
    await expect(page.getByTestId('place-more')).toBeVisible();
  });

  test.afterAll(async () => {
    await alone.close();
  });

  test('a product costs the same in all its slots, in at most eight taps', async () => {
    const taps = await countTaps(page);
    await openPrices(page);
    await expect(page.getByTestId('price-Cola')).toContainText('25.00');
    await page.getByTestId('price-Cola').click();
    await typeValue(page, '27.5');
    await expect(page.getByTestId('price-Cola')).toContainText('27.50');
    expect(await taps()).toBeLessThanOrEqual(8);
    await expect(page.getByTestId('toast')).toContainText('Print the sheet again.');
    await page.getByTestId('toast-close').click();
    await page.getByTestId('prices-view-slots').click();
    await expect(page.getByTestId('price-A3')).toContainText('27.50');
    await page.getByTestId('price-A3').click();
    await typeValue(page, '30');
    await page.getByTestId('prices-view-products').click();
    await expect(page.getByTestId('screen')).toContainText('Differs: kr 27.50 – kr 30.00');
  });

  test('many are seen before they are saved, one is left out, and all is taken back in one', async () => {
    await page.getByTestId('prices-many').click();
    await expect(page.getByTestId('many-save')).toHaveAttribute('aria-disabled', 'true');
    await page.getByTestId('rule-percent').click();
    await page.getByTestId('rule-value').click();
    await typeValue(page, '10');
    await page.getByTestId('round-100').click();
    await expect(page.getByTestId('preview-A1')).toContainText('kr 27.50 → kr 30.00');
    await expect(page.getByTestId('preview-A2')).toContainText('kr 25.00 → kr 28.00');
    await page.getByTestId('preview-A2').click();
    await expect(page.getByTestId('preview-A2')).not.toContainText('28.00');
    await expect(page.getByTestId('many-save')).toContainText('4 prices');
    await expectTargets(page, 14);
    await shoot(page, 'prices-many-preview');
    await page.getByTestId('many-save').click();
    await expect(page.getByTestId('toast')).toContainText('4 prices are changed.');
    await page.getByTestId('prices-view-slots').click();
    await expect(page.getByTestId('price-A3')).toContainText('33.00');
    await expect(page.getByTestId('price-A2')).toContainText('25.00');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('price-A3')).toContainText('30.00');
    await expect(page.getByTestId('price-A1')).toContainText('27.50');
    await page.getByTestId('toast-close').click();
  });

  test('a price that cannot be paid is said so, and cannot be saved', async () => {
    await page.getByTestId('prices-many').click();
    await page.getByTestId('way-down').click();
    await page.getByTestId('rule-value').click();
    await typeValue(page, '25');
    await expect(page.getByTestId('preview-A2')).toContainText('Cannot be paid.');
    await expect(page.getByTestId('many-save')).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByTestId('many-save')).toContainText('cannot be paid');
    await openPrices(page);
  });

  test('what a product is decides its rate of VAT', async () => {
    await page.getByTestId('prices-view-vat').click();
    await page.getByTestId('vat-Vann-standard').click();
    await expect(page.getByTestId('vat-Vann-standard')).toHaveAttribute('aria-checked', 'true');
    await expect(page.getByTestId('toast')).toContainText('Vann: Everything else');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('vat-Vann-standard')).toHaveAttribute('aria-checked', 'false');
  });

  async function look(size: string, language: Language): Promise<void> {
    await resize(alone, size);
    await speak(page, language);
    await openPrices(page);
    for (const view of ['products', 'vat']) {
      await page.getByTestId(`prices-view-${view}`).click();
      await expectNothingCut(page);
      await shoot(page, `prices-${view}-${size}-${language}`);
    }
    await page.getByTestId('prices-many').click();
    await expectNothingCut(page);
    await expectTargets(page, 14);
    await shoot(page, `prices-many-${size}-${language}`);
  }

  test('they are read on every panel and in every language', async () => {
    for (const language of ['nb', 'sv', 'da'] as const) await look('1024x600', language);
    for (const size of ['1024x600', '1280x800', '800x480', '600x1024']) await look(size, 'fi');
    await look('800x480', 'en');
  });
});
