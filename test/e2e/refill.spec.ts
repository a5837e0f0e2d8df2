import { expect, test, type Page } from '@playwright/test';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import { openDatabase } from '#sqlite/database.ts';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { localDay } from '../../src/main/runtime/local-time.ts';
import { createStage, HEADLESS, MACHINE, run, type Stage } from '../support/stage.ts';
import { countTaps, expectTargets, resize, speak } from './support/panel.ts';
import {
  becomeFirstOwner,
  expectNothingCut,
  openWindow,
  shoot,
  signIn,
  type Opened,
} from './support/window.ts';

const LOOKS = [
  ...LANGUAGES.map((language) => ({ size: '1024x600', language })),
  { size: '1280x800', language: 'nb' as const },
  { size: '800x480', language: 'fi' as const },
  { size: '600x1024', language: 'da' as const },
];
const TRAYS = ['A', 'B', 'C', 'D', 'E', 'F'];
const COLUMNS = 10;
const NAMES = ['Proteinbar peanøtt og karamell', 'Cola', 'Smörgås med ost och skinka 25g', 'Vann'];

/** Sixty slots; what is in each is the item's last digit, of ten. */
async function fillMachine(stage: Stage): Promise<void> {
  const rows = TRAYS.flatMap((tray, shelf) =>
    Array.from({ length: COLUMNS }, (_, column) => {
      const item = shelf * COLUMNS + column + 1;
      const name = NAMES[item % NAMES.length] ?? '';
      return `${tray}${String(column + 1)},${String(item)},${name},25.00,15,${String(item % 10)},10,0`;
    }),
  );
  const header = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
  const file = join(stage.folder, 'sixty.csv');
  writeFileSync(file, [header, ...rows, ''].join('\n'));
  const done = await run([HEADLESS, 'catalogue', 'import', file, '--data-dir', stage.dataDir]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
}

/** As after an outcome that nobody knows. */
function makeUncertain(stage: Stage, selection: string): void {
  const path = join(stage.dataDir, 'kiosk.db');
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  database.run('UPDATE slot SET is_count_due = 1 WHERE selection = ?', selection);
  database.close();
}

test.describe('a refill', () => {
  test.describe.configure({ mode: 'serial' });
  let stage: Stage;
  let opened: Opened;
  let page: Page;

  test.beforeAll(async () => {
    stage = await createStage();
    await fillMachine(stage);
    makeUncertain(stage, 'C4');
    makeUncertain(stage, 'E9');
    mkdirSync(join(stage.folder, 'media'));
    opened = await openWindow(stage, '1024x600', ['--usb-dir', join(stage.folder, 'media')]);
    page = opened.page;
    await becomeFirstOwner(page);
  });

  test.afterAll(async () => {
    await opened.app.close();
    await stage.close();
  });

  const stockOf = async (selection: string): Promise<string> => {
    const { stdout } = await run([HEADLESS, 'catalogue', 'export', '--data-dir', stage.dataDir]);
    const row = stdout.split(/\r?\n/).find((line) => line.startsWith(`${selection},`));
    return row?.split(',')[5] ?? '';
  };

  test('the pick list says what to bring, and is saved to a stick', async () => {
    await page.getByTestId('place-refill').click();
    await page.getByTestId('pick-list').click();
    await expect(page.getByTestId('pick-lines')).toContainText('Cola');
    await page.getByTestId('pick-list-save').click();
    await expect(page.getByRole('dialog')).toContainText('No USB stick is plugged in.');
    const stick = join(stage.folder, 'media', 'STICK');
    mkdirSync(stick);
    await page.getByTestId('stick').click();
    await expect(page.getByTestId('toast')).toContainText('STICK');
    await shoot(page, 'refill-pick-list-1024x600');
    const day = localDay(Date.now());
    const text = readFileSync(join(stick, `${MACHINE}-pick-list-${day}.csv`), 'utf8');
    expect(text).toContain('product,count,slots\n');
    expect(text).toContain('Cola,');
    await page.getByTestId('toast-close').click();
  });

  test('everything is filled in three taps after the PIN, and taken back in one', async () => {
    await page.getByTestId('back-in-sale').click();
    await signIn(page);
    const taps = await countTaps(page);
    await page.getByTestId('place-refill').click();
    await page.getByTestId('fill-all').click();
    await expect(page.getByTestId('refill-sum')).toHaveText('+323 items, 58 slots');
    await expect(page.getByTestId('slot-A2')).toContainText('2 → 10');
    await shoot(page, 'refill-filled-1024x600');
    await page.getByTestId('refill-save').click();
    await expect(page.getByTestId('slot-A2')).toContainText('10/10');
    expect(await taps()).toBeLessThanOrEqual(4);
    await expect(page.getByTestId('toast')).toContainText('+323 items, 58 slots');
    await shoot(page, 'refill-saved-1024x600');
    expect(await stockOf('A2')).toBe('10');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('slot-A2')).toContainText('2/10');
    expect(await stockOf('A2')).toBe('2');
    await page.getByTestId('toast-close').click();
  });

  test('a slot whose count is uncertain is not filled unseen: it asks for a count', async () => {
    await page.getByTestId('fill-tray-C').click();
    await expect(page.getByTestId('refill-due')).toContainText('2 slots still to count');
    await page.getByTestId('due-C4').click();
    await expect(page.getByRole('dialog')).toContainText('The count is uncertain.');
    await page.getByTestId('count-type').click();
    await page.getByTestId('key-7').click();
    await page.getByTestId('editor-done').click();
    await expect(page.getByTestId('count-old-new')).toHaveText('4 → 7');
    await page.getByTestId('count-more').click();
    await expect(page.getByTestId('count-old-new')).toHaveText('4 → 8');
    await shoot(page, 'refill-count-1024x600');
    await page.getByTestId('count-done').click();
    await expect(page.getByTestId('refill-due')).toContainText('1 slot still to count');
    await page.getByTestId('refill-save').click();
    await expect(page.getByTestId('slot-C4')).toHaveAttribute('data-state', 'ok');
    expect(await stockOf('C4')).toBe('8');
    await page.getByTestId('toast-close').click();
  });

  test('what is sold between counting and saving has left the slot', async () => {
    await page.getByTestId('back-in-sale').click();
    await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'ready');
    await stage.control('scan', { qr: MACHINE });
    await stage.control('approve', { reference: await stage.pendingReference() });
    await stage.machineState('session');
    await signIn(page);
    await page.getByTestId('place-refill').click();
    await page.getByTestId('fill-tray-A').click();
    await expect(page.getByTestId('slot-A2')).toContainText('2 → 10');
    await stage.control('press', { selection: 'A2' });
    await expect(page.getByTestId('slot-A2')).toContainText('1 → 9');
    // Leaving the screen loses nothing.
    await page.getByTestId('place-home').click();
    await page.getByTestId('place-refill').click();
    await expect(page.getByTestId('slot-A2')).toContainText('1 → 9');
    await page.getByTestId('refill-save').click();
    await expect(page.getByTestId('slot-A2')).toContainText('9/10');
    expect(await stockOf('A2')).toBe('9');
    await page.getByTestId('toast-close').click();
  });

  async function look(size: string, language: Language): Promise<void> {
    await resize(opened, size);
    await speak(page, language);
    const name = `${size}-${language}`;
    await page.getByTestId('place-refill').click();
    await page.getByTestId('fill-all').click();
    await expectNothingCut(page);
    await expectTargets(page, 14);
    await shoot(page, `refill-${name}`);
    await page.getByTestId('slot-B2').click();
    await expectNothingCut(page);
    await expectTargets(page, 14);
    await shoot(page, `refill-count-${name}`);
    await page.getByTestId('count-done').click();
    await page.getByTestId('refill-drop').click();
    await page.getByTestId('pick-list').click();
    await expectNothingCut(page);
    await shoot(page, `refill-pick-list-${name}`);
  }

  test('it is read on every panel, in every language', async () => {
    for (const { size, language } of LOOKS) await look(size, language);
  });
});
