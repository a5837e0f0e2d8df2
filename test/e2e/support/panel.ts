import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { KioskBridge } from '#contract/ipc/bridge.ts';
import type { Language } from '#core/base/language.ts';

declare global {
  interface Window {
    readonly kiosk: KioskBridge;
  }
}

interface Opened {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Gives the machine another panel. */
export async function resize({ app, page }: Opened, size: string): Promise<void> {
  const [width = 0, height = 0] = size.split('x').map(Number);
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      for (const window of BrowserWindow.getAllWindows()) window.setContentSize(w, h);
    },
    [width, height] as const,
  );
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

/** Switches the signed-in person's language. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(async (wanted) => {
    const people = await window.kiosk.listPeople({});
    if (!people.ok) throw new Error(people.error.message);
    const [person] = people.value;
    if (person !== undefined) {
      await window.kiosk.editPerson({ personId: person.personId, language: wanted });
    }
  }, language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

interface Measured {
  readonly what: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Checks that every touch target is large enough; `leastMm`: smallest side on the panel. */
export async function expectTargets(page: Page, leastMm: number): Promise<void> {
  const small = await page.evaluate((least): readonly Measured[] => {
    const style = getComputedStyle(document.documentElement);
    const mm = Number.parseFloat(style.getPropertyValue('--mm'));
    return [...document.querySelectorAll('button, [role="radio"], [role="button"]')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0)
      .map(({ element, box }) => ({
        what: `${element.getAttribute('data-testid') ?? ''} ${element.textContent}`,
        widthMm: box.width / mm,
        heightMm: box.height / mm,
      }))
      .filter(({ widthMm, heightMm }) => Math.min(widthMm, heightMm) < least);
  }, leastMm);
  expect(small).toEqual([]);
}

/** Counts taps inside the window. */
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

/** As slow as a finger; faster taps count as bounces. */
export const FINGER = { delay: 70 };

/** Types on the keys of the open editor. */
export async function typeValue(page: Page, keys: string): Promise<void> {
  for (const key of keys) await page.getByTestId(`key-${key}`).click(FINGER);
  await expect(page.getByTestId('editor-value')).toHaveText(keys);
  await page.getByTestId('editor-done').click();
}
