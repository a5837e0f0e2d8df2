import { test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-6160'];

test('another operation is running: the same capture again, after a while', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('refuse-with', { operation: 'capture', code: '6160', times: 1 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
  });
});
