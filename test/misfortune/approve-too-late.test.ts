import { expect, test } from 'vitest';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['approve-too-late'];

test('nothing was approved, the customer goes: everything is given back', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('forgets-request', true);
    const reference = await choose(house, 'A1');
    await house.until('the refusal', () =>
      house.machine.transcript().some(({ line }) => line.includes('VEND -3')),
    );
    expect(house.kiosk()).toMatchObject({ state: 'busy', sale: { state: 'offering' } });
    expect(ledgerOf(house, reference).open).toBe(3500);

    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.machine.dispensed()).toEqual([]);
    expect(await shows(house, 'ready')).toMatchObject({ reviewCount: 0, settlingCount: 0 });
    expect(house.stockOf('A1')).toBe(8);
  });
});

test('the customer presses again: one product, one price', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('forgets-request', true);
    const reference = await choose(house, 'A1');
    await house.until('the refusal', () => house.kiosk().sale?.state === 'offering');
    house.machine.setBehaviour('forgets-request', false);
    house.machine.press('A1');
    await prove(house, reference, { ...MODE, customerPays: 'the price', outcome: 'sold' });
    expect(approvals(house)).toBe(2);
    expect(house.machine.dispensed()).toHaveLength(1);
    expect(house.stockOf('A1')).toBe(7);
  });
});
