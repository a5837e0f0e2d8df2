import { expect, test, type Page } from '@playwright/test';
import { LANGUAGES } from '#core/service/person.ts';
import axe from 'axe-core';
import { createStage } from '../support/stage.ts';
import { expectTargets, resize, speak } from './support/panel.ts';
import { becomeFirstOwner, expectNothingCut, openWindow, shoot } from './support/window.ts';

/** Every language on the panel most machines have; the others in the language with the longest words. */
const LOOKS = [
  ...LANGUAGES.map((language) => ({ size: '1024x600', language })),
  ...['1280x800', '800x480', '600x1024'].map((size) => ({ size, language: 'fi' as const })),
];
const LEAST_MM = 12.7;

declare global {
  interface Window {
    readonly axe: {
      run(options: unknown): Promise<{
        readonly violations: readonly {
          readonly id: string;
          readonly nodes: readonly { readonly html: string }[];
        }[];
      }>;
    };
  }
}

async function faultsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({
      rules: { 'color-contrast-enhanced': { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** Every way that leads on from the screen that is shown. */
async function waysOn(page: Page): Promise<readonly string[]> {
  const ids = await page
    .locator('[data-testid^="place-"], [data-testid^="tile-"], [data-testid^="way-"]')
    .evaluateAll((found) => found.map((one) => one.getAttribute('data-testid') ?? ''));
  return ids.filter((id) => id !== '');
}

/** Every path by which a screen is reached, found by following the ways: at most two taps from the rail. */
async function pathsOf(page: Page): Promise<readonly (readonly string[])[]> {
  const paths: string[][] = [];
  const places = (await waysOn(page)).filter((id) => id.startsWith('place-'));
  for (const place of places) {
    await page.getByTestId(place).click({ delay: 300 });
    await expect(page.getByTestId('screen')).toBeVisible();
    paths.push([place]);
    const deeper = (await waysOn(page)).filter((id) => !id.startsWith('place-'));
    for (const way of deeper) paths.push([place, way]);
  }
  return paths;
}

/** What is wrong with one screen. */
async function look(
  page: Page,
  path: readonly string[],
  panel: string,
): Promise<readonly string[]> {
  for (const step of path) await page.getByTestId(step).click({ delay: 300 });
  await expect(page.getByTestId('screen')).toBeVisible();
  const name = `${path.join('-').replaceAll(/place-|tile-|way-/g, '')}-${panel}`;
  await shoot(page, `walk/${name}`);
  const found = (await faultsOf(page)).map((fault) => `${name}: ${fault}`);
  const say = (error: unknown): void => {
    found.push(`${name}: ${String(error)}`);
  };
  await expectNothingCut(page).catch(say);
  await expectTargets(page, LEAST_MM).catch(say);
  return found;
}

test('every screen, in every language and on every panel: axe finds nothing, nothing is cut, every target is big enough', async () => {
  test.setTimeout(600_000);
  const stage = await createStage({ driver: 'xy' });
  const opened = await openWindow(stage, '1024x600');
  const { app, page } = opened;
  try {
    await becomeFirstOwner(page);
    await page.evaluate(axe.source);
    const paths = await pathsOf(page);
    expect(paths.length).toBeGreaterThan(20);
    const found: string[] = [];
    for (const { size, language } of LOOKS) {
      await resize(opened, size);
      await speak(page, language);
      for (const path of paths) found.push(...(await look(page, path, `${size}-${language}`)));
    }
    expect(found).toEqual([]);
  } finally {
    await app.close();
    await stage.close();
  }
});
