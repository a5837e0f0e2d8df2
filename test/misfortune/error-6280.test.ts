import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-6280'];

test('a capture fails three times: the same one again, under the same key', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('capture-failed', { times: 3 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    const captures = house.vipps.listCalls().filter((call) => call.operation === 'capture');
    expect(new Set(captures.map((call) => call.idempotencyKey)).size).toBe(1);
    expect(captures.length).toBe(4);
  });
});
