import { VIPPS_PATHS, webhookPath } from '#contract/vipps/calls.ts';
import { webhookListSchema } from '#contract/vipps/webhooks.ts';
import { expect, test } from 'vitest';
import { callVipps } from '../support/house/call-vipps.ts';
import { choose, scan, shows, withHouse } from '../support/house/people.ts';
import { prove, proveTurnedAway } from '../support/house/prove.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['check-ins-elsewhere'];
const OTHER = 'https://127.0.0.1:9/hooks';

test('the operator is told once; when the place is free again the relay takes it', async () => {
  await withHouse({}, async (house) => {
    await house.stopRelay();
    house.vipps.forgetRegistrations();
    await callVipps(house, 'POST', VIPPS_PATHS.webhooks, {
      url: OTHER,
      events: ['user.checked-in.v1'],
    });
    await house.startRelay();
    await shows(house, 'ready');
    expect(await scan(house)).not.toBe(200);
    await house.advance(120_000);
    await proveTurnedAway(house, MODE);
    expect(house.log.tail(500).match(/relay\.alert:/g)).toHaveLength(1);

    const listed = await callVipps(house, 'GET', VIPPS_PATHS.webhooks);
    const [holder] = webhookListSchema.parse(listed).webhooks;
    expect(holder?.url).toBe(OTHER);
    await callVipps(house, 'DELETE', webhookPath(holder?.id ?? ''));
    await house.advance(31_000);
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...MODE, customerPays: 'the price', outcome: 'sold' });
  });
});
