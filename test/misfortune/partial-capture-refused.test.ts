import { expect, test } from 'vitest';
import {
  choose,
  ledgerOf,
  scan,
  scanAndApprove,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['partial-capture-refused'];

test('a sales unit that captures only in full, set up wrongly: the product is given away, nothing is charged', async () => {
  await withHouse({ unit: { isPartialCaptureAllowed: false } }, async (house) => {
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.kiosk().reviewCount).toBe(1);
    expect(house.stockOf('A1')).toBe(7);
  });
});

test('set up rightly and always idle: the exact price is reserved, and charged', async () => {
  const options = {
    sessionMode: 'always-idle',
    unit: { isPartialCaptureAllowed: false },
    salesUnit: { partialCapture: false },
    isOff: true,
  } as const;
  await withHouse(options, async (house) => {
    await house.startKiosk();
    await house.until('the machine to wait', () => house.machine.view().state === 'enabled');
    await house.until('the reason', () => house.kiosk().reasons.join() === 'select-first');
    expect(await scan(house)).toBe(503);
    house.machine.press('A1');
    await shows(house, 'ready');
    const reference = await scanAndApprove(house);
    expect(ledgerOf(house, reference).requested).toBe(3000);
    await prove(house, reference, {
      ...MODE,
      customerPays: 'the price',
      outcome: 'sold',
      reviews: [],
    });
  });
});
