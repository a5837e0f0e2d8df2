import { expect, test, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScreenName } from '../../src/renderer/store/screen-names.ts';
import { createStage, MACHINE } from '../support/stage.ts';
import { STOPS, TAKEN, type Stop } from './support/itinerary.ts';
import { mergeFaults } from './support/merge-faults.ts';
import { createWalker, goTo, leave, reloadHome } from './support/walker.ts';
import { openWalkStage, type WalkStage } from './support/walk-stage.ts';
import { becomeFirstOwner, openWindow, ROOT } from './support/window.ts';

/** A new screen does not compile until it stands here, and is not green until the walk comes to it. */
const SCREENS: Readonly<Record<ScreenName | 'more', true>> = {
  home: true,
  machine: true,
  slot: true,
  newSlot: true,
  learn: true,
  prices: true,
  manyPrices: true,
  refill: true,
  pickList: true,
  sales: true,
  sale: true,
  sheet: true,
  printers: true,
  operator: true,
  posted: true,
  products: true,
  reviews: true,
  reports: true,
  maximum: true,
  health: true,
  motors: true,
  devices: true,
  temperature: true,
  speed: true,
  traffic: true,
  past: true,
  support: true,
  licences: true,
  settings: true,
  panel: true,
  people: true,
  person: true,
  changes: true,
  setup: true,
  setupStep: true,
  more: true,
};

/** The only files of the window that ask who is signed in: the stops that they draw are walked in full by both. */
const ROLE_READERS = [
  'frame/Frame.tsx',
  'screens/changes/Entry.tsx',
  'screens/sales/Sale.tsx',
  'screens/settings/Settings.tsx',
  'screens/setup/RelayStep.tsx',
  'screens/setup/Setup.tsx',
  'screens/sheet/Operator.tsx',
];

/** Every way that leads on from the screen that is shown. */
async function waysOn(page: Page): Promise<readonly string[]> {
  return page
    .locator('[data-testid^="place-"], [data-testid^="tile-"], [data-testid^="way-"][data-opens]')
    .evaluateAll((found) => found.map((one) => one.getAttribute('data-testid') ?? ''));
}

type Role = 'owner' | 'technician';

/** What is wrong on one screen, said once: every look, and ways on that no stop takes. */
async function visit(world: WalkStage, stop: Stop, role: Role): Promise<readonly string[]> {
  const { page } = world.opened;
  await reloadHome(page);
  await world.signInAs(role);
  const walker = await createWalker(world.opened, `walk/${role}`);
  const isGlance = role === 'technician' && stop.differs !== true;
  await walker.stand(stop.sizes?.includes('1024x600') === false ? stop.sizes[0] : undefined);
  await goTo(world, stop);
  const untaken = (await waysOn(page)).filter((way) => !TAKEN.has(way));
  await (isGlance ? walker.lookAtWords(stop) : walker.look(stop));
  await leave(page, stop);
  return [
    ...mergeFaults(walker.found),
    ...untaken.map((way) => `${stop.name}: nobody takes ${way}`),
  ];
}

const AS: readonly (readonly [Role, readonly Stop[]])[] = [
  ['owner', STOPS],
  ['technician', STOPS.filter(({ isOwners }) => isOwners !== true)],
];

test.describe('every screen, on every panel, in every language, with bare hands and in gloves, light and dark', () => {
  // Each worker has a machine of its own, and takes a part of the stops.
  test.describe.configure({ mode: 'parallel', timeout: 400_000 });
  let world: WalkStage;

  test.beforeAll(async () => {
    test.setTimeout(600_000);
    world = await openWalkStage('1024x600');
  });

  test.afterAll(async () => {
    await world.close();
  });

  for (const [role, stops] of AS) {
    for (const stop of stops) {
      test(`as an ${role}: ${stop.name}`.replace('an t', 'a t'), async () => {
        expect(await visit(world, stop, role)).toEqual([]);
      });
    }
  }
});

test('no screen is left out', () => {
  const walked = new Set(STOPS.map(({ screen }) => screen));
  expect([...walked].sort()).toEqual(Object.keys(SCREENS).sort());
});

test('who is signed in makes a difference nowhere else', () => {
  const folder = join(ROOT, 'src/renderer');
  const readers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .filter((file) => /session\??\.role/.test(readFileSync(join(folder, file), 'utf8')));
  expect(readers.sort()).toEqual(ROLE_READERS);
});

test('for who passes by: each state, and the PIN', async () => {
  test.setTimeout(600_000);
  const stage = await createStage({ driver: 'xy' });
  const opened = await openWindow(stage, '1024x600');
  const { app, page, statusPort } = opened;
  try {
    await stage.readyStatus(statusPort);
    const walker = await createWalker(opened, 'walk/passer-by');
    const state = page.getByTestId('state');
    const sale = page.getByTestId('sale');
    await walker.look({ name: 'ready', shows: 'posted-qr' });
    await stage.control('scan', { qr: MACHINE });
    const reference = await stage.pendingReference();
    await expect(sale).toHaveAttribute('data-state', 'awaitingApproval');
    await walker.look({ name: 'scanned', shows: 'sale' });
    await stage.control('approve', { reference });
    await expect(sale).toHaveAttribute('data-state', 'offering');
    await walker.look({ name: 'choosing', shows: 'sale' });
    await stage.control('press', { selection: 'B1' });
    await stage.settledSale();
    await expect(sale).toHaveCount(0);
    await walker.look({ name: 'sold', shows: 'last-sale' });
    await page.getByTestId('language').click();
    await walker.look({ name: 'languages', shows: 'language-nb' });
    await page.keyboard.press('Escape');

    await page.getByTestId('service').click({ delay: 300 });
    await walker.look({ name: 'first-owner', shows: 'key-0' });
    await page.getByTestId('owner-name').click();
    await walker.look({ name: 'first-owner-name', shows: 'editor-done' });
    await page.getByTestId('editor-cancel').click();
    await page.getByTestId('sign-in-back').click({ delay: 300 });
    await walker.stand();
    await becomeFirstOwner(page);
    await page.evaluate(async () => {
      for (const name of ['Tor', 'Kari Nordmann-Hansen', 'Ola']) {
        const pin = '314159';
        await window.kiosk.addPerson({ name, role: 'technician', language: 'nb', pin });
      }
    });
    await page.getByTestId('back-in-sale').click({ delay: 300 });
    await page.getByTestId('service').click({ delay: 300 });
    await page.getByTestId('person-Tor').click({ delay: 300 });
    for (const digit of '000000') await page.getByTestId(`key-${digit}`).click({ delay: 300 });
    await expect(page.getByTestId('pin-says')).not.toBeEmpty();
    await walker.look({ name: 'pin-wrong', shows: 'key-delete' });
    await page.getByTestId('sign-in-back').click({ delay: 300 });

    await stage.control('behaviour', { name: 'door-open' });
    await expect(state).toHaveAttribute('data-state', 'notReady');
    await walker.look({ name: 'door-open', shows: 'reason' });
    await stage.control('behaviour', { name: 'door-open', isOn: false });
    await stage.readyStatus(statusPort);
    await stage.relay.stop();
    await expect(state).toHaveAttribute('data-state', 'notReady');
    await walker.look({ name: 'relay-down', shows: 'reason' });
    expect(mergeFaults(walker.found)).toEqual([]);
  } finally {
    await app.close();
    await stage.close();
  }
});
