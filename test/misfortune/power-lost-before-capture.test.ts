import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import { choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['power-lost-before-capture'];

async function dropped(house: House): Promise<string> {
  const reference = await choose(house, 'A1');
  await house.until('the drop', () => house.machine.dispensed().length === 1);
  return reference;
}

test('the capture never left: it is made after the start', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'capture' });
    const reference = await dropped(house);
    expect(house.kiosk()).toMatchObject({ settlingCount: 1, today: { count: 0 } });
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 3500 });

    await house.cutPower();
    house.vipps.clearBehaviour('hang');
    await house.startKiosk();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(await shows(house, 'ready')).toMatchObject({
      settlingCount: 0,
      reviewCount: 0,
      today: { count: 1, sumMinor: 3000 },
    });
    expect(house.stockOf('A1')).toBe(7);
    expect(house.machine.dispensed()).toHaveLength(1);
  });
});

test('the capture was made and its answer lost: it is not made twice', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('answer-lost-after-work', { operation: 'capture', afterMs: 20_000 });
    const reference = await dropped(house);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, open: 500 });
    expect(house.kiosk().today.count).toBe(0);

    await house.cutPower();
    house.vipps.clearBehaviour('answer-lost-after-work');
    await house.startKiosk();
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
  });
});

test('the power goes three times while the price is being charged', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'capture' });
    const reference = await dropped(house);
    for (const _time of [1, 2, 3]) {
      await house.cutPower();
      await house.startKiosk();
      await shows(house, 'ready');
      expect(house.kiosk().settlingCount).toBe(1);
    }
    house.vipps.clearBehaviour('hang');
    await prove(house, reference, MODE);
    expect(house.stockOf('A1')).toBe(7);
  });
});
