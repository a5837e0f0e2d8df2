import { expect, test } from 'vitest';
import { request, scan, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-forged'];

test('a forged approval is refused with 401, moves nothing and offers nothing', async () => {
  await withHouse({}, async (house) => {
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    const answers = await house.run(house.vipps.sendForgedApproval(reference));
    expect(answers).toEqual({ ok: true, value: [401] });
    await house.advance(1_000);
    expect(house.machine.view().state).toBe('enabled');
    expect(house.journalOf(reference)).not.toContain('payment.authorized');
    house.vipps.decline(reference);
    await prove(house, reference, MODE);
  });
});
