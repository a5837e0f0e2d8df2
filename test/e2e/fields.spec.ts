import { expect, test, type Page } from '@playwright/test';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { storedIn } from '../support/stored.ts';
import {
  expectSentence,
  fieldsInSource,
  fieldsShown,
  strike,
  type ShownField,
} from './support/fields.ts';
import { resize, speak } from './support/panel.ts';
import { becomeFirstOwner, openWindow, OWNER_PIN, shoot, type Opened } from './support/window.ts';

/** Where the fields are: what is tapped to come there from the rail. */
const STATIONS: readonly (readonly string[])[] = [
  ['place-machine', 'add-slot'],
  ['place-machine', 'slot-A1'],
  ['place-machine', 'pick-many', 'slot-A1', 'pick-do'],
  ['place-refill', 'slot-A1'],
  ['place-sales'],
  ['place-sales', 'filter-amount'],
  ['place-sales', 'sale-row', 'refund'],
  ['place-sheet'],
  ['place-sheet', 'way-operator'],
  ['place-health', 'way-motors', 'motor-A1'],
  ['place-health', 'way-devices'],
  ['place-health', 'way-temperature'],
  ['place-more', 'tile-prices'],
  ['place-more', 'tile-prices', 'prices-view-slots'],
  ['place-more', 'tile-prices', 'prices-view-vat'],
  ['place-more', 'tile-prices', 'prices-many'],
  ['place-more', 'tile-prices', 'prices-many', 'rule-percent'],
  ['place-more', 'tile-maximum'],
  ['place-more', 'tile-settings'],
  ['place-more', 'tile-settings', 'settings-sale'],
  ['place-more', 'tile-settings', 'settings-machine'],
  ['place-more', 'tile-people', 'person-add'],
  ['place-more', 'tile-reports'],
  ['place-more', 'tile-setup', 'setup-language'],
  ['place-more', 'tile-setup', 'setup-panel'],
  ['place-more', 'tile-setup', 'setup-network'],
  ['place-more', 'tile-setup', 'setup-machine'],
  ['place-more', 'tile-setup', 'setup-relay'],
  ['place-more', 'tile-setup', 'setup-maximum'],
];

/**
 * What cannot be right in each field of text, and what is tapped for it to be judged; nothing: while it is typed.
 * `undefined`: whatever can be read is right.
 */
const WRONG: Readonly<
  Record<string, { readonly typed: string; readonly tap?: string } | undefined>
> = {
  'owner-name': { typed: '' },
  'new-selection': { typed: '<b>' },
  'new-product': { typed: '' },
  'new-tray': { typed: '' },
  'slot-product': { typed: '' },
  'slot-tray': { typed: '' },
  'slot-allergens': undefined,
  'filter-product': undefined,
  'filter-reference': undefined,
  location: { typed: '' },
  'operator-name': undefined,
  'operator-number': { typed: '974760674' },
  'operator-address': undefined,
  'refund-contact': undefined,
  'person-name': { typed: '' },
  'setup-line': { typed: '/etc/shadow', tap: 'editor-done' },
  'setup-relay-url': { typed: 'javascript:alert(1)', tap: 'setup-check' },
  'setup-code': { typed: `'--`, tap: 'setup-enrol' },
};

/** Nobody sees these; none of them may be typed. */
const UNSEEN = ['\u0000', '\u0007', '\u202e', '\u200f', '\u2028', '\ufeff', '\ud800', '\n'];
const LONGEST = 200;

const met = new Set<string>();

async function openEditor(page: Page, testId: string): Promise<void> {
  await page.getByTestId(testId).first().click({ delay: 300 });
  await expect(page.getByTestId('editor-value')).toBeVisible();
}

const editorSays = (page: Page): Promise<string> =>
  page.locator('[data-part="editor-value"] small').innerText();

