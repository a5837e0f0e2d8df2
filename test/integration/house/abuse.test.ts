import { expect, test } from 'vitest';
import {
  choose,
  ledgerOf,
  request,
  scan,
  scanToCredit,
  settled,
  shows,
  withHouse,
} from '../../support/house/people.ts';
import type { House } from '../../support/house/house.ts';

async function scanAndDecline(house: House): Promise<void> {
  await shows(house, 'ready');
  expect(await scan(house)).toBe(200);
  const { reference } = await request(house);
  house.vipps.decline(reference);
  await settled(house, reference);
}

test('scanning again and again without approving is refused for a while', async () => {
  await withHouse({}, async (house) => {
    for (let time = 0; time < 3; time += 1) await scanAndDecline(house);
    expect(await scan(house)).toBe(503);
    expect(house.kiosk()).toMatchObject({ state: 'notReady', reasons: ['scan-pause'] });
    await house.advance(31_000);
    await scanAndDecline(house);
    expect(await scan(house)).toBe(503);
    await house.advance(31_000);

    // Somebody who pays ends it.
    await settled(house, await choose(house, 'A1'));
    await scanAndDecline(house);
    await scanAndDecline(house);
  });
});

test('a scan right after a finished sale is never throttled', async () => {
  await withHouse({}, async (house) => {
    for (let time = 0; time < 5; time += 1) {
      await settled(house, await choose(house, 'A2'));
    }
    expect(house.sales().filter((sale) => sale.outcome === 'sold')).toHaveLength(5);
  });
});

test('a refused token gets the same answer again, over a restart too', async () => {
  await withHouse({}, async (house) => {
    await scanToCredit(house);
    const outcome = await house.run(house.vipps.scan('vm-0001'));
    expect(outcome.status).toBe(503);
    house.machine.returnLever();
    await shows(house, 'ready');
    expect(await scan(house, outcome.customerToken)).toBe(503);
    await house.cutPower();
    await house.startKiosk();
    await shows(house, 'ready');
    expect(await scan(house, outcome.customerToken)).toBe(503);
    expect(house.sales()).toHaveLength(1);
  });
});

test('two failed drops in a row take the slot out of sale until a technician has looked', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('jam', true);
    for (let time = 0; time < 2; time += 1) {
      await shows(house, 'ready');
      await settled(house, await choose(house, 'B3'));
    }
    house.machine.setBehaviour('jam', false);
    expect(house.reviews().map((review) => review.kind)).toEqual(['slotLatched']);
    expect(house.kiosk().maxAmountMinor).toBe(3200);
    expect(house.kiosk().stockNotes).toContainEqual({
      selection: 'B3',
      product: 'Nuts',
      stock: 1,
      note: 'latched',
    });

    // The dearest slot is not sold, and not reserved for.
    const reference = await scanToCredit(house);
    expect(ledgerOf(house, reference).requested).toBe(3200);
    house.machine.press('B3');
    await house.advance(5_000);
    expect(house.machine.dispensed()).toEqual([]);
    house.machine.returnLever();

    house.clearSlot('B3');
    await shows(house, 'ready');
    await house.until(
      'the credit to be offered again or given back',
      () => house.kiosk().sale === undefined,
    );
    const sale = await settled(house, await choose(house, 'B3'));
    expect(sale).toMatchObject({ outcome: 'sold', captured: 3500 });
  });
});

test('a drop between two failures is no row', async () => {
  await withHouse({}, async (house) => {
    for (const isJammed of [true, false, true]) {
      house.machine.setBehaviour('jam', isJammed);
      await shows(house, 'ready');
      await settled(house, await choose(house, 'A1'));
    }
    expect(house.slots().find((slot) => slot.selection === 'A1')).toMatchObject({
      isLatched: false,
      failures: 1,
    });
  });
});

test('a price that the machine changed is charged as it asks, and told once', async () => {
  const catalogue = [
    'selection,item,product,price,vatRate,stock,capacity,minimumAge',
    'A1,1,Cola,25.00,15,8,10,0',
    'B3,6,Nuts,35.00,15,8,10,0',
    '',
  ].join('\n');
  await withHouse({ catalogue }, async (house) => {
    for (let time = 0; time < 2; time += 1) {
      await shows(house, 'ready');
      const sale = await settled(house, await choose(house, 'A1'));
      expect(sale).toMatchObject({ captured: 3000 });
    }
    expect(house.reviews()).toMatchObject([
      { kind: 'priceMismatch', detail: 'machine 3000, catalogue 2500' },
    ]);
  });
});
