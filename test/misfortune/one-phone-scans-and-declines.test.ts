import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import {
  choose,
  ledgerOf,
  request,
  scan,
  settled,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { CUSTOMER_MODES } from './modes/customer.ts';

const MODE = CUSTOMER_MODES['one-phone-scans-and-declines'];
const PAUSE_MS = 30_000;

async function scanAndDecline(house: House): Promise<string> {
  await shows(house, 'ready');
  expect(await scan(house)).toBe(200);
  const { reference } = await request(house);
  house.vipps.decline(reference);
  await settled(house, reference);
  return reference;
}

/** Somebody far away with a photo of the sticker. @returns the last sale */
async function attack(house: House): Promise<string> {
  await scanAndDecline(house);
  await scanAndDecline(house);
  return scanAndDecline(house);
}

const isPaused = (house: House): boolean => house.kiosk().reasons.includes('scan-pause');

/** How long the pause goes on from now. */
async function pauseLeft(house: House): Promise<number> {
  const fromMs = house.elapsedMs();
  await house.until('the end of the pause', () => !isPaused(house), PAUSE_MS + 2_000);
  return house.elapsedMs() - fromMs;
}

test('the pause is told, is never longer than 30 s, and the next customer is served', async () => {
  await withHouse({}, async (house) => {
    const declined = await attack(house);
    expect(house.kiosk()).toMatchObject({ state: 'notReady', reasons: ['scan-pause'] });
    const fromMs = house.elapsedMs();
    // Who scans in the pause is told at once, and does not make it longer.
    for (let time = 0; time < 5; time += 1) {
      await house.advance(4_000);
      expect(await scan(house)).toBe(503);
    }
    await house.until('the end of the pause', () => !isPaused(house), PAUSE_MS);
    expect(house.elapsedMs() - fromMs).toBeLessThanOrEqual(PAUSE_MS + 1_000);
    await prove(house, declined, MODE);

    const paid = await choose(house, 'A1');
    await prove(house, paid, { ...MODE, customerPays: 'the price', outcome: 'sold' });
    technicianRead(house, MODE);
    expect(ledgerOf(house, paid).captured).toBe(3000);
    expect(house.kiosk()).toMatchObject({ state: 'ready' });
  });
});

test('however often it is tried, the pause after the next try is as short', async () => {
  await withHouse({}, async (house) => {
    await attack(house);
    for (let time = 0; time < 6; time += 1) {
      expect(await pauseLeft(house)).toBeLessThanOrEqual(PAUSE_MS + 1_000);
      await scanAndDecline(house);
      expect(isPaused(house)).toBe(true);
    }
  });
});

test('a scan that was left to expire has held the machine for longer than the pause: no more is added', async () => {
  await withHouse({}, async (house) => {
    for (let time = 0; time < 4; time += 1) {
      await shows(house, 'ready');
      expect(await scan(house)).toBe(200);
      const { reference } = await request(house);
      await house.until('the request to be taken back', () => house.kiosk().sale === undefined);
      expect(isPaused(house)).toBe(false);
      await settled(house, reference);
      expect(isPaused(house)).toBe(false);
    }
  });
});

test('over a restart the rest of the pause is left, and no more', async () => {
  await withHouse({}, async (house) => {
    await attack(house);
    await house.advance(20_000);
    await house.cutPower();
    await house.startKiosk();
    expect(isPaused(house)).toBe(true);
    expect(await pauseLeft(house)).toBeLessThanOrEqual(11_000);
    await settled(house, await choose(house, 'A1'));
  });
});

test.each([-240_000, 240_000])('the clock jumps by %i ms in the pause', async (byMs) => {
  await withHouse({}, async (house) => {
    await attack(house);
    house.wall.jump(byMs);
    expect(await pauseLeft(house)).toBeLessThanOrEqual(PAUSE_MS + 1_000);
    await settled(house, await choose(house, 'A1'));
  });
});

test('the clock goes back while the machine is off: 30 s at most', async () => {
  await withHouse({}, async (house) => {
    await attack(house);
    await house.cutPower();
    house.wall.jump(-240_000);
    await house.startKiosk();
    expect(await pauseLeft(house)).toBeLessThanOrEqual(PAUSE_MS + 1_000);
    await settled(house, await choose(house, 'A1'));
  });
});

test('whoever has pressed a selection stands at the machine: no pause for them', async () => {
  await withHouse({ sessionMode: 'always-idle' }, async (house) => {
    await attack(house);
    expect(isPaused(house)).toBe(true);
    house.machine.press('A1');
    await house.until('the selection to be held', () => !isPaused(house), 2_000);
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    house.vipps.approve(reference);
    const sale = await settled(house, reference);
    expect(sale).toMatchObject({ outcome: 'sold', captured: 3000 });
  });
});
