import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { slotsOfProductList } from '../../../../src/simulator/vend-machine/products.ts';
import { createShelves } from '../../../../src/simulator/vend-machine/shelves.ts';

const LIST = join(import.meta.dirname, '../../../../scripts/demo/products.csv');

test('the demo’s product list fills a machine; what the kiosk would refuse does not', () => {
  const slots = slotsOfProductList(readFileSync(LIST, 'utf8'));
  expect(slots).toHaveLength(25);
  expect(slots.find(({ selection }) => selection === 'B1')).toEqual({
    selection: 'B1',
    item: 11,
    product: 'Sjokolade 60 g',
    priceMinor: 2_500,
    count: 12,
  });
  expect(() => slotsOfProductList('selection,price\nA1,3\n')).toThrow(RangeError);
});

test('a product that hangs stays in its slot, and the next one drops', () => {
  const [slot] = slotsOfProductList(readFileSync(LIST, 'utf8'));
  if (slot === undefined) throw new Error('An empty machine.');
  const shelves = createShelves([slot]);
  shelves.hangNext();
  shelves.drop(slot, 1);
  expect(shelves.dispensed()).toEqual([]);
  expect(shelves.slots()[0]?.count).toBe(slot.count);
  shelves.drop(slot, 2);
  expect(shelves.tray()).toEqual([slot.product]);
});
