import { TEST_SALE_MINOR } from '#core/kiosk/test-sale.ts';
import { expect, test } from 'vitest';
import { approvals, ledgerOf, shows, testSale, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['power-lost-in-a-test-sale'];

test('after the approval: what was reserved is given back, and nothing was sold', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'cancel' });
    const reference = await testSale(house);
    await house.until('the release to begin', () => house.kiosk().settlingCount === 1);
    await house.cutPower();
    house.vipps.clearBehaviour('hang');
    await house.startKiosk();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);

    expect(await shows(house, 'ready')).toMatchObject({ settlingCount: 0, testSale: undefined });
    expect(ledgerOf(house, reference)).toMatchObject({
      reserved: TEST_SALE_MINOR,
      captured: 0,
      released: TEST_SALE_MINOR,
    });
    expect(approvals(house)).toBe(0);
    expect(house.machine.dispensed()).toEqual([]);
  });
});
