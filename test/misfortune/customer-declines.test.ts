import { expect, test } from 'vitest';
import { choose, ledgerOf, request, scan, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { CUSTOMER_MODES } from './modes/customer.ts';

const MODE = CUSTOMER_MODES['customer-declines'];

test('the machine is free again at once, and no credit was ever on its display', async () => {
  await withHouse({}, async (house) => {
    await scan(house);
    const { reference } = await request(house);
    const declinedMs = house.elapsedMs();
    house.vipps.decline(reference);
    expect(await shows(house, 'ready')).toMatchObject({ reviewCount: 0 });
    expect(house.elapsedMs() - declinedMs).toBeLessThan(1_000);
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ state: 'ABORTED', reserved: 0 });
    expect(house.machine.transcript().some(({ line }) => line.startsWith('C,START'))).toBe(false);
    expect(house.kiosk().lastSales[0]).toMatchObject({ outcome: 'declined', capturedMinor: 0 });

    await prove(house, await choose(house), {
      ...MODE,
      customerPays: 'the price',
      outcome: 'sold',
    });
  });
});

test('with a selection that waits (always idle): it is denied, and nothing drops', async () => {
  await withHouse({ sessionMode: 'always-idle' }, async (house) => {
    house.machine.press('A1');
    await scan(house);
    const { reference } = await request(house);
    house.vipps.decline(reference);
    await prove(house, reference, MODE);
    expect(house.machine.transcript().some(({ line }) => line === 'C,VEND,-1')).toBe(true);
    expect(house.machine.dispensed()).toEqual([]);
    expect(await shows(house, 'ready')).toMatchObject({ settlingCount: 0 });
  });
});
