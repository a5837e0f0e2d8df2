import { expect, test } from 'vitest';
import { choose, scan, scanToCredit, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['technician-opens-service-mid-sale'];

test('service mode begins while the customer chooses: the sale goes on, the next customer is told no', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    house.order('s1', { kind: 'service', isOn: true });
    await house.until('service mode', () => house.kiosk().reasons.includes('service-mode'));
    expect(house.kiosk().state).toBe('busy');
    house.machine.press('A1');
    await prove(house, reference, MODE);

    const shown = await shows(house, 'notReady');
    expect(shown.reasons).toEqual(['service-mode']);
    expect(await scan(house)).toBe(503);

    house.order('s2', { kind: 'service', isOn: false });
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A2'), MODE);
    technicianRead(house, MODE);
  });
});
