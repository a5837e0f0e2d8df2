import { expect, test } from 'vitest';
import {
  approvals,
  choose,
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

const MODE = CUSTOMER_MODES['two-phones-one-machine'];

test('at every step of the first sale the second phone is refused at once', async () => {
  await withHouse({}, async (house) => {
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    const askedMs = house.elapsedMs();
    expect(await scan(house)).toBe(503);
    expect(house.elapsedMs() - askedMs).toBeLessThan(2_000);

    house.vipps.approve(reference);
    await house.until('the credit', () => house.machine.view().state === 'session');
    expect(await scan(house)).toBe(503);
    house.machine.press('A1');
    await house.until('the approval', () => approvals(house) === 1);
    expect(house.kiosk()).toMatchObject({ state: 'busy', sale: { reference } });
    expect(await scan(house)).toBe(503);

    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.ledger()).toHaveLength(1);
    expect(await shows(house, 'ready')).toMatchObject({ reviewCount: 0 });
  });
});

test('two scans at the same moment: one is served', async () => {
  await withHouse({}, async (house) => {
    const statuses = await Promise.all([scan(house), scan(house)]);
    expect(statuses.sort()).toEqual([200, 503]);
    const { reference } = await request(house);
    house.vipps.approve(reference);
    await house.until('the credit', () => house.machine.view().state === 'session');
    house.machine.press('A2');
    await prove(house, reference, MODE);
    expect(house.ledger()).toHaveLength(1);
  });
});

test('the second customer is served while the first one’s money is still being settled', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'capture' });
    const first = await choose(house, 'A1');
    await shows(house, 'ready');
    const second = await scanToCredit(house);
    expect(house.kiosk()).toMatchObject({ state: 'busy', settlingCount: 1 });
    house.vipps.clearBehaviour('hang');
    house.machine.press('B1');
    await prove(house, second, MODE);
    await prove(house, first, MODE);
    expect([ledgerOf(house, first).captured, ledgerOf(house, second).captured]).toEqual([
      3000, 2500,
    ]);
  });
});
