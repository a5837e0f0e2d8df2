import { expect, test } from 'vitest';
import type { House } from '../../support/house/house.ts';
import { choose, ledgerOf, settled, withHouse } from '../../support/house/people.ts';

async function answered(house: House, id: string): Promise<string | undefined> {
  await house.until('the answer', () => house.answerTo(id) !== undefined);
  return house.answerTo(id);
}

/** A product has dropped and Vipps will not take the capture; the next attempt is minutes away. */
async function stuckCapture(house: House): Promise<string> {
  const reference = await choose(house, 'A1');
  await house.until('the capture to begin', () => house.kiosk().settlingCount === 1);
  await house.advance(5 * 60_000);
  expect(ledgerOf(house, reference).captured).toBe(0);
  return reference;
}

test('Vipps is back: a technician need not wait for the next attempt', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('status-500', { operation: 'capture' });
    const reference = await stuckCapture(house);
    house.vipps.clearBehaviour('status-500');
    const atMs = house.elapsedMs();
    house.order('try', { kind: 'tryAgain', reference });
    expect(await answered(house, 'try')).toBe('done');
    expect(await settled(house, reference)).toMatchObject({ outcome: 'sold', captured: 3000 });
    expect(house.elapsedMs() - atMs).toBeLessThan(10_000);

    house.order('again', { kind: 'tryAgain', reference });
    expect(await answered(house, 'again')).toBe('nothing-to-try');
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, open: 0 });
  });
});

test('what Vipps wants is waited for, whatever a person orders', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('status-429', { operation: 'capture', retryAfterSeconds: 600 });
    const reference = await stuckCapture(house);
    const calls = house.vipps.listCalls().length;
    house.order('try', { kind: 'tryAgain', reference });
    expect(await answered(house, 'try')).toBe('nothing-to-try');
    await house.advance(60_000);
    expect(house.vipps.listCalls()).toHaveLength(calls);
    house.vipps.clearBehaviour('status-429');
    expect(await settled(house, reference)).toMatchObject({ outcome: 'sold', captured: 3000 });
  });
});

test('a sale that nobody knows cannot be tried', async () => {
  await withHouse({}, async (house) => {
    house.order('try', { kind: 'tryAgain', reference: 'vm-0001-nothing' });
    expect(await answered(house, 'try')).toBe('no-such-sale');
  });
});
