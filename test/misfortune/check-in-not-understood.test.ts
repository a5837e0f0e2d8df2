import { expect, test } from 'vitest';
import { MACHINE } from '../support/house/house.ts';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { prove, proveTurnedAway } from '../support/house/prove.ts';
import { HOUSE_UNIT, sendSigned } from '../support/house/signed-webhook.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['check-in-not-understood'];

test('a check-in that is not understood is refused at once; the next customer is served', async () => {
  await withHouse({}, async (house) => {
    const checkIn = { customerToken: 'token', merchantQrId: MACHINE, msn: HOUSE_UNIT };
    expect(await sendSigned(house, { ...checkIn, initiatedAt: 'just now' })).toBe(503);
    expect(await sendSigned(house, { ...checkIn, initiatedAt: 'just now' })).toBe(503);
    await house.advance(10_000);
    await proveTurnedAway(house, MODE);
    expect(house.log.tail(200).match(/relay\.alert:/g)).toHaveLength(1);
    await shows(house, 'ready');
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...MODE, customerPays: 'the price', outcome: 'sold' });
  });
});
