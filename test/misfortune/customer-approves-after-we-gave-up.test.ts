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

const MODE = CUSTOMER_MODES['customer-approves-after-we-gave-up'];
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;

test('in the very moment of the withdrawal, with the machine still free: honoured', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('late-approval');
    await scan(house);
    const { reference } = await request(house);
    house.vipps.approve(reference);
    await house.advance(115_000);
    expect(house.kiosk().sale?.state).toBe('awaitingApproval');
    await house.until('the credit', () => house.machine.view().state === 'session', 20_000);
    expect(ledgerOf(house, reference)).toMatchObject({ state: 'AUTHORIZED', open: 3500 });
    house.machine.press('A1');
    await prove(house, reference, SOLD);
  });
});

test('when the next customer is being served: given back, and the next one is not disturbed', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'cancel' });
    await scan(house);
    const { reference: late } = await request(house);
    await house.advance(121_000);
    expect(house.kiosk().sale?.state).toBe('withdrawing');
    expect(await scan(house)).toBe(503);
    await shows(house, 'ready', 40_000);
    expect(house.kiosk().settlingCount).toBe(1);

    const next = await scanToCredit(house);
    house.vipps.clearBehaviour('hang');
    house.vipps.approve(late);
    await house.until('the release', () => ledgerOf(house, late).released === 3500);
    expect(house.kiosk()).toMatchObject({ state: 'busy', sale: { reference: next } });
    expect(house.machine.view()).toMatchObject({ state: 'session' });
    house.machine.press('A2');
    await prove(house, next, SOLD);
    await prove(house, late, MODE);
    technicianRead(house, MODE);
    expect(house.machine.dispensed()).toHaveLength(1);
  });
});

test('the request was withdrawn in time: the app can approve nothing any more', async () => {
  await withHouse({}, async (house) => {
    await scan(house);
    const { reference } = await request(house);
    await house.until('the withdrawal', () => ledgerOf(house, reference).state === 'TERMINATED');
    expect(house.vipps.approve(reference)).toMatchObject({ ok: false });
    await prove(house, reference, MODE);
    expect(await shows(house, 'ready')).toMatchObject({ reviewCount: 0 });
  });
});
