import { expect, test } from 'vitest';
import { choose, ledgerOf, scanToCredit, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['power-lost-before-release'];

test('the price is charged, the rest is given back after the start', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'cancel' });
    const reference = await choose(house, 'A2');
    await house.until('the charge', () => ledgerOf(house, reference).captured === 2000);
    expect(ledgerOf(house, reference).open).toBe(1500);
    expect(house.kiosk()).toMatchObject({ settlingCount: 1, today: { count: 1, sumMinor: 2000 } });

    await house.cutPower();
    house.vipps.clearBehaviour('hang');
    await house.startKiosk();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(ledgerOf(house, reference).released).toBe(1500);
    expect(await shows(house, 'ready')).toMatchObject({ settlingCount: 0, reviewCount: 0 });
    expect(house.stockOf('A2')).toBe(9);
  });
});

test('nothing was bought: the whole reservation is given back after the start', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'cancel' });
    const reference = await scanToCredit(house);
    house.machine.returnLever();
    await house.until('the next customer', () => house.kiosk().state === 'ready');
    expect(ledgerOf(house, reference).open).toBe(3500);

    await house.cutPower();
    house.vipps.clearBehaviour('hang');
    await house.startKiosk();
    await prove(house, reference, { ...MODE, customerPays: 'nothing', outcome: 'noSelection' });
    expect(ledgerOf(house, reference).released).toBe(3500);
  });
});

test('the release was made and its answer lost: Vipps is asked again under the same key', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('answer-lost-after-work', { operation: 'cancel', afterMs: 20_000 });
    const reference = await choose(house, 'A2');
    await house.until('the release', () => ledgerOf(house, reference).released === 1500);
    await house.cutPower();
    house.vipps.clearBehaviour('answer-lost-after-work');
    await house.startKiosk();
    await prove(house, reference, MODE);
  });
});
