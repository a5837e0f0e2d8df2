import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import {
  approvals,
  ledgerOf,
  request,
  scan,
  scanToCredit,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['webhook-of-what-never-happened'];
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;

async function lie(
  house: House,
  reference: string,
  name: 'AUTHORIZED' | 'ABORTED' | 'EXPIRED' | 'TERMINATED' | 'CAPTURED' | 'CANCELLED',
  amountMinor = 3500,
): Promise<void> {
  const sent = await house.run(house.vipps.sendFalseWebhook(reference, { name, amountMinor }));
  expect(sent, 'validly signed').toEqual({ ok: true, value: [200] });
}

test('an approval of 600.00 that never was: no more credit than requested, no product, nothing reserved', async () => {
  await withHouse({ settings: { maxAmount: '5000' } }, async (house) => {
    await scan(house);
    const { reference } = await request(house);
    await lie(house, reference, 'AUTHORIZED', 60_000);
    await house.until('the credit', () => house.machine.view().state === 'session');
    expect(house.machine.transcript().filter(({ line }) => line === 'C,START,50.00')).toHaveLength(
      1,
    );
    house.machine.press('A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.machine.dispensed()).toEqual([]);
    expect(approvals(house)).toBe(0);
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 0, captured: 0 });
  });
});

test('the customer approves after the false word: what they pressed meanwhile is sold', async () => {
  await withHouse({}, async (house) => {
    await scan(house);
    const { reference } = await request(house);
    await lie(house, reference, 'AUTHORIZED');
    await house.until('the credit', () => house.machine.view().state === 'session');
    house.machine.press('A1');
    await house.advance(2_000);
    expect(approvals(house)).toBe(0);
    house.vipps.approve(reference);
    await prove(house, reference, SOLD);
    expect(approvals(house)).toBe(1);
  });
});

test.each(['ABORTED', 'EXPIRED', 'TERMINATED'] as const)(
  'a false %s does not end a sale that the customer is about to approve',
  async (name) => {
    await withHouse({}, async (house) => {
      await scan(house);
      const { reference } = await request(house);
      await lie(house, reference, name);
      await house.advance(1_000);
      house.vipps.approve(reference);
      await house.until('the credit', () => house.machine.view().state === 'session');
      await lie(house, reference, name);
      house.machine.press('A1');
      await prove(house, reference, SOLD);
    });
  },
);

test.each(['CAPTURED', 'CANCELLED'] as const)(
  'a false %s during the offer: Vipps is asked, and the sale goes on',
  async (name) => {
    await withHouse({}, async (house) => {
      const reference = await scanToCredit(house);
      await lie(house, reference, name);
      house.machine.press('A1');
      await prove(house, reference, SOLD);
    });
  },
);

test('the question to Vipps is hidden by the customer’s own walk: no time is added at the key', async () => {
  await withHouse({}, async (house) => {
    // Vipps takes as long as it ever does to answer.
    house.vipps.setBehaviour('slow', { operation: 'get', afterMs: 900 });
    const added: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const before = approvals(house);
      await scanToCredit(house);
      await house.advance(1_000);
      const pressedMs = house.elapsedMs();
      house.machine.press('A1');
      await house.until('the approval', () => approvals(house) > before);
      added.push(house.elapsedMs() - pressedMs);
      await house.until('the next', () => house.kiosk().state === 'ready', 120_000);
    }
    // Steps of the house's clock, not waits: the approval follows the key at once.
    expect(added.sort((one, two) => one - two)[2], `p50 of ${added.join(', ')} ms`).toBeLessThan(
      100,
    );
  });
});
