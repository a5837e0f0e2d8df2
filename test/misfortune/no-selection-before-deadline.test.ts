import { expect, test } from 'vitest';
import {
  ledgerOf,
  request,
  scan,
  scanToCredit,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { CUSTOMER_MODES } from './modes/customer.ts';

const MODE = CUSTOMER_MODES['no-selection-before-deadline'];

test('after a minute the credit goes from the display and everything is given back', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    await house.advance(59_000);
    expect(house.machine.view().state).toBe('session');
    expect(house.kiosk()).toMatchObject({ state: 'busy', sale: { state: 'offering' } });
    expect(ledgerOf(house, reference).open).toBe(3500);

    await house.advance(1_500);
    expect(house.machine.view().state).toBe('enabled');
    expect(house.machine.press('A1')).toContain('scan the code');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(await shows(house, 'ready')).toMatchObject({ settlingCount: 0, reviewCount: 0 });
    expect(house.machine.dispensed()).toEqual([]);
  });
});

test('the operator’s deadline', async () => {
  await withHouse({ settings: { selectionDeadlineSeconds: '10' } }, async (house) => {
    const reference = await scanToCredit(house);
    await house.advance(11_000);
    expect(ledgerOf(house, reference)).toMatchObject({ released: 3500, open: 0 });
    await prove(house, reference, MODE);
  });
});

test('the return lever ends it sooner', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    house.machine.returnLever();
    await house.until('the release', () => ledgerOf(house, reference).open === 0, 2_000);
    await prove(house, reference, MODE);
  });
});

test('the machine took its selection back before the approval (always idle)', async () => {
  await withHouse({ sessionMode: 'always-idle' }, async (house) => {
    house.machine.press('A1');
    await scan(house);
    const { reference } = await request(house);
    await house.advance(70_000);
    house.vipps.approve(reference);
    await prove(house, reference, MODE);
    expect(house.machine.dispensed()).toEqual([]);
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 3000, released: 3000 });
  });
});
