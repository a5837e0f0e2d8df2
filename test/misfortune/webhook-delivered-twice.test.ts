import { expect, test } from 'vitest';
import { approvals, choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-delivered-twice'];

test('every webhook comes twice: one payment, one vend, one charge', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('webhook-twice');
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(approvals(house)).toBe(1);
    expect(house.stockOf('A1')).toBe(7);
    expect(house.ledger()).toHaveLength(1);
    // Once from the webhook, and once from Vipps itself when it was asked.
    const heard = house.journalOf(reference).filter((kind) => kind === 'payment.authorized');
    expect(heard).toHaveLength(2);
  });
});
