import { expect, test } from 'vitest';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import type { House } from '../../support/house/house.ts';
import { choose, ledgerOf, settled, withHouse } from '../../support/house/people.ts';

function refund(reference: string, amountMinor?: number): OperatorCommand {
  return { kind: 'refund', reference, amountMinor, reason: 'stale', by: 'owner' };
}

async function answered(house: House, id: string): Promise<string | undefined> {
  await house.until(`an answer to ${id}`, () => house.answerTo(id) !== undefined);
  return house.answerTo(id);
}

async function sold(house: House): Promise<string> {
  const reference = await choose(house, 'A1');
  await settled(house, reference);
  return reference;
}

test('a part and then the rest are given back; more than was charged never', async () => {
  await withHouse({}, async (house) => {
    const reference = await sold(house);
    house.order('r1', refund(reference, 1000));
    expect(await answered(house, 'r1')).toBe('done');
    await house.until('the refund', () => ledgerOf(house, reference).refunded === 1000);

    house.order('r2', refund(reference, 2001));
    expect(await answered(house, 'r2')).toBe('more-than-charged');
    house.order('r3', refund(reference));
    expect(await answered(house, 'r3')).toBe('done');
    await house.until('the rest', () => ledgerOf(house, reference).refunded === 3000);
    house.order('r4', refund(reference));
    expect(await answered(house, 'r4')).toBe('nothing-charged');
    await house.advance(60_000);
    expect(house.sales()[0]).toMatchObject({ captured: 3000, refunded: 3000 });
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, refunded: 3000, open: 0 });
    expect(house.reviews()).toEqual([]);
  });
});

test('the power goes while Vipps carries it out: it is given once', async () => {
  await withHouse({}, async (house) => {
    const reference = await sold(house);
    house.vipps.setBehaviour('answer-lost-after-work', { operation: 'refund', times: 1 });
    house.order('r1', refund(reference, 1000));
    await house.until('the refund', () => ledgerOf(house, reference).refunded === 1000);
    await house.cutPower();
    await house.startKiosk();
    await house.until('the journal to know', () => house.sales()[0]?.refunded === 1000);
    await house.advance(120_000);
    expect(ledgerOf(house, reference).refunded).toBe(1000);
  });
});

test('an order for a sale that is not there is refused', async () => {
  await withHouse({}, async (house) => {
    house.order('r1', refund('vm-0001-01k00000000000000000000000'));
    expect(await answered(house, 'r1')).toBe('no-such-sale');
    house.order('r2', { kind: 'resolve', reference: await sold(house), decision: 'charge' });
    expect(await answered(house, 'r2')).toBe('nothing-to-decide');
  });
});

test.each([
  ['charge', 3000],
  ['release', 0],
] as const)('a held sale: a person decides to %s', async (decision, captured) => {
  await withHouse({ settings: { onUnknownOutcome: 'review' } }, async (house) => {
    house.machine.setBehaviour('reset-after-approval', true);
    const reference = await choose(house, 'A1');
    await house.until('the sale to be held', () => house.sales()[0]?.state === 'held');
    house.order('d1', { kind: 'resolve', reference, decision });
    expect(await answered(house, 'd1')).toBe('done');
    await settled(house, reference);
    expect(ledgerOf(house, reference)).toMatchObject({ captured, open: 0 });
  });
});

test('money moved in the portal is taken over and shown, not fought', async () => {
  await withHouse({}, async (house) => {
    const reference = await sold(house);
    expect(house.vipps.actInPortal(reference, 'refund', 500).ok).toBe(true);
    await house.until('the refund to be known', () => house.sales()[0]?.refunded === 500);
    await house.advance(60_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, refunded: 500 });
    expect(house.reviews().map((review) => review.kind)).toEqual(['moneyMovedElsewhere']);
  });
});