async function cancel(page: Page): Promise<void> {
  await page.getByTestId('editor-cancel').click();
  await expect(page.getByTestId('editor-value')).toHaveCount(0);
}

async function badNumber(page: Page, testId: string, language: Language): Promise<void> {
  const field = page.getByTestId(testId).first();
  const before = await field.textContent();
  await openEditor(page, testId);
  const value = page.getByTestId('editor-value');
  const shown = await value.innerText();
  await strike(page, ['e', '-', '+', '<', '"', 'x', ...UNSEEN]);
  await expect(value).toHaveText(shown);
  expectSentence(await editorSays(page), language, `${testId} empty`);
  await strike(page, Array.from('999999999999'));
  await expect(value).toHaveText('999999999999');
  expectSentence(await editorSays(page), language, `${testId} too much`);
  await expect(page.getByTestId('editor-done')).toHaveAttribute('aria-disabled', 'true');
  // A finger does not care that it is grey.
  await page.getByTestId('editor-done').click({ force: true });
  await cancel(page);
  await expect(field).toHaveText(before ?? '');
}

async function badText(page: Page, testId: string, language: Language): Promise<void> {
  expect(Object.keys(WRONG), 'a field of text that no wrong text is known for').toContain(testId);
  const field = page.getByTestId(testId).first();
  const before = await field.textContent();
  await openEditor(page, testId);
  const value = page.getByTestId('editor-value');
  const shown = await value.innerText();
  await strike(page, UNSEEN);
  await expect(value).toHaveText(shown);
  await strike(
    page,
    Array.from({ length: LONGEST }, () => 'x'),
  );
  const longest = Array.from(await value.innerText()).length;
  expect(longest, `${testId} is bounded`).toBeLessThanOrEqual(LONGEST);
  const wrong = WRONG[testId];
  if (wrong !== undefined) {
    await strike(
      page,
      Array.from({ length: longest + 1 }, () => 'Backspace'),
    );
    await expect(value).toHaveText('');
    await strike(page, Array.from(wrong.typed));
    await expect(value).toHaveText(wrong.typed);
  }
  if (wrong?.tap === undefined) {
    if (wrong !== undefined) {
      expectSentence(await editorSays(page), language, testId);
      await expect(page.getByTestId('editor-done')).toHaveAttribute('aria-disabled', 'true');
      await page.getByTestId('editor-done').click({ force: true });
    }
    await cancel(page);
    await expect(field).toHaveText(before ?? '');
    return;
  }
  await page.getByTestId('editor-done').click();
  if (wrong.tap !== 'editor-done') await page.getByTestId(wrong.tap).click({ delay: 300 });
  const toast = page.getByTestId('toast');
  await expect(toast).toHaveAttribute('data-tone', 'attention');
  expectSentence(await toast.locator('p').innerText(), language, testId);
  await page.getByTestId('toast-close').click();
}

async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByTestId(`key-${digit}`).click({ delay: 300 });
}

async function pinSays(page: Page, language: Language, what: string): Promise<void> {
  const says = page.getByTestId('pin-says');
  await expect(says).not.toBeEmpty();
  expectSentence(await says.innerText(), language, what);
}

async function badPin(page: Page, testId: string, language: Language): Promise<void> {
  await typePin(page, '135790');
  if (testId === 'new-pin') await typePin(page, '135791');
  await pinSays(page, language, testId);
}

async function badSteps(page: Page, testId: string): Promise<void> {
  const value = page.getByTestId(testId).locator('output');
  for (const end of ['less', 'more']) {
    const key = page.getByTestId(`${testId}-${end}`);
    while ((await key.getAttribute('aria-disabled')) !== 'true') await key.click({ delay: 130 });
    const last = await value.innerText();
    await key.click({ delay: 130, force: true });
    await expect(value).toHaveText(last);
  }
}

