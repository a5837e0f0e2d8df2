import { expect, test } from 'vitest';
import { choose, ledgerOf, scan, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['relay-down-then-back'];

test('the relay is down for hours: nobody is charged, and the next customer is served', async () => {
  await withHouse({}, async (house) => {
    await house.stopRelay();
    const shown = await shows(house, 'notReady');
    expect(shown.reasons).toEqual(['relay-down']);
    expect(await scan(house)).toBeUndefined();
    await house.advance(2 * 3_600_000);
    expect(house.ledger()).toEqual([]);

    await house.startRelay();
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A1'), MODE);
  });
});

test('the relay goes after the approval: the product is sold, and charged when it is back', async () => {
  await withHouse({}, async (house) => {
    const reference = await choose(house, 'A2');
    await house.stopRelay();
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.advance(1_800_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 3500 });
    expect(house.kiosk()).toMatchObject({ state: 'notReady', settlingCount: 1 });

    await house.startRelay();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(house.stockOf('A2')).toBe(9);
  });
});
