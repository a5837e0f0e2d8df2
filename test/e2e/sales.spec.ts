import { expect, test, type Page } from '@playwright/test';
import { LANGUAGES } from '#core/base/language.ts';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStage, until, type ExportedSale, type Stage } from '../support/stage.ts';
import {
  becomeFirstOwner,
  expectNothingCut,
  hold,
  openWindow,
  shoot,
  tap,
  type Opened,
} from './support/window.ts';
import { resize, speak } from './support/panel.ts';

/** As the demand says: a sale by amount and hour. */
const MOST_TAPS = 6;
const SIZES = ['1280x800', '800x480', '600x1024', '1024x600'];
const TECHNICIAN_PIN = '314159';

/** A customer buys B1. */
async function sell(stage: Stage, { statusPort }: Opened): Promise<ExportedSale> {
  await stage.readyStatus(statusPort);
  await stage.scanAndApprove();
  await stage.choose(statusPort, 'B1');
  return stage.settledSale();
}

async function atEverySize(opened: Opened, name: string): Promise<void> {
  for (const size of SIZES) {
    await resize(opened, size);
    await shoot(opened.page, `${name}-${size}`);
    await expectNothingCut(opened.page);
  }
}

async function inEveryLanguage({ page }: Opened, name: string): Promise<void> {
  for (const language of LANGUAGES) {
    await speak(page, language);
    await shoot(page, `${name}-${language}`);
    await expectNothingCut(page);
  }
}

async function addTechnician(page: Page): Promise<void> {
  await page.evaluate(async (pin) => {
    const bridge: unknown = Reflect.get(window, 'kiosk');
    const add: unknown = Reflect.get(Object(bridge), 'addPerson');
    if (typeof add !== 'function') throw new Error('There is no bridge.');
    await Reflect.apply(add, bridge, [{ name: 'Tor', role: 'technician', language: 'en', pin }]);
  }, TECHNICIAN_PIN);
}

test('a sale is found by amount and hour in six taps, told, refunded by the owner and saved', async () => {
  const stage = await createStage();
  const sticks = join(stage.folder, 'sticks');
  mkdirSync(join(sticks, 'KINGSTON'), { recursive: true });
  const opened = await openWindow(stage, '1024x600', ['--usb-dir', sticks]);
  const { app, page } = opened;
  try {
    await stage.control('behaviour', {
      name: 'refuse-with',
      options: { operation: 'capture', code: '6160', times: 1 },
    });
    const sold = await sell(stage, opened);
    expect(sold).toMatchObject({ captured: 2500, released: 700 });
    await becomeFirstOwner(page);
    await addTechnician(page);

    let taps = 0;
    const count = async (testId: string): Promise<void> => {
      taps += 1;
      await tap(page, testId);
    };
    await count('place-sales');
    await expect(page.getByTestId('sale-row')).toHaveCount(1);
    await count('filter-amount');
    await count('amount-2500');
    await count('filter-time');
    await count(`hour-${String(new Date(Date.parse(sold.startedAt)).getHours())}`);
    await count('sale-row');
    for (const kind of [
      'customer.checkedIn',
      'payment.authorized',
      'vend.requested',
      'vend.succeeded',
      'payment.captured',
      'payment.released',
      'receipt.posted',
    ]) {
      await expect(page.getByTestId(`step-${kind}`)).toHaveCount(1);
    }
    expect(taps).toBeLessThanOrEqual(MOST_TAPS);
    const chosen = page.getByTestId('step-vend.requested').getByTestId('step-line');
    await expect(chosen).toContainText([
      /The customer chose slot B1.*c,STATUS,VEND,25\.00/,
      /Approve.*C,VEND,25\.00/,
    ]);
    const charges = page.getByTestId('step-payment.captured').getByTestId('answer-capture');
    await expect(charges).toContainText([/409 6160 · trace id [0-9a-f-]{8,}/, /200/]);
    await atEverySize(opened, 'sale');

    // Every place where something is looked for or chosen, at each size.
    await tap(page, 'back');
    await atEverySize(opened, 'sales-found');
    await tap(page, 'filter-time');
    await atEverySize(opened, 'sales-hours');
    await tap(page, 'any-time');
    await tap(page, 'filter-amount');
    await atEverySize(opened, 'sales-amounts');
    await tap(page, 'amount-2500');
    await resize(opened, '800x480');
    await inEveryLanguage(opened, 'sales-800x480');
    await tap(page, 'filter-more');
    await shoot(page, 'sales-more-800x480');
    await tap(page, 'filter-state');
    await tap(page, 'state-refunded');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('sale-row')).toHaveCount(0);
    await shoot(page, 'sales-none-800x480');
    await tap(page, 'show-all');
    await resize(opened, '1024x600');

    // Held by the owner, and told in the same timeline.
    await tap(page, 'sale-row');
    await inEveryLanguage(opened, 'sale-1024x600');
    await tap(page, 'refund');
    await atEverySize(opened, 'sale-refund');
    await expect(page.getByTestId('refund-hold')).toHaveAttribute('aria-disabled', 'true');
    await tap(page, 'reason-damaged');
    await hold(page, 'refund-hold');
    await expect(page.getByTestId('step-payment.refunded')).toContainText('25.00');
    await expect(page.getByTestId('refund')).toHaveCount(0);
    await shoot(page, 'sale-refunded-1024x600');
    expect((await stage.ledger())[0]).toMatchObject({ captured: 2500, refunded: 2500 });

    // To a stick.
    await tap(page, 'back');
    for (const format of ['csv', 'json']) {
      await tap(page, 'sales-export');
      await tap(page, `format-${format}`);
      await shoot(page, `sales-export-${format}-1024x600`);
      await tap(page, 'stick');
      await expect(page.getByTestId('toast')).toContainText(`.${format}`);
    }
    const files = readdirSync(join(sticks, 'KINGSTON')).sort();
    expect(files).toHaveLength(2);
    const [csv = '', json = ''] = files.map((file) =>
      readFileSync(join(sticks, 'KINGSTON', file), 'utf8'),
    );
    expect(csv.split('\n')[1]).toContain(`${sold.reference},settled,`);
    expect(JSON.parse(json)).toMatchObject([{ reference: sold.reference, refunded: 2500 }]);
  } finally {
    await app.close();
    await stage.close();
  }
});

