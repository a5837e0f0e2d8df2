import { expect, test } from 'vitest';
import { choose, ledgerOf, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['receipt-post-fails'];

test('a receipt that Vipps refuses: the charge stands, and a person is told', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('receipt-refused', { times: 1 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    await house.until('the review', () => house.kiosk().reviewCount === 1);
  });
});

test('an answer that is lost: the same receipt is there, and all is well', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('answer-lost-after-work', { operation: 'receipt', times: 1 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...MODE, reviews: [] });
    await house.until('the receipt', () => ledgerOf(house, reference).receipt !== undefined);
    await house.advance(60_000);
    expect(house.reviews()).toEqual([]);
  });
});
