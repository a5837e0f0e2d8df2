import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCups } from '../support/cups.ts';
import { readPdf } from '../support/pdf.ts';
import {
  CATALOGUE,
  createStage,
  HEADLESS,
  MACHINE,
  MSN,
  RELAY,
  run,
  until,
} from '../support/stage.ts';
import {
  becomeFirstOwner,
  expectNothingCut,
  openWindow,
  OWNER_PIN,
  shoot,
} from './support/window.ts';
import { resize } from './support/panel.ts';

/** Everything a finger taps from now on, the digits of a PIN left out. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.body.dataset['taps'] = '0';
    addEventListener(
      'click',
      ({ target }) => {
        const isPin = target instanceof Element && target.closest('[data-field=pin]') !== null;
        const taps = Number(document.body.dataset['taps']);
        if (!isPin) document.body.dataset['taps'] = String(taps + 1);
      },
      true,
    );
  });
  return () => page.evaluate(() => Number(document.body.dataset['taps']));
}

/** The person who is signed in reads another language from now on. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(
    `window.kiosk.listPeople({}).then(({ value: [person] }) =>
      window.kiosk.editPerson({ personId: person.personId, language: '${language}' }))`,
  );
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** Every screen of the topic in one language. */
async function lookInto(page: Page, language: string): Promise<void> {
  await speak(page, language);
  for (const [place, way, name] of [
    ['place-sheet', undefined, 'sheet'],
    ['place-sheet', 'way-operator', 'operator'],
    ['place-sheet', 'way-printers', 'printers'],
    ['place-sheet', 'way-posted', 'posted'],
    ['place-more', 'tile-maximum', 'maximum'],
  ] as const) {
    await page.getByTestId(place).click();
    if (way !== undefined) await page.getByTestId(way).click();
    await expect(page.getByTestId('screen')).toBeVisible();
    await expectNothingCut(page);
    await shoot(page, `${name}-1024x600-${language}`);
  }
}

