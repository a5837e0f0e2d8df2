import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { electronCommand } from '../../../scripts/window.ts';
import { freePort, type Stage } from '../../support/stage.ts';

export const ROOT = join(import.meta.dirname, '../../..');
const SHOTS = join(ROOT, 'artifacts/screenshots');
export const OWNER_PIN = '271828';

export interface Opened {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly statusPort: number;
}

/** Opens the kiosk of a stage in its window, from the unpacked app. */
export async function openWindow(
  stage: Stage,
  size: string,
  more: readonly string[] = [],
): Promise<Opened> {
  const statusPort = await freePort();
  const { command, args } = await electronCommand();
  const app = await _electron.launch({
    executablePath: command,
    args: [
      ...args,
      '--data-dir',
      stage.dataDir,
      '--status-port',
      String(statusPort),
      '--window-size',
      size,
      ...more,
    ],
    env: { ...process.env, VENDSKAP_LOG: 'warn' },
  });
  const page = await app.firstWindow();
  await expect(page.getByTestId('state')).toBeVisible();
  return { app, page, statusPort };
}

/** Longer than the double-tap filter. */
const PRESSES_APART_MS = 300;
let lastTapMs = 0;

/** One tap, after the time that a hand needs since the last one. */
export async function tap(page: Page, testId: string): Promise<void> {
  await expect.poll(() => Date.now() - lastTapMs).toBeGreaterThan(PRESSES_APART_MS);
  await page.getByTestId(testId).first().click();
  lastTapMs = Date.now();
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByTestId(`key-${digit}`).click();
}

/** Creates the first owner on a new machine and signs in. */
export async function becomeFirstOwner(page: Page, name = 'ada'): Promise<void> {
  await page.getByTestId('service').click();
  await page.getByTestId('owner-name').click();
  for (const letter of name) await page.getByTestId(`key-${letter}`).click();
  await page.getByTestId('editor-done').click();
  await typePin(page, OWNER_PIN);
  await typePin(page, OWNER_PIN);
  await expect(page.getByTestId('frame')).toBeVisible();
}

export async function signIn(page: Page, pin = OWNER_PIN, name?: string): Promise<void> {
  // The button may be where something was just tapped; a quicker press would count as a bounce.
  await page.getByTestId('service').click({ delay: 300 });
  if (name !== undefined) await page.getByTestId(`person-${name}`).click({ delay: 300 });
  await typePin(page, pin);
  await expect(page.getByTestId('frame')).toBeVisible();
}

/** Holds the element until the ring has filled. */
export async function hold(page: Page, testId: string): Promise<void> {
  // 1.5 s, plus reserve for a busy computer.
  await page.getByTestId(testId).click({ delay: 2_300 });
}

/** Checks that nothing overflows its box or the panel. */
export async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const isShown = (element: Element): boolean => element.getClientRects().length > 0;
    const texts = [...document.querySelectorAll('p, h1, h2, li, b, small, button, span, output')];
    return texts
      .filter((element) => isShown(element) && element.getAttribute('data-part') !== 'hidden-words')
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
      .map((element) => element.textContent);
  });
  expect(cut).toEqual([]);
}
