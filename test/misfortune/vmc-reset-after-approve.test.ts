import { expect, test } from 'vitest';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['vmc-reset-after-approve'];

test('nothing dropped: everything is given back', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('reset-after-approval', true);
    const reference = await choose(house, 'A1');
    await house.until('the approval', () => approvals(house) === 1);
    expect(house.kiosk().sale?.state).toBe('vending');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.machine.dispensed()).toEqual([]);
    const shown = await shows(house, 'ready');
    expect(shown.reviewCount).toBe(1);
    expect(shown.stockNotes[0]).toMatchObject({ selection: 'A1', note: 'countMe', stock: 8 });
  });
});

test('it dropped and was not reported: the customer is not charged for what nobody knows', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('drop-then-reset', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(house.machine.dispensed()).toHaveLength(1);
    expect(house.stockOf('A1')).toBe(8);
    expect(house.slots().find((slot) => slot.selection === 'A1')?.isCountDue).toBe(true);
  });
});

test('the operator chose to charge: the price is charged, and a person can look', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'capture' } }, async (house) => {
    house.machine.setBehaviour('drop-then-reset', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, {
      ...MODE,
      customerPays: 'the price',
      outcome: 'unknownCharged',
      reviews: ['assumedCapture'],
    });
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
  });
});

test('the operator chose to look: the money is held, the next customer is served meanwhile', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'review' } }, async (house) => {
    house.machine.setBehaviour('drop-then-reset', true);
    const reference = await choose(house, 'A1');
    await house.until('the entry for review', () => house.kiosk().reviewCount === 1);
    house.machine.setBehaviour('drop-then-reset', false);
    expect(await shows(house, 'ready')).toMatchObject({ settlingCount: 1 });
    expect(ledgerOf(house, reference).open).toBe(3500);

    await prove(house, await choose(house, 'A2'), {
      ...MODE,
      customerPays: 'the price',
      outcome: 'sold',
      reviews: [],
    });
    await prove(house, reference, MODE);
  });
});
