import { expect, test } from 'vitest';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['corrupt-frame'];

test('the result: what it may have said is not guessed', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('damaged-result', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.machine.dispensed()).toHaveLength(1);
    expect(house.stockOf('A1')).toBe(8);
    const shown = await shows(house, 'ready');
    expect(shown.stockNotes[0]).toMatchObject({ selection: 'A1', note: 'countMe' });
  });
});

test('a failure’s line: no money is taken for it either', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('damaged-result', true);
    house.machine.setBehaviour('jam', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference).released).toBe(3500);
  });
});

test('the request: it is not answered, the machine takes it back, nothing is charged', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('damaged-request', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...MODE, outcome: 'noSelection', reviews: [] });
    expect(approvals(house)).toBe(0);
    expect(house.machine.dispensed()).toEqual([]);
    await shows(house, 'ready');
  });
});
