import { expect, test } from 'vitest';
import { request, scan, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-never-comes'];

test('no webhook of the payment ever comes: asking finds the approval', async () => {
  await withHouse({}, async (house) => {
    expect(await scan(house)).toBe(200);
    house.vipps.setBehaviour('webhook-lost');
    const { reference } = await request(house);
    house.vipps.approve(reference);
    await house.until('the credit', () => house.machine.view().state === 'session', 10_000);
    house.machine.press('A1');
    await prove(house, reference, MODE);
  });
});
