import { expect, test } from 'vitest';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['drop-sensor-silent'];

test('no result until the deadline: everything is given back, the machine is started afresh', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('silence', true);
    const reference = await choose(house, 'A1');
    await house.until('the approval', () => approvals(house) === 1);
    const approvedMs = house.elapsedMs();
    await house.advance(59_000);
    expect(house.kiosk()).toMatchObject({ state: 'busy', sale: { state: 'vending' } });
    expect(ledgerOf(house, reference).open).toBe(3500);

    await house.until('the deadline', () => house.kiosk().reviewCount === 1);
    expect(house.elapsedMs() - approvedMs).toBe(60_000);
    await prove(house, reference, MODE);
    house.machine.setBehaviour('silence', false);
    const shown = await shows(house, 'ready');
    expect(shown.stockNotes[0]).toMatchObject({ selection: 'A1', note: 'countMe' });
    expect(house.machine.transcript().filter(({ line }) => line === 'C,1')).toHaveLength(2);
    await prove(house, await choose(house, 'A2'), {
      ...MODE,
      customerPays: 'the price',
      outcome: 'sold',
      reviews: [],
    });
    technicianRead(house, MODE);
  });
});

test('the deadline is the operator’s', async () => {
  await withHouse({ settings: { vendDeadlineSeconds: '5' } }, async (house) => {
    house.machine.setBehaviour('silence', true);
    const reference = await choose(house, 'A1');
    await house.advance(6_000);
    expect(ledgerOf(house, reference).open).toBe(0);
    await prove(house, reference, MODE);
  });
});

test('the operator chose to charge', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'capture' } }, async (house) => {
    house.machine.setBehaviour('silence', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, {
      ...MODE,
      customerPays: 'the price',
      outcome: 'unknownCharged',
      reviews: ['assumedCapture'],
    });
    expect(house.stockOf('A1')).toBe(8);
  });
});

test('the operator chose to look, and nobody does: given back after half an hour', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'review' } }, async (house) => {
    house.machine.setBehaviour('silence', true);
    const reference = await choose(house, 'A1');
    await house.until('the deadline', () => house.kiosk().reviewCount === 1);
    await house.advance(29 * 60_000);
    expect(ledgerOf(house, reference).open).toBe(3500);
    expect(house.listed('held')).toEqual([reference]);
    expect(house.listed('open')).toEqual([]);
    await prove(house, reference, MODE);
    expect(house.listed('held')).toEqual([]);
    expect(house.listed('unknown')).toEqual([reference]);
  });
});
