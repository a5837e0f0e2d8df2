import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['power-lost-after-approve'];

/** A vend is approved; the machine goes on with it, but nobody hears of it any more. */
async function darkness(house: House): Promise<string> {
  const reference = await choose(house, 'A1');
  await house.until('the approval', () => approvals(house) === 1);
  expect(house.kiosk().sale).toMatchObject({ state: 'vending', product: 'Cola' });
  return reference;
}

test('before the drop: everything is given back, and the slot is to be counted', async () => {
  await withHouse({}, async (house) => {
    const reference = await darkness(house);
    await house.cutPower();
    await house.startKiosk();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);

    const shown = await shows(house, 'ready');
    expect(shown).toMatchObject({ reviewCount: 1, settlingCount: 0 });
    expect(shown.stockNotes).toContainEqual(
      expect.objectContaining({ selection: 'A1', note: 'countMe' }),
    );
    expect(house.stockOf('A1')).toBe(8);
    expect(approvals(house)).toBe(1);
    expect(house.machine.dispensed()).toEqual([]);
  });
});

test('after the drop, which nobody could hear: the customer keeps the product for nothing', async () => {
  await withHouse({}, async (house) => {
    const reference = await darkness(house);
    house.serialCable().freeze();
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.cutPower();
    await house.startKiosk();
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 3500, released: 3500 });
    expect(house.stockOf('A1')).toBe(8);
    expect(house.reviews()).toMatchObject([{ reference, detail: 'release' }]);
  });
});

test('the operator chose to charge: the price is charged, once, and a person is told', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'capture' } }, async (house) => {
    const reference = await darkness(house);
    await house.cutPower();
    await house.startKiosk();
    await prove(house, reference, {
      ...MODE,
      customerPays: 'the price',
      outcome: 'unknownCharged',
      reviews: ['assumedCapture'],
    });
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
  });
});

test('the operator chose to look: held for half an hour, then given back by itself', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'review' } }, async (house) => {
    const reference = await darkness(house);
    await house.cutPower();
    await house.startKiosk();
    expect(await shows(house, 'ready')).toMatchObject({ reviewCount: 1, settlingCount: 1 });
    const heldSinceMs = house.elapsedMs();
    await house.advance(20 * 60_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 3500 });

    await prove(house, reference, MODE);
    expect(house.elapsedMs() - heldSinceMs).toBeLessThan(31 * 60_000);
  });
});
