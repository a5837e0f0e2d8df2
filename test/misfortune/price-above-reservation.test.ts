import { expect, test } from 'vitest';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { CUSTOMER_MODES } from './modes/customer.ts';

const MODE = CUSTOMER_MODES['price-above-reservation'];
const SMALL = { settings: { maxAmount: '2500' } } as const;

test('it is denied, the credit stands, and what fits is sold', async () => {
  await withHouse(SMALL, async (house) => {
    const reference = await choose(house, 'A1');
    await house.until('the denial', () =>
      house.machine.transcript().some(({ line }) => line === 'C,VEND,-1'),
    );
    await house.until('the credit again', () => house.machine.view().state === 'session');
    expect(house.kiosk()).toMatchObject({ state: 'busy', sale: { state: 'offering' } });
    expect(approvals(house)).toBe(0);
    expect(house.machine.dispensed()).toEqual([]);

    house.machine.press('A2');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 2000, released: 500 });
    expect([house.stockOf('A1'), house.stockOf('A2')]).toEqual([8, 9]);
  });
});

test('the customer insists and goes: everything is given back', async () => {
  await withHouse(SMALL, async (house) => {
    const reference = await choose(house, 'A1');
    for (const selection of ['A3', 'B3']) {
      await house.until('the credit again', () => house.machine.view().state === 'session');
      house.machine.press(selection);
    }
    await prove(house, reference, { ...MODE, customerPays: 'nothing', outcome: 'noSelection' });
    expect(approvals(house)).toBe(0);
    await shows(house, 'ready');
  });
});

test('the machine asks a price higher than the catalogue’s: only the reservation counts', async () => {
  const catalogue = [
    'selection,item,product,price,vatRate,stock,capacity,minimumAge',
    'A1,1,Cola,20.00,15,8,10,0',
    '',
  ].join('\n');
  await withHouse({ catalogue }, async (house) => {
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...MODE, customerPays: 'nothing', outcome: 'noSelection' });
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 2000, captured: 0 });
  });
});