test('a technician is told who can refund, and main refuses it from anywhere', async () => {
  const stage = await createStage();
  const opened = await openWindow(stage, '1024x600');
  const { app, page } = opened;
  try {
    const sold = await sell(stage, opened);
    await becomeFirstOwner(page);
    await addTechnician(page);
    await tap(page, 'back-in-sale');
    await tap(page, 'service');
    await tap(page, 'person-Tor');
    for (const digit of TECHNICIAN_PIN) await tap(page, `key-${digit}`);
    await tap(page, 'place-sales');
    await tap(page, 'sale-row');
    await expect(page.getByTestId('timeline')).toBeVisible();
    await expect(page.getByTestId('screen')).toContainText('Only an owner');
    await expect(page.getByTestId('refund')).toHaveCount(0);
    await shoot(page, 'sale-technician-1024x600');
    const answer = await page.evaluate(async (reference) => {
      const bridge: unknown = Reflect.get(window, 'kiosk');
      const refund: unknown = Reflect.get(Object(bridge), 'refundSale');
      if (typeof refund !== 'function') throw new Error('There is no bridge.');
      const given: unknown = await Reflect.apply(refund, bridge, [{ reference, reason: 'x' }]);
      return given;
    }, sold.reference);
    expect(answer).toMatchObject({ ok: false });
    const after = await until('the ledger', async () => (await stage.ledger())[0]);
    expect(after).toMatchObject({ captured: 2500, refunded: 0 });
  } finally {
    await app.close();
    await stage.close();
  }
});

test('a charge that Vipps did not take is tried again at once, by whoever stands there', async () => {
  const stage = await createStage();
  const opened = await openWindow(stage, '1024x600');
  const { app, page } = opened;
  try {
    await stage.control('behaviour', { name: 'status-500', options: { operation: 'capture' } });
    await stage.readyStatus(opened.statusPort);
    await stage.scanAndApprove();
    await stage.choose(opened.statusPort, 'B1');
    await becomeFirstOwner(page);
    await tap(page, 'place-sales');
    await tap(page, 'sale-row');
    await page.getByTestId('try-again').waitFor();
    await shoot(page, 'sale-settling-1024x600');
    await resize(opened, '800x480');
    await inEveryLanguage(opened, 'sale-settling-800x480');
    await stage.control('behaviour', { name: 'status-500', isOn: false });
    await tap(page, 'try-again');
    await expect(page.getByTestId('toast')).toContainText('Vipps is being asked');
    await expect(page.getByTestId('step-payment.captured')).toHaveCount(1);
    await expect(page.getByTestId('try-again')).toHaveCount(0);
    expect(await stage.settledSale()).toMatchObject({ captured: 2500, released: 700 });
  } finally {
    await app.close();
    await stage.close();
  }
});
