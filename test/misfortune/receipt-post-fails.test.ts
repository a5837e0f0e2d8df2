import { expect, test } from 'vitest';
import type { House, HouseOptions } from '../support/house/house.ts';
import { choose, ledgerOf, settled, shows, withHouse } from '../support/house/people.ts';
import { openOperatorHook, type OperatorHook } from '../support/operator-hook.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['receipt-post-fails'];

test('a receipt that Vipps refuses: the charge stands, and a person is told', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('receipt-refused', { times: 1 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    await house.until('the review', () => house.kiosk().reviewCount === 1);
  });
});

test('an answer that is lost: the same receipt is there, and all is well', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('answer-lost-after-work', { operation: 'receipt', times: 1 });
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...MODE, reviews: [] });
    await house.until('the receipt', () => ledgerOf(house, reference).receipt !== undefined);
    await house.advance(60_000);
    expect(house.reviews()).toEqual([]);
  });
});

const HOUR_MS = 3_600_000;

/** A house whose operator is told by a webhook. */
async function withOperator(
  options: HouseOptions,
  body: (house: House, hook: OperatorHook) => Promise<void>,
): Promise<void> {
  const hook = await openOperatorHook();
  const alerts = { webhook: { url: hook.url, secret: undefined }, email: undefined };
  await withHouse({ ...options, alerts }, (house) => body(house, hook));
  await hook.close();
}

const toldOf = ({ received }: OperatorHook): readonly unknown[] =>
  received.map(({ body }): unknown => JSON.parse(body));

test('the operator is told that the customer has no receipt, also when the power fails at once; once a day for one reason', async () => {
  await withOperator({}, async (house, hook) => {
    house.vipps.setBehaviour('receipt-refused');
    const reference = await choose(house, 'A1');
    const isReviewed = (): boolean => house.reviews().some(({ kind }) => kind === 'receiptRefused');
    await house.until('the refusal', isReviewed);
    await house.cutPower();
    await house.startKiosk();
    await house.until('the operator to be told', () => hook.received.length > 0);
    expect(toldOf(hook)).toMatchObject([
      { kind: 'receiptMissing', reference, amount: 3000, currency: 'NOK' },
    ]);
    await shows(house, 'ready');
    await settled(house, await choose(house, 'A2'));
    await house.until('the second review', () => house.kiosk().reviewCount === 2);
    await house.advance(HOUR_MS / 4);
    expect(hook.received).toHaveLength(1);
  });
});

test('a receipt that Vipps neither takes nor refuses for half a day is told too', async () => {
  await withOperator({}, async (house, hook) => {
    house.vipps.setBehaviour('status-503', { operation: 'receipt' });
    const reference = await choose(house, 'A1');
    await settled(house, reference);
    await house.advance(HOUR_MS / 4);
    expect(hook.received).toEqual([]);
    // The machine is off for a night and its clock goes on.
    await house.cutPower();
    house.wall.jump(13 * HOUR_MS);
    await house.startKiosk();
    await house.until('the operator to be told', () => hook.received.length > 0);
    expect(toldOf(hook)).toMatchObject([{ kind: 'receiptMissing', reference }]);
    expect(house.reviews()).toEqual([]);

    house.vipps.clearBehaviour('status-503');
    await house.until('the receipt', () => ledgerOf(house, reference).receipt !== undefined);
  });
});

test('without Order Management no receipt is owed, and nobody is told', async () => {
  await withOperator({ salesUnit: { orderManagement: false } }, async (house, hook) => {
    house.vipps.setBehaviour('receipt-refused');
    await prove(house, await choose(house, 'A1'), { ...MODE, reviews: [] });
    await house.advance(HOUR_MS / 4);
    expect([hook.received, house.reviews()]).toEqual([[], []]);
  });
});
