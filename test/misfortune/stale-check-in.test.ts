import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import { MACHINE } from '../support/house/house.ts';
import { choose, ledgerOf, request, scan, shows, withHouse } from '../support/house/people.ts';
import { prove, proveTurnedAway } from '../support/house/prove.ts';
import { CUSTOMER_MODES } from './modes/customer.ts';

const MODE = CUSTOMER_MODES['stale-check-in'];
const START_MS = Date.UTC(2026, 9, 5, 10, 0, 0);

async function scannedAgo(house: House, agoMs: number): Promise<number | undefined> {
  const initiatedAtMs = START_MS + house.elapsedMs() - agoMs;
  const outcome = await house.run(house.vipps.scan(MACHINE, { initiatedAtMs }));
  return outcome.status;
}

test('61 s old: refused at once, and nobody is asked to pay', async () => {
  await withHouse({}, async (house) => {
    expect(await scannedAgo(house, 61_000)).toBe(503);
    await house.advance(30_000);
    await proveTurnedAway(house, MODE);
    expect(await shows(house, 'ready')).toMatchObject({ sale: undefined });
  });
});

test('the operator’s limit, on both sides of it', async () => {
  await withHouse({ settings: { checkInFreshnessSeconds: '10' } }, async (house) => {
    expect(await scannedAgo(house, 11_000)).toBe(503);
    await proveTurnedAway(house, MODE);
    expect(await scannedAgo(house, 9_000)).toBe(200);
    await house.until('a payment', () => house.ledger().length === 1);
  });
});

test('dated in the future: refused', async () => {
  await withHouse({}, async (house) => {
    expect(await scannedAgo(house, -120_000)).toBe(503);
    await proveTurnedAway(house, MODE);
  });
});

test('the same scan comes again after its sale: its first answer, and no second payment', async () => {
  await withHouse({}, async (house) => {
    const first = await house.run(house.vipps.scan(MACHINE));
    expect(first.status).toBe(200);
    const { reference } = await request(house);
    house.vipps.decline(reference);
    await shows(house, 'ready');
    expect(await scan(house, first.customerToken)).toBe(200);
    await house.advance(5_000);
    expect(house.ledger()).toHaveLength(1);
    await prove(house, reference, { ...MODE, outcome: 'declined' });

    const next = await choose(house, 'A2');
    await prove(house, next, { ...MODE, customerPays: 'the price', outcome: 'sold' });
    expect(ledgerOf(house, next).captured).toBe(2000);
  });
});
