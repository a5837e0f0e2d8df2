import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { LANGUAGES } from '#core/base/language.ts';
import { SETUP_STEPS } from '#core/setup/setup.ts';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronCommand } from '../../scripts/window.ts';
import { CATALOGUE, createStage, MACHINE, RELAY, run, type Stage } from '../support/stage.ts';
import { becomeFirstOwner, expectNothingCut, OWNER_PIN, shoot } from './support/window.ts';
import { resize } from './support/panel.ts';

/** Every language where there is least room; the longest two on the others. */
const LOOKED_AT = {
  '800x480': LANGUAGES,
  '1024x600': ['sv', 'fi'],
  '600x1024': ['sv', 'fi'],
} as const;

async function openNew(stage: Stage, dataDir: string): Promise<ElectronApplication> {
  const { command, args } = await electronCommand();
  const where = ['--data-dir', dataDir, '--usb-dir', join(stage.folder, 'media')];
  return _electron.launch({
    executablePath: command,
    args: [...args, ...where, '--window-size', '1024x600'],
    env: { ...process.env, VENDSKAP_LOG: 'warn' },
  });
}

/** Typed key by key on the keyboard of the screen, whichever page a key is on. */
async function type(page: Page, text: string): Promise<void> {
  for (const character of text.toLowerCase()) {
    const key = page.getByTestId(`key-${character}`);
    if ((await key.count()) === 0) await page.getByTestId('key-symbols').click();
    await key.click({ delay: 70 });
  }
  await page.getByTestId('editor-done').click();
}

async function erase(page: Page, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1)
    await page.getByTestId('key-delete').click({ delay: 70 });
}

/** Pressed slowly: two quick presses at one spot are one. */
async function goOn(page: Page): Promise<void> {
  await page.getByTestId('setup-go-on').click({ delay: 300 });
}

async function invitation(stage: Stage): Promise<string> {
  const said = await run([RELAY, 'machine', 'code', MACHINE, '--config', stage.configPath]);
  const { enrolmentCode }: { enrolmentCode: string } = JSON.parse(said.stdout);
  return enrolmentCode;
}

/** Nothing is cut on the list and on any step; the longest language is kept as pictures. */
async function lookAtEveryStep(page: Page, language: string, size: string): Promise<void> {
  const look = async (name: string): Promise<void> => {
    await expectNothingCut(page);
    if (language === 'fi') await shoot(page, `setup-${name}-${size}-fi`);
  };
  await page.getByTestId('place-more').click();
  await page.getByTestId('tile-setup').click();
  await expect(page.getByTestId('setup-language')).toBeVisible();
  await look('1-list');
  for (const [index, step] of SETUP_STEPS.entries()) {
    // The tile that led here may have been where the first step is: two quick presses at one spot are one.
    await page.getByTestId(`setup-${step}`).click({ delay: index === 0 ? 300 : 0 });
    await expect(page.getByTestId('setup-report')).toHaveCount(0);
    await look(`${String(index + 2)}-${step}`);
    await page.getByTestId('back').click();
  }
}

type Look = (language: string, size: string) => Promise<void>;

/** In each language and on each panel; afterwards as it was. */
async function everywhere(
  opened: { app: ElectronApplication; page: Page },
  look: Look,
): Promise<void> {
  const { page } = opened;
  const personId: string = await page.evaluate(
    'window.kiosk.listPeople({}).then((people) => people.value[0].personId)',
  );
  const speak = (language: string): Promise<unknown> =>
    page.evaluate(`window.kiosk.editPerson({ personId: '${personId}', language: '${language}' })`);
  for (const [size, languages] of Object.entries(LOOKED_AT)) {
    await resize(opened, size);
    for (const language of languages) {
      await speak(language);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await look(language, size);
    }
  }
  await speak('en');
  await resize(opened, '1024x600');
}

