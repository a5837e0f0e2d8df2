import { expect, test } from 'vitest';
import { choose, scanToCredit, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['motor-jam'];
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;

test('one slot jams: its customer pays nothing, the next one buys from another slot', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('jam', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(house.stockOf('A1')).toBe(8);
    house.machine.setBehaviour('jam', false);

    expect(await shows(house, 'ready')).toMatchObject({ reviewCount: 0 });
    await prove(house, await choose(house, 'A2'), SOLD);
    expect(house.machine.dispensed()).toMatchObject([{ selection: 'A2' }]);
    expect(house.stockOf('A2')).toBe(9);
  });
});

test('the same customer tries again: the first reservation is given back, the second one charged', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('jam', true);
    const first = await choose(house, 'A1');
    await shows(house, 'ready');
    house.machine.setBehaviour('jam', false);
    const second = await scanToCredit(house);
    house.machine.press('B1');
    await prove(house, second, SOLD);
    await prove(house, first, MODE);
    expect(house.sales().map(({ captured }) => captured)).toEqual([0, 2500]);
  });
});
