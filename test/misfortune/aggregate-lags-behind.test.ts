import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import { choose, ledgerOf, scanToCredit, settled, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['aggregate-lags-behind'];

function keysOf(house: House, operation: 'capture' | 'cancel' | 'refund'): ReadonlySet<string> {
  const calls = house.vipps.listCalls().filter((call) => call.operation === operation);
  return new Set(calls.map(({ idempotencyKey }) => idempotencyKey ?? ''));
}

test.each([20_000, 180_000, 480_000])(
  'the sums lag by %i ms: charged once, released once, nobody is told',
  async (afterMs) => {
    await withHouse({}, async (house) => {
      house.vipps.setBehaviour('slow-aggregate', { afterMs });
      const reference = await choose(house, 'A1');
      await prove(house, reference, MODE);
      expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
      expect(keysOf(house, 'capture').size).toBe(1);
    });
  },
);

test('the log cannot be read either: nothing but the same key is ever sent again', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('slow-aggregate', { afterMs: 240_000 });
    house.vipps.setBehaviour('status-500', { operation: 'events' });
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
    expect(keysOf(house, 'capture').size).toBe(1);
    expect(keysOf(house, 'cancel').size).toBe(1);
  });
});

test('the power goes between the capture and its row in the journal, and the sums lag: the same key again', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('slow-aggregate', { afterMs: 60_000 });
    house.vipps.setBehaviour('answer-lost-after-work', { operation: 'capture', times: 1 });
    const reference = await choose(house, 'A1');
    await house.until('the capture', () => ledgerOf(house, reference).captured === 3000);
    await house.cutPower();
    await house.startKiosk();
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
    expect(keysOf(house, 'capture').size).toBe(1);
  });
});

test('nothing was bought: released once, nobody is told', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('slow-aggregate', { afterMs: 60_000 });
    const reference = await scanToCredit(house);
    await prove(house, reference, { ...MODE, customerPays: 'nothing', outcome: 'noSelection' });
    expect(keysOf(house, 'cancel').size).toBe(1);
  });
});

test('a refund is given once, and nobody is told', async () => {
  await withHouse({}, async (house) => {
    const reference = await choose(house, 'A1');
    await settled(house, reference);
    house.vipps.setBehaviour('slow-aggregate', { afterMs: 60_000 });
    house.order('refund', {
      kind: 'refund',
      reference,
      amountMinor: 1_000,
      reason: 'stale',
      by: 'owner',
    });
    await house.until('the refund', () => ledgerOf(house, reference).refunded === 1_000);
    await house.advance(120_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, refunded: 1_000 });
    expect(keysOf(house, 'refund').size).toBe(1);
    expect(house.reviews()).toEqual([]);
    const sale = house.sales().find((one) => one.reference === reference);
    expect(sale).toMatchObject({ captured: 3000, refunded: 1_000 });
  });
});
