import { expect, test } from 'vitest';
import { outages, scanAndApprove, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import type { House, HouseOptions } from '../support/house/house.ts';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['board-with-many-selections'];

/** As in the field's file: selections from 11 on, 9 products in each. */
function withSelections(count: number, pollEveryMs: number): HouseOptions {
  const items = Array.from({ length: count }, (_none, index) => index + 11);
  return {
    driver: 'xy',
    catalogue: [
      'selection,item,product,price,vatRate,stock,capacity,minimumAge',
      ...items.map((item) => `${String(item)},${String(item)},Vare ${String(item)},20.00,25,9,9,0`),
      '',
    ].join('\n'),
    profile: {
      pollEveryMs,
      slots: items.map((item) => ({
        selection: String(item),
        item,
        product: `Vare ${String(item)}`,
        priceMinor: 2_000,
        count: 9,
      })),
    },
  };
}

async function buy(house: House, selection: string): Promise<void> {
  const reference = await scanAndApprove(house);
  await house.until('the credit', () => house.kiosk().sale?.state === 'offering');
  house.machine.press(selection);
  await prove(house, reference, MODE);
  expect(house.stockOf(selection)).toBe(8);
}

test.each([
  [9, 200],
  [48, 200],
  [100, 200],
  [100, 50],
])('%i selections, the board polls every %i ms: it starts, and sells', async (count, paceMs) => {
  await withHouse(withSelections(count, paceMs), async (house) => {
    expect(outages(house)).toEqual([]);
    await buy(house, '11');
  });
});

test('twelve keys in a row while the motor turns do not break the line', async () => {
  await withHouse(withSelections(9, 200), async (house) => {
    house.machine.setBehaviour('key-burst', true);
    await buy(house, '15');
    expect(outages(house)).toEqual([]);
    house.machine.setBehaviour('key-burst', false);
    await shows(house, 'ready');
  });
});

test('an open door is seen while a hundred prices are told', async () => {
  await withHouse(withSelections(100, 200), async (house) => {
    house.machine.setBehaviour('door-open', true);
    await shows(house, 'notReady', 10_000);
    expect(house.kiosk().reasons).toEqual(['door-open']);
  });
});
