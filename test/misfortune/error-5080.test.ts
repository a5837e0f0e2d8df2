import { expect, test } from 'vitest';
import { choose, scan, shows, withHouse } from '../support/house/people.ts';
import { prove, proveRefused } from '../support/house/prove.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-5080'];

test('the sales unit may not push: nobody can buy, and the technician is told why', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('refuse-with', { operation: 'create', code: '5080', times: 1 });
    expect(await scan(house)).toBe(200);
    await proveRefused(house, MODE);
    expect(house.kiosk().reviewCount).toBe(MODE.reviews.length);
    expect(house.machine.dispensed()).toEqual([]);

    // The next customer is served.
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A1'), {
      ...MODE,
      customerPays: 'the price',
      outcome: 'sold',
      reviews: [],
    });
  });
});
