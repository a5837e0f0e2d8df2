import { expect, test } from 'vitest';
import { approvals, choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-out-of-order'];

test('webhooks overtake each other: the sale goes its way', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('webhook-reordered');
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    await house.advance(60_000);
    expect(house.reviews()).toEqual([]);
    expect(approvals(house)).toBe(1);
  });
});
