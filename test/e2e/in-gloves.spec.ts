import { expect, test, type Page } from '@playwright/test';
import { createStage, type Stage } from '../support/stage.ts';
import { becomeFirstOwner, openWindow, shoot, type Opened } from './support/window.ts';
import { resize } from './support/panel.ts';

const TECHNICIAN = { name: 'Tor', pin: '314159' } as const;
/** As slow as a finger: what comes sooner at one spot is a bounce. */
const SLOWLY = { delay: 300 } as const;

async function tap(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).click({ ...SLOWLY, timeout: 3_000 });
}

test.describe('with gloves on', () => {
  let stage: Stage;
  let opened: Opened;
  let page: Page;

  test.beforeAll(async () => {
    stage = await createStage();
    opened = await openWindow(stage, '800x480');
    page = opened.page;
    await becomeFirstOwner(page);
    await page.evaluate(async (technician) => {
      await window.kiosk.addPerson({ ...technician, role: 'technician', language: 'en' });
      await window.kiosk.setSettings({ settings: [{ key: 'gloveMode', text: 'on' }] });
    }, TECHNICIAN);
    await expect(page.locator('html')).toHaveAttribute('data-gloves', 'on');
  });

  test.afterAll(async () => {
    await opened.app.close();
    await stage.close();
  });

  test('a message covers nothing that is pressed next, on any panel', async () => {
    for (const size of ['800x480', '1024x600', '1280x800', '600x1024']) {
      await resize(opened, size);
      await tap(page, 'place-machine');
      await tap(page, 'slot-A1');
      await tap(page, 'slot-block');
      await expect(page.getByTestId('toast')).toBeVisible();
      await tap(page, 'place-refill');
      await tap(page, 'fill-all');
      await expect(page.getByTestId('toast')).toBeVisible();
      await shoot(page, `gloves-message-${size}`);
      await page.getByTestId('refill-save').click({ trial: true, timeout: 3_000 });
      await tap(page, 'refill-drop');
      await tap(page, 'undo');
      await expect(page.getByTestId('toast')).toContainText('Taken back');
      await tap(page, 'toast-close');
    }
    await resize(opened, '800x480');
  });

  test('the smallest panel shows every key of the PIN at once, and the way back to the names', async () => {
    await tap(page, 'back-in-sale');
    await tap(page, 'service');
    await tap(page, 'person-Tor');
    await shoot(page, 'gloves-pin-800x480');
    for (const key of ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'delete']) {
      await expect(page.getByTestId(`key-${key}`)).toBeInViewport({ ratio: 1 });
    }
    await tap(page, 'sign-in-back');
    await expect(page.getByTestId('person-Tor')).toBeVisible();
    await tap(page, 'person-Tor');
    for (const digit of TECHNICIAN.pin) await tap(page, `key-${digit}`);
    await expect(page.getByTestId('frame')).toBeVisible();
  });
});