test('a new machine is set up from its window, left and taken up again, and its report is saved', async () => {
  const stage = await createStage();
  const dataDir = join(stage.folder, 'new');
  const stick = join(stage.folder, 'media', 'STICK');
  mkdirSync(stick, { recursive: true });
  writeFileSync(join(stick, 'products.csv'), CATALOGUE);
  const stateOf = (page: Page, step: string) => page.getByTestId(`setup-${step}-state`);
  let app = await openNew(stage, dataDir);
  try {
    let page = await app.firstWindow();
    await expect(page.getByTestId('reason')).toContainText('not set up yet');
    await shoot(page, 'setup-0-status-1024x600-en');
    await becomeFirstOwner(page);
    await expect(page.getByTestId('setup-language')).toBeVisible();
    await expect(page.getByTestId('setup-products')).toHaveAttribute('aria-disabled', 'true');
    await shoot(page, 'setup-1-list-1024x600-en');

    await page.getByTestId('setup-next').click();
    await goOn(page);
    await page.getByTestId('bank-card').waitFor();
    await goOn(page);
    await page.getByTestId('setup-relay-url').click();
    await erase(page, 'https://'.length);
    await type(page, stage.relayUrl);
    await page.getByTestId('setup-check').click();
    await page.getByTestId('network-clock').waitFor();
    await shoot(page, 'setup-3-network-1024x600-en');
    await expect(page.getByTestId('network-clock')).toHaveAttribute('data-state', 'fine');

    // Left in the middle: the power goes.
    app.process().kill('SIGKILL');
    app = await openNew(stage, dataDir);
    page = await app.firstWindow();
    await page.getByTestId('service').click({ timeout: 20_000 });
    for (const digit of OWNER_PIN) await page.getByTestId(`key-${digit}`).click();
    await expect(stateOf(page, 'network')).toContainText('done');
    await expect(page.getByTestId('setup-next')).toContainText('Machine');
    await page.getByTestId('setup-next').click();
    await page.getByTestId('setup-line').click();
    await type(page, stage.machinePath);
    await expect(page.getByTestId('line-qibixx')).toHaveAttribute('aria-pressed', 'true');
    await shoot(page, 'setup-4-machine-1024x600-en');
    await goOn(page);

    await page.getByTestId('setup-code').click();
    await type(page, 'wrong123');
    await page.getByTestId('setup-enrol').click();
    await expect(page.getByTestId('toast')).toContainText('Ask the operator for a new one');
    await page.getByTestId('setup-code').click();
    await erase(page, 8);
    await type(page, await invitation(stage));
    await page.getByTestId('setup-enrol').click();
    await expect(page.getByTestId('setup-enrolled')).toContainText(MACHINE);
    await expect(page.getByTestId('who')).toContainText('Ada');
    await shoot(page, 'setup-5-relay-1024x600-en');
    await goOn(page);

    // By hand to begin with, then the list that takes its place.
    await page.getByTestId('setup-type-in').click();
    await expect(page.getByTestId('new-selection')).toHaveText('A1');
    await shoot(page, 'setup-6-products-typed-1024x600-en');
    await page.getByTestId('new-end').click({ delay: 300 });
    await shoot(page, 'setup-6-products-1024x600-en');
    await page.getByTestId('file-products.csv').click({ delay: 300 });
    await expect(page.getByTestId('import-sum')).toHaveText('5 new');
    await page.getByTestId('import').click({ delay: 300 });
    await expect(page.getByTestId('setup-slots')).toContainText('5');
    await page.getByTestId('toast-close').click();
    await goOn(page);
    await expect(page.getByTestId('screen')).toContainText('32');
    await goOn(page);
    await goOn(page);
    await expect(page.getByTestId('toast')).toContainText('first');
    await page.getByTestId('setup-open-sheet').click({ delay: 300 });
    await page.getByTestId('save-sheet').click({ delay: 300 });
    await page.getByTestId('stick').click({ delay: 300 });
    await expect(page.getByTestId('toast')).toContainText('Saved as');
    await page.getByTestId('back').click();
    await expect(page.getByTestId('setup-hold')).toHaveAttribute('data-state', 'held');
    await shoot(page, 'setup-1-held-1024x600-en');
    await everywhere({ app, page }, async (language, size) => {
      await expect(page.getByTestId('setup-sell-without')).toBeVisible();
      await expectNothingCut(page);
      await shoot(page, `setup-1-held-${size}-${language}`);
    });
    await page.getByTestId('setup-next').click({ delay: 300 });
    await expect(page.getByTestId('setup-posted')).toContainText('Up to date');
    await shoot(page, 'setup-9-sheet-1024x600-en');
    await goOn(page);
    await page.getByTestId('proof-scan').click({ delay: 300 });
    await expect(page.getByTestId('proof')).toHaveAttribute('data-state', 'awaited');
    await stage.control('scan', { qr: MACHINE });
    await expect(page.getByTestId('proof')).toHaveAttribute('data-state', 'ours');
    await shoot(page, 'setup-10-proof-1024x600-en');
    await goOn(page);
    const stand = page.getByTestId('setup-test-stand');
    await page.getByTestId('setup-test').click({ delay: 300 });
    await expect(stand).toHaveAttribute('data-stand', 'awaited');
    await stage.control('scan', { qr: MACHINE });
    const reference = await stage.pendingReference();
    await expect(stand).toHaveAttribute('data-stand', 'running');
    await shoot(page, 'setup-11-test-running-1024x600-en');
    await stage.control('approve', { reference });
    await expect(stand).toHaveAttribute('data-stand', 'released');
    await shoot(page, 'setup-11-test-released-1024x600-en');
    expect(await stage.ledger()).toEqual([
      expect.objectContaining({ reference, reserved: 200, captured: 0, released: 200, open: 0 }),
    ]);
    await goOn(page);
    await page.getByTestId('setup-save').click();
    await expect(page.getByTestId('toast')).toContainText('You may pull it out');
    const report = readdirSync(stick).find((name) => name.endsWith('.json')) ?? '';
    expect(JSON.parse(readFileSync(join(stick, report), 'utf8'))).toMatchObject({
      machineId: MACHINE,
      isComplete: true,
      machine: { driver: 'qibixx', path: stage.machinePath },
    });
    expect(readdirSync(stick).filter((name) => /set-up.*\.pdf$/.test(name))).toHaveLength(1);
    await page.getByTestId('back').click();
    await expect(page.getByTestId('setup-next')).toHaveCount(0);
    await expect(page.getByTestId('setup-hold')).toHaveCount(0);

    await everywhere({ app, page }, (language, size) => lookAtEveryStep(page, language, size));
    await page.getByTestId('back-in-sale').click();
    await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'ready');
  } finally {
    await app.close();
    await stage.close();
  }
});
