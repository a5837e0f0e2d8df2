import { expect, test } from 'vitest';
import { request, scan, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { HOUSE_UNIT, sendSigned } from '../support/house/signed-webhook.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['webhook-of-another-unit'];

test('an approval of another sales unit’s webhook offers nothing and moves nothing', async () => {
  await withHouse({}, async (house) => {
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    const approval = {
      msn: '654321',
      reference,
      pspReference: 'psp-1',
      name: 'AUTHORIZED',
      amount: { currency: 'NOK', value: 60_000 },
      timestamp: '2026-10-05T10:00:01Z',
      success: true,
    };
    expect(await sendSigned(house, approval)).toBe(401);
    expect(await sendSigned(house, { ...approval, merchantSerialNumber: HOUSE_UNIT })).toBe(200);
    await house.advance(5_000);
    expect(house.machine.view().state).toBe('enabled');
    expect(house.journalOf(reference)).not.toContain('payment.authorized');
    house.vipps.decline(reference);
    await prove(house, reference, MODE);
  });
});
