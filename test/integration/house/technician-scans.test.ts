import { QR_VERIFICATION_MS } from '#core/kiosk/qr-verification.ts';
import { TEST_SALE_MINOR, TEST_SALE_MS } from '#core/kiosk/test-sale.ts';
import { expect, test } from 'vitest';
import {
  approvals,
  awaitScan,
  choose,
  ledgerOf,
  request,
  scan,
  scanState,
  settled,
  shows,
  testSale,
  withHouse,
} from '../../support/house/people.ts';

test('a test sale reserves 2.00 and gives all of it back at once; the machine is not touched', async () => {
  await withHouse({}, async (house) => {
    const reference = await testSale(house);
    expect(await settled(house, reference)).toMatchObject({ outcome: 'tested', captured: 0 });
    expect(ledgerOf(house, reference)).toMatchObject({
      reserved: TEST_SALE_MINOR,
      released: TEST_SALE_MINOR,
      captured: 0,
      open: 0,
    });
    expect(approvals(house)).toBe(0);
    expect(house.kiosk().testSale).toMatchObject({ state: 'begun', reference });
    // The next scan is a customer's again, and the machine is still out of sale.
    expect(await scan(house)).toBe(503);
    house.order('back', { kind: 'service', isOn: false });
    await shows(house, 'ready');
    expect(house.kiosk().testSale).toBeUndefined();
    await settled(house, await choose(house, 'A1'));
  });
});

test('a test sale that is declined leaves nothing reserved', async () => {
  await withHouse({}, async (house) => {
    await awaitScan(house, 'testSale');
    await scan(house);
    const { reference } = await request(house);
    house.vipps.decline(reference);
    expect(await settled(house, reference)).toMatchObject({ outcome: 'declined', reserved: 0 });
  });
});

test.each([
  ['testSale', TEST_SALE_MS],
  ['proof', QR_VERIFICATION_MS],
] as const)('nobody scans for a minute: %s is no longer awaited', async (kind, limitMs) => {
  await withHouse({}, async (house) => {
    await awaitScan(house, kind);
    await house.advance(limitMs - 2_000);
    expect(scanState(house, kind)).toBe('awaited');
    await house.advance(2_000);
    expect(scanState(house, kind)).toBe('unheard');
    expect(await scan(house)).toBe(503);
    expect(house.ledger()).toEqual([]);
  });
});

test('the next scan is for one purpose: what was asked for last', async () => {
  await withHouse({}, async (house) => {
    await awaitScan(house, 'testSale');
    await awaitScan(house, 'proof');
    expect(house.kiosk().testSale).toBeUndefined();
    expect(await scan(house)).toBe(503);
    expect(house.kiosk().qrVerification?.state).toBe('ours');
    expect(house.ledger()).toEqual([]);
  });
});

test('a customer’s phone is not asked for a test while the machine sells', async () => {
  await withHouse({}, async (house) => {
    house.order('test', { kind: 'testSale', isOn: true });
    await house.until('the answer', () => house.answerTo('test') !== undefined);
    expect(house.answerTo('test')).toBe('not-in-service');
    const reference = await choose(house, 'A1');
    expect(await settled(house, reference)).toMatchObject({ outcome: 'sold' });
  });
});
