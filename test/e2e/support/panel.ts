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

/** Another panel in the same machine. */
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

/** Who is signed in would rather read another language. */
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

/** Everything that a finger is meant to hit is big enough for one: smallest side in millimetres of glass. */
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

/** As slow as a finger: what comes faster is a bounce. */
export const FINGER = { delay: 70 };

/** On the keys of the editor that is open. */
export async function typeValue(page: Page, keys: string): Promise<void> {
  for (const key of keys) await page.getByTestId(`key-${key}`).click(FINGER);
  await expect(page.getByTestId('editor-value')).toHaveText(keys);
  await page.getByTestId('editor-done').click();
}
