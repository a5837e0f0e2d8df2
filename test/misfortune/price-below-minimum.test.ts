import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import { expect, test } from 'vitest';
import { DEMO_PROFILE } from '../../src/simulator/vend-machine/profile.ts';
import { approvals, choose, ledgerOf, scan, shows, withHouse } from '../support/house/people.ts';
import { prove, proveTurnedAway } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { LAW_MODES } from './modes/law.ts';

const MODE = LAW_MODES['price-below-minimum'];
const HEADER = 'selection,item,product,price,vatRate,stock,capacity,minimumAge';
/** Cola at 0.50, as in `price-below-minimum.csv` of the field cases. */
const TOO_CHEAP = 'A1,1,Cola,0.50,25,9,9,0';

/** The machine’s own price of its first slot. */
const machineAsks = (priceMinor: number) => ({
  slots: DEMO_PROFILE.slots.map((slot) => (slot.item === 1 ? { ...slot, priceMinor } : slot)),
});

test('the machine asks 0.50: it is denied in words, nothing drops, and everything is given back', async () => {
  const options = { profile: machineAsks(50) };
  await withHouse(options, async (house) => {
    const reference = await choose(house, 'A1');
    await house.until('the denial', () =>
      house.machine.transcript().some(({ line }) => line === 'C,VEND,-1'),
    );
    expect([approvals(house), house.machine.dispensed()]).toEqual([0, []]);
    const denial = house.kiosk().slots.find(({ selection }) => selection === 'A1');
    expect(denial?.states).toContain('priceDiffers');
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 0 });
  });
});

test('the catalogue says 0.50 and the machine 0.50: nothing is offered, and the slot says why', async () => {
  const catalogue = [HEADER, TOO_CHEAP, ''].join('\n');
  await withHouse({ catalogue, profile: machineAsks(50), isOff: true }, async (house) => {
    await house.startKiosk();
    const isUp = (): boolean => house.kiosk().relay.state === 'up';
    await house.until('the relay', isUp);
    const { slots, reasons } = await shows(house, 'notReady');
    expect(reasons).toContain('nothing-sellable');
    expect(slots[0]).toMatchObject({ state: 'belowLeast', isSellable: false });
    expect(await scan(house)).toBe(503);
    const technicianSees = ['Not selling', 'Nothing is in stock.'];
    await proveTurnedAway(house, { ...MODE, outcome: undefined, technicianSees });
    technicianRead(house, MODE);
  });
});

test('0.99 is too little, 1.00 is sold', async () => {
  await withHouse({ profile: machineAsks(99) }, async (house) => {
    await prove(house, await choose(house, 'A1'), MODE);
  });
  await withHouse({ profile: machineAsks(100) }, async (house) => {
    const reference = await choose(house, 'A1');
    const sold = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;
    await prove(house, reference, { ...sold, reviews: ['priceMismatch'] });
    expect(ledgerOf(house, reference).captured).toBe(100);
  });
});

test('the file is refused with the line and both amounts; a machine in Finland takes it', () => {
  const text = [HEADER, TOO_CHEAP, ''].join('\n');
  const read = (currency: 'NOK' | 'EUR' | undefined) => readCatalogueFile(text, currency);
  expect(read('NOK')).toEqual({
    ok: false,
    error: [
      {
        line: 2,
        column: 4,
        field: 'price',
        code: 'below-least',
        values: { text: '0.50', least: '1.00' },
      },
    ],
  });
  expect([read('EUR').ok, read(undefined).ok]).toEqual([true, true]);
});
