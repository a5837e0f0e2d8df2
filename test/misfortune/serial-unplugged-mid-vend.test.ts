import { expect, test } from 'vitest';
import {
  approvals,
  choose,
  ledgerOf,
  request,
  scan,
  scanToCredit,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['serial-unplugged-mid-vend'];
const BEFORE_VEND = { ...MODE, outcome: 'machineNotReady', reviews: [] } as const;

test('during the vend: everything is given back, and a person is told', async () => {
  await withHouse({}, async (house) => {
    const reference = await choose(house, 'A1');
    await house.until('the approval', () => approvals(house) === 1);
    house.serialCable().cut();
    const shown = await shows(house, 'notReady');
    expect(shown).toMatchObject({ reasons: ['hardware-down'], reviewCount: 1 });
    expect(shown.stockNotes).toMatchObject([{ note: 'countMe' }, { selection: 'B3' }]);
    expect(await scan(house)).toBe(503);

    house.serialCable().mend();
    await shows(house, 'ready');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.stockOf('A1')).toBe(8);
    expect(approvals(house)).toBe(1);
  });
});

test.each([
  [
    'capture',
    { ...MODE, customerPays: 'the price', outcome: 'unknownCharged', reviews: ['assumedCapture'] },
  ],
  ['review', MODE],
] as const)('during the vend, the operator chose %s', async (onUnknownOutcome, mode) => {
  await withHouse({ settings: { onUnknownOutcome } }, async (house) => {
    const reference = await choose(house, 'A1');
    await house.until('the approval', () => approvals(house) === 1);
    house.serialCable().shake();
    await house.until('the entry for review', () => house.kiosk().reviewCount === 1);
    await prove(house, reference, mode);
  });
});

test('before the approval in the app: no credit is offered, everything is given back', async () => {
  await withHouse({}, async (house) => {
    await scan(house);
    const { reference } = await request(house);
    house.serialCable().cut();
    await house.until('the loss', () => house.kiosk().reasons.includes('hardware-down'));
    house.vipps.approve(reference);
    const technicianSees = ['Not selling', 'The card adapter does not answer.'];
    await prove(house, reference, { ...BEFORE_VEND, technicianSees });
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 3500, released: 3500 });
    expect(house.machine.transcript().some(({ line }) => line.startsWith('C,START'))).toBe(false);
  });
});

test('with the credit on the display: everything is given back, the next customer buys', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    house.serialCable().shake();
    await prove(house, reference, BEFORE_VEND);
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A2'), {
      ...MODE,
      customerPays: 'the price',
      outcome: 'sold',
      reviews: [],
    });
  });
});

test('with a selection that waits for its payment (always idle): it is forgotten', async () => {
  await withHouse({ sessionMode: 'always-idle' }, async (house) => {
    house.machine.press('A1');
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    house.serialCable().shake();
    await house.until('the adapter again', () => house.machine.view().state === 'enabled');
    house.vipps.approve(reference);
    await prove(house, reference, { ...BEFORE_VEND, outcome: 'noSelection' });
    expect(house.machine.dispensed()).toEqual([]);
  });
});
