import { expect, test } from 'vitest';
import { choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import type { House } from '../support/house/house.ts';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['late-result-in-next-vend'];
const LATE = {
  ...MODE,
  outcome: 'droppedUncharged',
  reviews: ['unknownOutcome', 'lateSuccess'],
} as const;
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;

/** The first customer's product drops and nobody says so. @returns the sale's reference */
async function unknownVend(house: House, selection: string): Promise<string> {
  house.machine.setBehaviour('result-in-next-vend', true);
  const reference = await choose(house, selection);
  await house.until('the entry for review', () => house.kiosk().reviewCount === 1);
  house.machine.setBehaviour('result-in-next-vend', false);
  return reference;
}

/** The next customer's vend, in whose middle the first one's result is told, jams. */
async function failingVend(house: House, selection: string): Promise<string> {
  house.machine.setBehaviour('jam', true);
  const reference = await choose(house, selection);
  await house.until('the late result', () => house.kiosk().reviewCount === 2);
  house.machine.setBehaviour('jam', false);
  return reference;
}

test('the success is the first sale’s; the next customer pays nothing for a vend that fails', async () => {
  await withHouse({}, async (house) => {
    const first = await unknownVend(house, 'A1');
    expect(house.kiosk()).toMatchObject({
      state: 'notReady',
      reasons: ['machine-not-enabled'],
      hardware: { detail: 'the last vend ended without a result; the machine is started afresh' },
    });
    const shown = await shows(house, 'ready', 20_000);
    expect(shown.hardware.detail).toBe('');
    expect(house.machine.transcript().filter(({ line }) => line === 'C,1')).toHaveLength(2);
    const second = await failingVend(house, 'A2');
    await prove(house, second, MODE);
    await prove(house, first, LATE);
    technicianRead(house, MODE);
    expect([house.stockOf('A1'), house.stockOf('A2')]).toEqual([7, 10]);
    expect(house.machine.dispensed()).toMatchObject([{ selection: 'A1' }]);
  });
});

test('the next customer’s own drop is charged, and only that', async () => {
  await withHouse({}, async (house) => {
    const first = await unknownVend(house, 'A1');
    await shows(house, 'ready');
    const second = await choose(house, 'A2');
    await prove(house, second, SOLD);
    expect(ledgerOf(house, second)).toMatchObject({ captured: 2000, released: 1500 });
    await prove(house, first, LATE);
    await prove(house, await choose(house, 'A3'), SOLD);
  });
});

const WAYS: readonly {
  readonly way: string;
  readonly lose: (house: House) => Promise<void> | void;
}[] = [
  {
    way: 'the kiosk restarts while the device is in the vend',
    lose: async (house) => {
      await house.cutPower();
      await house.advance(10_000);
      await house.startKiosk();
    },
  },
  {
    way: 'the line breaks in the vend',
    lose: (house) => {
      house.serialCable().shake();
    },
  },
  { way: 'the vend deadline passes', lose: () => undefined },
];

test.each(WAYS)('$way: its result is nobody else’s', async ({ lose }) => {
  await withHouse({ settings: { vendDeadlineSeconds: '6' } }, async (house) => {
    house.machine.setBehaviour('silence', true);
    const first = await choose(house, 'A1');
    await house.until('the vend', () => house.machine.view().state === 'vending');
    await lose(house);
    await house.until(
      'the entry for review',
      () => house.isOn() && house.kiosk().reviewCount === 1,
    );
    house.machine.setBehaviour('silence', false);
    await shows(house, 'ready');
    await prove(house, first, { ...LATE, outcome: 'unknownReleased', reviews: ['unknownOutcome'] });
    // The adapter says it at the worst moment.
    house.machine.setBehaviour('stale-result', true);
    house.machine.setBehaviour('jam', true);
    await prove(house, await choose(house, 'A2'), MODE);
    house.machine.setBehaviour('jam', false);
    house.machine.setBehaviour('stale-result', false);
    expect(ledgerOf(house, first).captured).toBe(0);
    await prove(house, await choose(house, 'A3'), SOLD);
  });
});

test('a board: a result for the same selection is the earlier drive’s, too', async () => {
  const settings = { vendDeadlineSeconds: '5', latchAfterFailures: '0' };
  await withHouse({ driver: 'xy', settings }, async (house) => {
    const first = await unknownVend(house, 'A1');
    await shows(house, 'ready');
    const second = await failingVend(house, 'A1');
    await prove(house, second, MODE);
    await prove(house, first, LATE);
    expect(house.stockOf('A1')).toBe(7);
  });
});
