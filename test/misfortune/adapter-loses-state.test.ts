import { expect, test } from 'vitest';
import {
  approvals,
  choose,
  nextOutage,
  scan,
  scanAndApprove,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['adapter-loses-state'];
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;

test('before an offer: the money is back at once, the machine starts afresh, the next sale works', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('loses-state', true);
    const reference = await scanAndApprove(house);
    expect(await nextOutage(house, 2_000)).toBe('the adapter has lost its state: cashless is off');
    expect(house.kiosk().state).toBe('notReady');
    expect(await scan(house)).toBe(503);
    await prove(house, reference, MODE);
    await shows(house, 'ready', 5_000);
    await prove(house, await choose(house, 'A1'), SOLD);
    technicianRead(house, MODE);
  });
});

test('between the choice and its approval: nothing was approved, nothing is unknown', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanAndApprove(house);
    await house.until('the credit', () => house.machine.view().state === 'session');
    house.machine.press('A1');
    house.machine.setBehaviour('loses-state', true);
    await prove(house, reference, MODE);
    expect(approvals(house)).toBe(1);
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A1'), SOLD);
  });
});

test.each(['authorise-first', 'always-idle'] as const)(
  'while nobody is there (%s): seen by the heartbeat, before a customer reserves for nothing',
  async (sessionMode) => {
    await withHouse({ sessionMode }, async (house) => {
      house.machine.setBehaviour('loses-state', true);
      expect(await nextOutage(house, 15_000)).toMatch(/lost its state/);
      expect(house.kiosk().state).toBe('notReady');
      await shows(house, 'ready', 5_000);
      expect(house.machine.view().state).toBe('enabled');
    });
  },
);
