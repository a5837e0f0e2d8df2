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

const MODE = MACHINE_MODES['vmc-reset-before-approve'];

test('with the credit on the display: everything is given back', async () => {
  await withHouse({ profile: { bootMs: 30_000 } }, async (house) => {
    const reference = await scanToCredit(house);
    house.machine.restart();
    const shown = await shows(house, 'notReady');
    expect(shown.reasons).toEqual(['machine-not-enabled']);
    expect(await scan(house)).toBe(503);

    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    await shows(house, 'ready');
    expect(approvals(house)).toBe(0);
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 3500, released: 3500 });
  });
});

test('at the press of a selection: everything is given back, and the next customer buys', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('reset-before-approval', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(approvals(house)).toBe(0);

    house.machine.setBehaviour('reset-before-approval', false);
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A1'), {
      ...MODE,
      customerPays: 'the price',
      outcome: 'sold',
    });
  });
});

test('while the customer approves in the app: the sale goes on when the machine is back in time', async () => {
  await withHouse({}, async (house) => {
    await scan(house);
    const { reference } = await request(house);
    house.machine.restart();
    await house.until('the machine again', () => house.machine.view().state === 'enabled');
    house.vipps.approve(reference);
    await house.until('the credit', () => house.machine.view().state === 'session');
    house.machine.press('A1');
    await prove(house, reference, { ...MODE, customerPays: 'the price', outcome: 'sold' });
  });
});

test('with a selection that waits for its payment (always idle): nothing is vended unasked', async () => {
  await withHouse({ sessionMode: 'always-idle' }, async (house) => {
    house.machine.press('A1');
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    house.machine.restart();
    await house.until('the machine again', () => house.machine.view().state === 'enabled');
    house.vipps.approve(reference);
    await prove(house, reference, { ...MODE, outcome: 'noSelection' });
    expect(approvals(house)).toBe(0);
  });
});