/** Every field that is on the screen and was not met before, with what cannot be right in it. */
async function tryFields(opened: Opened, stage: Stage, language: Language): Promise<void> {
  const { page } = opened;
  const shown = (await fieldsShown(page)).filter(({ testId, isOff }) => !isOff && !met.has(testId));
  const stored = (): unknown => storedIn(stage.dataDir, ['remembered', 'person_order']);
  for (const { testId, kind } of shown) {
    const before = stored();
    met.add(testId);
    await tryField(page, { testId, kind }, language);
    if (testId === 'sign-in-pin') continue;
    expect(stored(), testId).toEqual(before);
  }
}

async function tryField(
  page: Page,
  { testId, kind }: Pick<ShownField, 'testId' | 'kind'>,
  language: Language,
): Promise<void> {
  if (kind === 'number') await badNumber(page, testId, language);
  else if (kind === 'text') await badText(page, testId, language);
  else if (kind === 'pin') await badPin(page, testId, language);
  else if (kind === 'stepper') await badSteps(page, testId);
  // Of what is offered nothing is wrong, and nothing else can be said.
  else expect(['options', 'choice'], testId).toContain(kind);
}

/** Goes where the path leads, tries what is there, and leaves whatever lies in front. */
async function visit(
  opened: Opened,
  stage: Stage,
  path: readonly string[],
  language: Language,
): Promise<void> {
  const { page } = opened;
  await speak(page, language);
  for (const step of path) await page.getByTestId(step).first().click({ delay: 300 });
  const count = async (): Promise<number> => (await fieldsShown(page)).length;
  await expect.poll(count, path.join(' ')).toBeGreaterThan(0);
  await tryFields(opened, stage, language);
  await shoot(page, `fields-${path.at(-1) ?? ''}-${language}`);
  while ((await page.locator('dialog[open]').count()) > 0) {
    await page.evaluate(() => {
      [...document.querySelectorAll('dialog[open]')].at(-1)?.dispatchEvent(new Event('close'));
    });
  }
  await expect(page.getByTestId('frame')).toBeVisible();
}

/** Something to refund, and what makes every field one that can be opened. */
async function prepare(stage: Stage): Promise<void> {
  const kiosk = await stage.startKiosk();
  await stage.readyStatus(kiosk.statusPort);
  await stage.scanAndApprove();
  await stage.choose(kiosk.statusPort, 'A1');
  await stage.settledSale();
  await kiosk.stop();
  await stage.set('maxAmount', '5000');
  await stage.set('quietHours', '22-06');
  await stage.set('autoLogOutSeconds', '900');
}

test('every field of the window: bad input is said in one sentence, and changes nothing', async () => {
  test.setTimeout(900_000);
  const source = fieldsInSource();
  expect(source.length).toBeGreaterThan(40);
  const stage = await createStage({ driver: 'xy' });
  await prepare(stage);
  const opened = await openWindow(stage, '1024x600');
  const { app, page } = opened;
  try {
    await page.getByTestId('service').click();
    await tryFields(opened, stage, 'en');
    await page.getByTestId('sign-in-back').click({ delay: 300 });
    await becomeFirstOwner(page);
    for (const [index, path] of STATIONS.entries()) {
      const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
      await visit(opened, stage, path, language);
    }
    await resize(opened, '800x480');
    await visit(opened, stage, ['place-sales'], 'da');
    await visit(opened, stage, ['place-sales', 'filter-more'], 'nb');
    await speak(page, 'en');
    await page.getByTestId('back-in-sale').click({ delay: 300 });
    await page.getByTestId('service').click({ delay: 300 });
    await tryFields(opened, stage, 'en');
    await typePin(page, OWNER_PIN);
    await expect(page.getByTestId('frame')).toBeVisible();
    const missed = source.filter((field) => ![...met].some((id) => field.isIt(id)));
    expect(missed.map(({ file, testId }) => `${file}: ${testId}`)).toEqual([]);
  } finally {
    await app.close();
    await stage.close();
  }
});
