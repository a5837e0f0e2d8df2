import { expect, test } from 'vitest';
import { request, scan, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-6250'];

test('the customer is just paying while the request is withdrawn: asked again until Vipps knows', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('cancel-while-processing', { times: 2 });
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    await house.advance(125_000);
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    await shows(house, 'ready');
  });
});
