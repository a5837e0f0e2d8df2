import { expect, type Page } from '@playwright/test';
import type { KioskBridge } from '#contract/ipc/bridge.ts';
import type { Language } from '#core/service/person.ts';
import type { Opened } from './window.ts';

declare global {
  interface Window {
    readonly kiosk: KioskBridge;
  }
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
