import { expect, test } from 'vitest';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['jam-then-success'];
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold', reviews: [] } as const;

test.each(['qibixx', 'xy'] as const)(
  '%s: nothing is charged, the stock goes down, a person is told',
  async (driver) => {
    await withHouse({ driver }, async (house) => {
      house.machine.setBehaviour('jam-then-success', true);
      const reference = await choose(house, 'A1');
      await house.until('the late drop', () => house.kiosk().reviewCount === 1);
      house.machine.setBehaviour('jam-then-success', false);
      await prove(house, reference, MODE);
      expect(house.stockOf('A1')).toBe(7);
      expect(house.machine.dispensed()).toMatchObject([{ selection: 'A1' }]);
      await shows(house, 'ready');
      await prove(house, await choose(house, 'A2'), SOLD);
      expect(house.stockOf('A2')).toBe(9);
    });
  },
);
