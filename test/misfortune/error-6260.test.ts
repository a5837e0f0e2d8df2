import { expect, test } from 'vitest';
import { choose, ledgerOf, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-6260'];

test('the bank has let the money go and takes it back after hours: charged then', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('funds-unavailable');
    const reference = await choose(house, 'A1');
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.advance(1_800_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0 });
    expect(house.kiosk().reviewCount).toBe(1);
    house.vipps.clearBehaviour('funds-unavailable');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
  });
});
