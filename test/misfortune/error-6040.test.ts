import { expect, test } from 'vitest';
import { choose, ledgerOf, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-6040'];

test('Vipps says that nothing is left to cancel: the payment is read, and cancelled again', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('refuse-with', { operation: 'cancel', code: '6040', times: 1 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500, open: 0 });
  });
});
