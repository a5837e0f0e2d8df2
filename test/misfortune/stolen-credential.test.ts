import { VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { expect, test } from 'vitest';
import { requireKioskConfig } from '../../src/main/config/config.ts';
import { MACHINE, type House } from '../support/house/house.ts';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { prove, proveTurnedAway } from '../support/house/prove.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['stolen-credential'];

/** What the thief sends, with nothing but the machine's own file. */
async function ask(house: House, count: number, customer: unknown): Promise<number> {
  const { credential } = requireKioskConfig(house.dataDir()).relay;
  const base = `http://127.0.0.1:${String(house.webhookCable.port)}`;
  const answer = await house.run(
    fetch(`${base}/gateway${VIPPS_PATHS.payments}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${credential}`, 'idempotency-key': `k-${String(count)}` },
      body: JSON.stringify({
        amount: { currency: 'NOK', value: 20_000 },
        paymentMethod: { type: 'WALLET' },
        customer,
        customerInteraction: 'CUSTOMER_PRESENT',
        reference: `${MACHINE}-01k${String(count).padStart(23, '0')}`,
        userFlow: 'PUSH_MESSAGE',
        paymentDescription: 'Your parcel is waiting',
      }),
    }),
  );
  await answer.arrayBuffer();
  return answer.status;
}

test('nobody is asked for money who has not just scanned; the machine sells on', async () => {
  await withHouse({}, async (house) => {
    await shows(house, 'ready');
    for (let count = 1; count <= 20; count += 1) {
      expect(await ask(house, count, { phoneNumber: `479123456${String(count % 10)}` })).toBe(403);
    }
    expect(await ask(house, 21, { customerToken: 'a guess' })).toBe(403);
    await house.advance(10_000);
    await proveTurnedAway(house, MODE);
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...MODE, customerPays: 'the price', outcome: 'sold' });
  });
});
