import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-6140'];

test('only the whole may be captured: nothing is charged, a person is told', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('refuse-with', { operation: 'capture', code: '6140', times: 1 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(house.stockOf('A1')).toBe(7);
  });
});
