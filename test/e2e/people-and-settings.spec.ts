import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWindowAlone, PINS, type WindowAlone } from '../support/window-alone.ts';

const SHOTS = join(import.meta.dirname, '../../artifacts/screenshots');
const SIZES = ['1024x600', '1280x800', '800x480', '600x1024'] as const;

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `people-${name}.png`) });
}

/** At the speed of a finger: one key struck twice faster than that is taken as once. */
async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByTestId(`key-${digit}`).click({ delay: 70 });
}

async function signIn(page: Page, name: keyof typeof PINS): Promise<void> {
  await page.getByTestId('service').click();
  await page.getByTestId(`person-${name}`).click();
  await typePin(page, PINS[name]);
  await expect(page.getByTestId('place-more')).toBeVisible();
}

async function openTile(page: Page, name: string): Promise<void> {
  await page.getByTestId('place-more').click();
  await page.getByTestId(`tile-${name}`).click();
  await expect(page.getByTestId('screen')).toBeVisible();
}

/** What is wider than its box, in the page's own words. */
async function cut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('p, h1, li, b, small, button, span, output')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 4)
      .map((element) => element.textContent),
  );
}

async function withWindow(
  size: (typeof SIZES)[number],
  work: (alone: WindowAlone) => Promise<void>,
): Promise<void> {
  const alone = await openWindowAlone(size);
  try {
    await work(alone);
  } finally {
    await alone.close();
  }
}

test('an owner sets, takes back, adds somebody, and finds all of it in the log, which is checked and saved', async () => {
  await withWindow('1024x600', async ({ page, usbDir }) => {
    const toast = page.getByTestId('toast');
    await signIn(page, 'Anna');
    await openTile(page, 'settings');
    await page.getByTestId('setting-gloveMode-on').click();
    await expect(toast).toContainText('Glove mode: Off → On.');
    await expect(page.getByTestId('setting-gloveMode-on')).toHaveAttribute('aria-checked', 'true');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('setting-gloveMode-off')).toHaveAttribute('aria-checked', 'true');
    await page.getByTestId('settings-sale').click();
    await page.getByTestId('setting-approvalDeadlineSeconds').click();
    await typePin(page, '2');
    await expect(page.getByTestId('editor-done')).toHaveAttribute('aria-disabled', 'true');
    await shoot(page, 'deadline-too-short');
    await typePin(page, '40');
    await page.getByTestId('editor-done').click();
    await expect(toast).toContainText('Time to approve: 120 s → 240 s.');
    await page.getByTestId('settings-machine').click();
    await page.getByTestId('setting-quietHours-on').click();
    await expect(toast).toContainText('Quiet hours: Off → 22:00 – 06:00.');

    await page.getByTestId('settings-screen').click();
    await page.getByTestId('setting-panel').click();
    const widthOf = async (): Promise<number> =>
      (await page.getByTestId('bank-card').boundingBox())?.width ?? 0;
    const before = await widthOf();
    await page.getByTestId('panel-bit-more').click();
    expect(await widthOf()).toBeCloseTo(before + 85.6 * 0.02, 0);
    await shoot(page, 'panel');
    await page.getByTestId('panel-save').click();
    await expect(toast).toContainText('Panel size: Automatic → ');

    await openTile(page, 'people');
    await page.getByTestId('person-add').click();
    await page.getByTestId('person-name').click();
    for (const letter of 'kari') await page.getByTestId(`key-${letter}`).click();
    await page.getByTestId('editor-done').click();
    await typePin(page, '123456');
    await typePin(page, '123456');
    await expect(page.getByTestId('pin-says')).toContainText('too easy');
    await typePin(page, '141426');
    await typePin(page, '141426');
    await expect(toast).toContainText('Kari may sign in now.');
    await page.getByTestId('person-Kari').click();
    await page.getByTestId('person-remove').click();
    await expect(toast).toContainText('Kari may not sign in any more.');
    await expect(page.getByTestId('person-Kari')).toHaveCount(0);
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('person-Kari')).toBeVisible();
    await page.getByTestId('person-Anna').click();
    await page.getByTestId('person-role-technician').click();
    await expect(toast).toContainText('only owner');

    await openTile(page, 'changes');
    await expect(page.getByTestId('screen')).toContainText('Time to approve: – → 240 s');
    await shoot(page, 'changes');
    await page.getByTestId('changes-verify').click();
    await expect(toast).toContainText('unchanged since they were written');
    await page.getByTestId('changes-export').click();
    await expect(toast).toContainText('no USB stick');
    await page.getByTestId('toast-close').click();
    mkdirSync(join(usbDir, 'STICK'));
    await page.getByTestId('changes-export').click();
    await expect(toast).toContainText('You may pull it out.');
    const [file = ''] = readdirSync(join(usbDir, 'STICK'));
    expect(readFileSync(join(usbDir, 'STICK', file), 'utf8')).toContain(
      'settingsChanged,,setting,approvalDeadlineSeconds,value,,240',
    );
  });
});

test('a technician sees whose the policies are, and no people', async () => {
  await withWindow('1024x600', async ({ page }) => {
    await signIn(page, 'Ola');
    await page.getByTestId('place-more').click();
    await expect(page.getByTestId('tile-people')).toHaveCount(0);
    await openTile(page, 'settings');
    await page.getByTestId('settings-sale').click();
    const capture = page.getByTestId('setting-onUnknownOutcome-capture');
    await expect(capture).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByTestId('row-onUnknownOutcome')).toContainText('Only an owner');
    await openTile(page, 'changes');
    await expect(page.getByTestId('change-1-undo')).toHaveAttribute('aria-disabled', 'true');
  });
});

for (const size of SIZES) {
  test(`nothing is cut at ${size}, in any language`, async () => {
    await withWindow(size, async ({ page }) => {
      await signIn(page, 'Anna');
      for (const language of ['nb', 'sv', 'da', 'fi', 'en'] as const) {
        await page.evaluate(
          `window.kiosk.editPerson({ personId: 'anna', language: '${language}' })`,
        );
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await openTile(page, 'settings');
        for (const group of ['screen', 'sale', 'machine', 'safety'] as const) {
          await page.getByTestId(`settings-${group}`).click();
          expect(await cut(page), `${language} ${group}`).toEqual([]);
          if (language === 'fi' || size === '1024x600') {
            await shoot(page, `settings-${group}-${language}-${size}`);
          }
        }
        await page.getByTestId('settings-screen').click();
        await page.getByTestId('setting-panel').click();
        expect(await cut(page), `${language} panel`).toEqual([]);
        await openTile(page, 'people');
        expect(await cut(page), `${language} people`).toEqual([]);
        await page.getByTestId('person-Ola').click();
        expect(await cut(page), `${language} person`).toEqual([]);
        if (language === 'fi') await shoot(page, `person-${language}-${size}`);
        await openTile(page, 'people');
        await page.getByTestId('person-add').click();
        expect(await cut(page), `${language} new person`).toEqual([]);
        if (language === 'fi') await shoot(page, `person-add-${language}-${size}`);
        await openTile(page, 'changes');
        await expect(page.getByTestId('change-1')).toBeVisible();
        expect(await cut(page), `${language} changes`).toEqual([]);
        if (language === 'fi') await shoot(page, `changes-${language}-${size}`);
      }
    });
  });
}
