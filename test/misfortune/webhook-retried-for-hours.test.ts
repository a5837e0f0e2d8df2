import { expect, test } from 'vitest';
import { request, scan, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-retried-for-hours'];

test('webhooks cannot reach the relay for two hours: sales go on by asking, and what comes late changes nothing', async () => {
  await withHouse({}, async (house) => {
    expect(await scan(house)).toBe(200);
    house.webhookCable.cut();
    const { reference } = await request(house);
    house.vipps.approve(reference);
    await house.until('the credit', () => house.machine.view().state === 'session', 10_000);
    house.machine.press('A1');
    await prove(house, reference, MODE);
    expect(await scan(house)).toBeUndefined();
    await house.advance(7_200_000);

    const before = house.journalOf(reference);
    house.webhookCable.mend();
    await house.advance(3_700_000);
    expect(house.journalOf(reference)).toEqual(before);
    expect(house.ledger()).toHaveLength(1);
    expect(house.kiosk().state).toBe('ready');
  });
});
