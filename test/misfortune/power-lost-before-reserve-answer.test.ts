import { expect, test } from 'vitest';
import { ledgerOf, request, scan, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['power-lost-before-reserve-answer'];
const ANSWER_LATE = { operation: 'create', afterMs: 10_000 } as const;

test('the request has reached the phone: after the start it is withdrawn', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('answer-lost-after-work', ANSWER_LATE);
    expect(await scan(house)).toBe(200);
    const { reference } = await request(house);
    expect(house.kiosk().sale?.state).toBe('reserving');

    await house.cutPower();
    await house.startKiosk();
    const shown = await shows(house, 'ready');
    expect(shown.sale).toBeUndefined();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ state: 'TERMINATED', reserved: 0 });
    expect(house.machine.dispensed()).toEqual([]);
  });
});

test('the customer approves while the machine is dark: everything is given back', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('answer-lost-after-work', ANSWER_LATE);
    await scan(house);
    const { reference } = await request(house);
    await house.cutPower();
    house.vipps.approve(reference);
    expect(ledgerOf(house, reference)).toMatchObject({ reserved: 3500, open: 3500 });

    await house.startKiosk();
    await prove(house, reference, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ released: 3500, captured: 0 });
    expect(house.machine.view().state).not.toBe('session');
  });
});

test('the request never reached Vipps: nobody is asked for anything', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('hang', { operation: 'create' });
    await scan(house);
    await house.cutPower();
    house.vipps.clearBehaviour('hang');
    await house.startKiosk();
    const shown = await shows(house, 'ready');
    expect(shown.settlingCount).toBe(1);

    await house.until('the sale to be settled', () => house.sales()[0]?.state === 'settled');
    expect(house.ledger()).toEqual([]);
    expect(house.sales()).toMatchObject([{ outcome: MODE.outcome, reserved: 0, captured: 0 }]);
    expect(house.reviews()).toEqual(MODE.reviews);
  });
});