test('the sheet is printed from the screen, out of date after a price, and printed again in 4 taps', async () => {
  const cups = await startCups();
  process.env['CUPS_SERVER'] = cups.server;
  const stage = await createStage();
  const { app, page, statusPort } = await openWindow(stage, '1024x600');
  try {
    await expect(page.getByTestId('home-sheet')).toHaveCount(0);
    await becomeFirstOwner(page);
    await expect(page.getByTestId('home-sheet')).toHaveAttribute('data-state', 'unprinted');
    await expectNothingCut(page);
    await shoot(page, 'home-1024x600-unprinted');
    await page.getByTestId('home-sheet-open').click();
    await expect(page.getByTestId('preview')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'unprinted');
    await expectNothingCut(page);
    await shoot(page, 'sheet-1024x600-new');

    // Nothing is lost and all is said where there is no printer.
    await page.getByTestId('print-sheet').click();
    await expect(page.getByTestId('toast')).toContainText('No printer is set up');
    await page.getByTestId('way-printers').click();
    await expect(page.getByTestId('screen')).toContainText('Plug one in');
    await shoot(page, 'printers-1024x600-none');
    cups.addPdfQueue('PDF');
    await page.getByTestId('test-on-PDF').click();
    await expect(page.getByTestId('print')).toHaveAttribute('data-state', 'done');
    expect(cups.printed('vm-0001-test')).toBeDefined();
    await expectNothingCut(page);
    await shoot(page, 'printers-1024x600');
    await page.getByTestId('back').click();

    // Who sells, typed on the screen; a wrong number is refused in words.
    await page.getByTestId('way-operator').click();
    await page.getByTestId('operator-number').click();
    for (const digit of '974760674') await page.getByTestId(`key-${digit}`).click();
    await expect(page.getByRole('dialog')).toContainText('9 digits in Norway');
    await page.getByTestId('key-delete').click();
    await page.getByTestId('key-3').click();
    await page.getByTestId('editor-done').click();
    await expect(page.getByTestId('operator-number')).toContainText('974 760 673');
    await expectNothingCut(page);
    await shoot(page, 'operator-1024x600');
    await page.getByTestId('back').click();

    await page.getByTestId('second-language-en').click();
    await page.getByTestId('print-sheet').click();
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'current');
    const first = await until('the file', () => Promise.resolve(cups.printed('vm-0001-sheet')));
    expect(readPdf(first).code?.content).toContain('https://qr.vipps.no/');
    await shoot(page, 'sheet-1024x600-current');

    await page.getByTestId('place-home').click();
    await expect(page.getByTestId('screen')).toBeVisible();
    await expect(page.getByTestId('home-sheet')).toHaveCount(0);
    await shoot(page, 'home-1024x600-current');

    // A price changes on the command line; the sheet says which.
    await page.getByTestId('back-in-sale').click();
    await stage.readyStatus(statusPort);
    const dearer = join(stage.folder, 'dearer.csv');
    writeFileSync(dearer, CATALOGUE.replace('30.00', '31.00'));
    const imported = ['catalogue', 'import', dearer, '--data-dir', stage.dataDir];
    expect(await run([HEADLESS, ...imported])).toMatchObject({ code: 0 });
    const taps = await countTaps(page);
    await page.getByTestId('service').click();
    for (const digit of OWNER_PIN) await page.getByTestId(`key-${digit}`).click();
    await expect(page.getByTestId('home-sheet')).toHaveAttribute('data-state', 'outdated');
    await expectNothingCut(page);
    await shoot(page, 'home-1024x600-outdated');
    await page.getByTestId('home-sheet-open').click();
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'outdated');
    await expect(page.getByTestId('sheet-news')).toContainText('31.00');
    await shoot(page, 'sheet-1024x600-outdated');
    await page.getByTestId('print-sheet').click();
    expect(await taps()).toBeLessThanOrEqual(4);
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'current');
    const again = await until('the file', () => Promise.resolve(cups.printed('vm-0001-sheet')));
    expect(readPdf(again).code?.content).toContain('https://qr.vipps.no/');

    // Whose sticker is it? Nobody pays to know.
    await page.getByTestId('proof-scan').click();
    await expect(page.getByTestId('proof')).toHaveAttribute('data-state', 'awaited');
    await shoot(page, 'sheet-1024x600-proof');
    expect(await stage.control('scan', { qr: MACHINE })).not.toMatchObject({ status: 200 });
    await expect(page.getByTestId('proof')).toHaveAttribute('data-state', 'ours');
    await expectNothingCut(page);
    await shoot(page, 'sheet-1024x600-ours');
    const place = ['--sales-unit', MSN, '--location', 'Hall B', '--config', stage.configPath];
    expect(await run([RELAY, 'machine', 'add', 'vm-0002', ...place])).toMatchObject({ code: 0 });
    await page.getByTestId('proof-scan').click();
    await expect(page.getByTestId('proof')).toHaveAttribute('data-state', 'awaited');
    await stage.control('scan', { qr: 'vm-0002' });
    await expect(page.getByTestId('proof')).toHaveAttribute('data-state', 'elsewhere');
    await expect(page.getByTestId('proof')).toContainText('vm-0002, Hall B');
    expect(await stage.ledger()).toEqual([]);

    // A stopped queue keeps it, says so, and lets go of it.
    cups.run('cupsdisable', '-r', 'Being cleaned', 'PDF');
    await page.getByTestId('print-sheet').click();
    await expect(page.getByTestId('print')).toHaveAttribute('data-state', 'stopped');
    await expect(page.getByTestId('print')).toContainText('start it again');
    await shoot(page, 'sheet-1024x600-stopped');
    await page.getByTestId('cancel-print').click();
    await expect(page.getByTestId('print')).toHaveAttribute('data-state', 'cancelled');

    // What a customer reserves, why it is so much, and what they read.
    await page.getByTestId('place-more').click();
    await page.getByTestId('tile-maximum').click();
    await expect(page.getByTestId('maximum-amount')).toContainText('32.00');
    await expect(page.getByTestId('maximum-makers')).toContainText('Orange juice');
    await expect(page.getByTestId('maximum-makers')).toContainText('31.00');
    await expect(page.getByTestId('maximum-text')).toContainText('maks 32 kr');
    await expectNothingCut(page);
    await shoot(page, 'maximum-1024x600');
    await page.getByTestId('maximum-how-fixed').click();
    await expect(page.getByTestId('toast')).toContainText('32.00');
    await page.getByTestId('maximum-fixed').click();
    await page.getByTestId('key-2').click();
    await page.getByTestId('key-5').click();
    await page.getByTestId('editor-done').click();
    await expect(page.getByTestId('maximum-amount')).toContainText('25.00');
    await expect(page.getByTestId('maximum-out-of-reach')).toContainText('Orange juice');
    await expectNothingCut(page);
    await shoot(page, 'maximum-1024x600-fixed');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('maximum-amount')).toContainText('32.00');

    for (const [width, height] of [
      [800, 480],
      [600, 1024],
      [1280, 800],
    ] as const) {
      await resize({ app, page }, `${String(width)}x${String(height)}`);
      await page.getByTestId('place-sheet').click();
      await expectNothingCut(page);
      await shoot(page, `sheet-${String(width)}x${String(height)}`);
      await page.getByTestId('place-more').click();
      await page.getByTestId('tile-maximum').click();
      await expectNothingCut(page);
      await shoot(page, `maximum-${String(width)}x${String(height)}`);
      await page.getByTestId('place-sheet').click();
    }
    await page.getByTestId('way-posted').click();
    await expect(page.getByTestId('posted-list')).toContainText('cancelled');
    await expectNothingCut(page);
    await shoot(page, 'posted-1280x800');
    await resize({ app, page }, '1024x600');
    for (const language of ['nb', 'sv', 'da', 'fi']) await lookInto(page, language);
  } finally {
    delete process.env['CUPS_SERVER'];
    await app.close();
    await stage.close();
    await cups.stop();
  }
});

