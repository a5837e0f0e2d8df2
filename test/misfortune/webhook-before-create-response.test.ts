import { expect, test } from 'vitest';
import { scan, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-before-create-response'];

test('the customer has approved before the create is answered: the credit is offered once', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('webhook-before-create-answer', { times: 1 });
    expect(await scan(house)).toBe(200);
    await house.until('the credit', () => house.machine.view().state === 'session');
    house.machine.press('A2');
    const [payment] = house.ledger();
    await prove(house, payment?.reference ?? '', MODE);
    const offers = house.machine.transcript().filter(({ line }) => line.startsWith('C,START'));
    expect(offers).toHaveLength(1);
  });
});
