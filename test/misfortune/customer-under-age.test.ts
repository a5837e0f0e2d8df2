import { expect, test } from 'vitest';
import { DEMO_PROFILE } from '../../src/simulator/vend-machine/profile.ts';
import { MACHINE, type House, type HouseOptions } from '../support/house/house.ts';
import {
  approvals,
  ledgerOf,
  request,
  scan,
  settled,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove, proveRefused } from '../support/house/prove.ts';
import { LAW_MODES } from './modes/law.ts';

const MODE = LAW_MODES['customer-under-age'];

/** A2 is an energy drink by its category, A3 is for adults by its own age. */
const CATEGORY: Readonly<Record<string, string>> = { A2: 'energyDrink' };
const AGE: Readonly<Record<string, number>> = { A3: 18 };
const CATALOGUE = [
  'selection,item,product,price,vatRate,stock,capacity,minimumAge,category',
  ...DEMO_PROFILE.slots.map(({ selection, item, product, priceMinor, count }) => {
    const price = (priceMinor / 100).toFixed(2);
    const age = String(AGE[selection] ?? 0);
    return `${selection},${String(item)},${product},${price},15,${String(count)},10,${age},${CATEGORY[selection] ?? ''}`;
  }),
  '',
].join('\n');
const OPTIONS: HouseOptions = { catalogue: CATALOGUE };

async function scanAged(house: House, ageYears: number): Promise<number | undefined> {
  const { status } = await house.run(house.vipps.scan(MACHINE, { ageYears }));
  return status;
}

/** Scans, approves what is asked for, and waits for the credit. */
async function credit(house: House, ageYears: number): Promise<string> {
  expect(await scanAged(house, ageYears)).toBe(200);
  const { reference } = await request(house);
  house.vipps.approve(reference);
  await house.until('the credit', () => house.machine.view().state === 'session');
  return reference;
}

async function pressAndBeDenied(house: House, selection: string): Promise<void> {
  const denials = (): number =>
    house.machine.transcript().filter(({ line }) => line === 'C,VEND,-1').length;
  const before = denials();
  house.machine.press(selection);
  await house.until('the denial', () => denials() > before);
  await house.until('the credit again', () => house.machine.view().state === 'session');
}

test('whoever is of age gets everything on a payment that Vipps limited', async () => {
  await withHouse(OPTIONS, async (house) => {
    const reference = await credit(house, 18);
    expect(ledgerOf(house, reference).minimumUserAge).toBe(18);
    house.machine.press('A3');
    const sold = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;
    await prove(house, reference, sold);
  });
});

test('whoever is not is asked once more without the limit: what is restricted is denied in words, the rest is sold', async () => {
  await withHouse(OPTIONS, async (house) => {
    const reference = await credit(house, 15);
    expect(ledgerOf(house, reference)).toMatchObject({ minimumUserAge: undefined });
    await pressAndBeDenied(house, 'A2');
    await pressAndBeDenied(house, 'A3');
    expect([approvals(house), house.machine.dispensed()]).toEqual([0, []]);
    house.machine.press('A1');
    await prove(house, reference, MODE);
    // The first request was refused, and stands in the books under a reference of its own.
    const [first, second] = house.sales();
    expect(first).toMatchObject({ outcome: 'ageLimited', reserved: 0 });
    expect(second).toMatchObject({ reference, outcome: 'sold' });
    await shows(house, 'ready');
  });
});

test('of an age between two limits: neither is sold without its own', async () => {
  await withHouse(OPTIONS, async (house) => {
    const reference = await credit(house, 17);
    await pressAndBeDenied(house, 'A2');
    house.machine.returnLever();
    await settled(house, reference);
  });
});

test('an unknown customer looks the same: Vipps says 7010 again, and the sale ends', async () => {
  await withHouse(OPTIONS, async (house) => {
    house.vipps.setBehaviour('refuse-with', { operation: 'create', code: '7010', times: 2 });
    expect(await scan(house)).toBe(200);
    await proveRefused(house, { ...MODE, customerPays: 'nothing', outcome: 'createRefused' });
    expect(house.sales().map(({ outcome }) => outcome)).toEqual(['ageLimited', 'createRefused']);
    await shows(house, 'ready');
    await settled(house, await credit(house, 40), 3 * 60_000);
  });
});

test('ageGate limit: the sale ends and no payment exists', async () => {
  await withHouse({ ...OPTIONS, settings: { ageGate: 'limit' } }, async (house) => {
    expect(await scanAged(house, 15)).toBe(200);
    await proveRefused(house, { ...MODE, customerPays: 'nothing', outcome: 'createRefused' });
    expect(house.sales()).toHaveLength(1);
    await shows(house, 'ready');
  });
});

test('always idle: the limit is that of the pressed selection, and a denied one is asked for no more', async () => {
  await withHouse({ ...OPTIONS, sessionMode: 'always-idle' }, async (house) => {
    house.machine.press('A1');
    await house.advance(500);
    expect(await scanAged(house, 12)).toBe(200);
    const open = await request(house);
    expect(open).toMatchObject({ reserved: 0, minimumUserAge: undefined });
    house.vipps.approve(open.reference);
    expect(await settled(house, open.reference)).toMatchObject({ outcome: 'sold' });

    await shows(house, 'ready');
    house.machine.press('A2');
    await house.advance(500);
    expect(await scanAged(house, 12)).toBe(200);
    const second = await request(house);
    expect(second.minimumUserAge).toBeUndefined();
    house.vipps.approve(second.reference);
    await settled(house, second.reference, 3 * 60_000);
    expect(house.machine.dispensed()).toHaveLength(1);
  });
});

test('the power fails between the two requests: nothing is asked, nothing reserved, the next customer is served', async () => {
  await withHouse(OPTIONS, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'create', times: 1 });
    const scanning = house.vipps.scan(MACHINE, { ageYears: 15 });
    await house.run(scanning);
    await house.until('the first request', () => house.kiosk().sale !== undefined);
    house.vipps.clearBehaviour('hang');
    const isAsked = (): boolean =>
      house.sales().some(({ outcome }) => outcome === 'ageLimited') && house.ledger().length === 0;
    await house.comes(isAsked, 120_000);
    await house.cutPower();
    await house.startKiosk();
    await shows(house, 'ready');
    expect(house.ledger().every(({ open, state }) => open === 0 && state !== 'CREATED')).toBe(true);
    const reference = await credit(house, 40);
    house.machine.press('A2');
    expect(await settled(house, reference)).toMatchObject({ outcome: 'sold' });
  });
});

test('with a landing page the payment of somebody too young stays open until the deadline', async () => {
  const salesUnit = { userFlow: 'WEB_REDIRECT', returnUrl: 'https://example.com/back' } as const;
  await withHouse({ ...OPTIONS, salesUnit }, async (house) => {
    expect(await scanAged(house, 15)).toBe(200);
    const { reference } = await request(house);
    expect(house.vipps.approve(reference).ok).toBe(false);
    await prove(house, reference, { ...MODE, customerPays: 'nothing', outcome: 'notApproved' });
  });
});
