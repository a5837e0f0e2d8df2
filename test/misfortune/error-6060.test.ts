import { expect, test } from 'vitest';
import { ledgerOf, scanAndApprove, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['error-6060'];

test('the customer approves in the moment of the withdrawal: honoured, and sold', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('late-approval', { times: 1 });
    const reference = await scanAndApprove(house);
    await house.until('the credit', () => house.machine.view().state === 'session', 130_000);
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 3500 });
    house.machine.press('A1');
    await prove(house, reference, MODE);
  });
});