test('the sheet is saved to a stick, and is out of date when the machine stands elsewhere', async () => {
  const stage = await createStage();
  const sticks = join(stage.folder, 'sticks');
  mkdirSync(sticks);
  const { app, page, statusPort } = await openWindow(stage, '1024x600', ['--usb-dir', sticks]);
  try {
    await stage.readyStatus(statusPort);
    await becomeFirstOwner(page);
    await page.getByTestId('place-sheet').click();
    await expect(page.getByTestId('preview')).toBeVisible({ timeout: 20_000 });

    // To a stick, for a printer elsewhere: what is saved is what is shown, and it counts as posted.
    await page.getByTestId('save-sheet').click();
    await expect(page.getByRole('dialog')).toContainText('USB');
    await expectNothingCut(page);
    await shoot(page, 'sheet-save-1024x600-no-stick');
    mkdirSync(join(sticks, 'KINGSTON'));
    await page.getByTestId('stick').click({ timeout: 10_000 });
    await expect(page.getByTestId('toast')).toContainText('.pdf');
    await shoot(page, 'sheet-save-1024x600-saved');
    const [saved = ''] = readdirSync(join(sticks, 'KINGSTON'));
    expect(saved).toMatch(/^vm-0001-sheet-A4-.*\.pdf$/);
    expect(readPdf(readFileSync(join(sticks, 'KINGSTON', saved))).code?.content).toContain(
      'https://qr.vipps.no/',
    );
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'current');

    // Where it stands: typed on the screen, changed at Vipps, on every screen at once; the sheet is out of date.
    await page.getByTestId('location').click();
    for (let left = 'Canteen A'.length; left > 0; left -= 1) {
      await page.getByTestId('key-delete').click({ delay: 300 });
    }
    await expect(page.getByTestId('editor-done')).toHaveAttribute('aria-disabled', 'true');
    await expectNothingCut(page);
    await shoot(page, 'location-1024x600-empty');
    for (const letter of 'lab') await page.getByTestId(`key-${letter}`).click();
    await page.getByTestId('editor-done').click();
    await expect(page.getByTestId('toast')).toContainText('Canteen A → Lab');
    await expect(page.getByTestId('place-home')).toContainText('Lab');
    await expect(page.getByTestId('sheet-news')).toHaveAttribute('data-state', 'outdated');
    await expect(page.getByTestId('sheet-news')).toContainText('The location');
    const machines = await run([RELAY, 'machine', 'list', '--config', stage.configPath]);
    expect(machines.stdout).toContain('"location":"Lab"');
    await page.getByTestId('location').scrollIntoViewIfNeeded();
    await expectNothingCut(page);
    await shoot(page, 'location-1024x600');
    await stage.control('behaviour', { name: 'status-500', options: { operation: 'qr' } });
    await page.getByTestId('location').click({ delay: 300 });
    await page.getByTestId('key-x').click();
    await page.getByTestId('editor-done').click();
    await expect(page.getByTestId('toast')).toContainText('Vipps did not take the text');
    await expect(page.getByTestId('place-home')).toContainText('Lab');
    await stage.control('behaviour', { name: 'status-500', isOn: false });

    await page.getByTestId('way-posted').click();
    await expect(page.getByTestId('posted-list')).toContainText(saved);
    for (const size of ['1280x800', '800x480', '600x1024']) {
      await resize({ app, page }, size);
      await page.getByTestId('place-sheet').click();
      await expectNothingCut(page);
      await page.getByTestId('location').scrollIntoViewIfNeeded();
      await shoot(page, `location-${size}`);
      await page.getByTestId('place-home').click();
      await expect(page.getByTestId('home-sheet')).toBeVisible();
      await expectNothingCut(page);
      await shoot(page, `home-${size}-outdated`);
    }
    await resize({ app, page }, '800x480');
    for (const language of ['nb', 'sv', 'da', 'fi']) {
      await speak(page, language);
      await expectNothingCut(page);
      await shoot(page, `home-800x480-outdated-${language}`);
      await page.getByTestId('place-sheet').click();
      await expectNothingCut(page);
      await page.getByTestId('location').scrollIntoViewIfNeeded();
      await shoot(page, `location-800x480-${language}`);
      await page.getByTestId('place-home').click();
    }
  } finally {
    await app.close();
    await stage.close();
  }
});
