import { expect, test } from 'vitest';
import { choose, settled, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['refunds-above-cap'];

test('what is above the cap is not given back, and stands on the review list', async () => {
  await withHouse({ salesUnit: { dailyRefundCap: 2_000 } }, async (house) => {
    const reference = await choose(house, 'A1');
    await settled(house, reference);
    house.order('r1', { kind: 'refund', reference, amountMinor: 2_001, reason: 'x', by: 'owner' });
    await house.until('the refusal', () => house.reviews().length > 0);
    expect(house.log.tail(500).match(/relay\.alert:/g)).toHaveLength(1);
    await prove(house, reference, MODE);
  });
});
