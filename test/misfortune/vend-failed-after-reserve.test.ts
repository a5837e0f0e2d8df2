import { expect, test } from 'vitest';
import {
  approvals,
  choose,
  ledgerOf,
  request,
  scan,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['vend-failed-after-reserve'];

test('the credit came first: the whole maximum is given back at once', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('jam', true);
    const reference = await choose(house, 'B1');
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 3500, open: 3500 });
    const pressedMs = house.elapsedMs();
    await house.until('the release', () => ledgerOf(house, reference).open === 0);
    expect(house.elapsedMs() - pressedMs).toBeLessThan(2_000);
    await prove(house, reference, MODE);
    expect(await shows(house, 'ready')).toMatchObject({ reviewCount: 0 });
    expect(house.kiosk().lastSales[0]).toMatchObject({ outcome: 'vendFailed', capturedMinor: 0 });
  });
});

test('the selection came first (always idle): its exact price is given back', async () => {
  await withHouse({ sessionMode: 'always-idle' }, async (house) => {
    house.machine.setBehaviour('jam', true);
    house.machine.press('B1');
    await scan(house);
    const { reference, requested } = await request(house);
    expect(requested).toBe(2500);
    house.vipps.approve(reference);
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference).released).toBe(2500);
    expect(house.machine.dispensed()).toEqual([]);
  });
});

test('somebody pays with coins meanwhile: the request is taken back, nothing is charged', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('cancel-by-cash', true);
    const reference = await choose(house, 'B1');
    await prove(house, reference, { ...MODE, outcome: 'vendCancelled' });
    expect(approvals(house)).toBe(1);
    expect(house.machine.dispensed()).toEqual([]);
    expect(house.stockOf('B1')).toBe(12);
    await shows(house, 'ready');
  });
});
