import { expect, test } from 'vitest';
import { choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { PROVIDER_MODES } from './modes/provider.ts';

const MODE = PROVIDER_MODES['provider-answers-500'];

const OPERATIONS = ['create', 'capture', 'cancel', 'receipt', 'get'] as const;
const FAILURES = [
  'status-500',
  'status-503',
  'status-429',
  'status-423',
  'connection-reset',
  'wrong-content-type',
] as const;

test.each(FAILURES)('%s, once on every call: the sale comes to its end', async (failure) => {
  await withHouse({}, async (house) => {
    for (const operation of OPERATIONS) {
      house.vipps.setBehaviour(failure, { operation, times: 1, retryAfterSeconds: 3 });
    }
    const reference = await choose(house, 'A1');
    await prove(house, reference, MODE);
    expect(house.ledger()).toHaveLength(1);
  });
});

test('capture is unavailable for ten minutes: the next customer is served meanwhile', async () => {
  await withHouse({}, async (house) => {
    house.vipps.setBehaviour('status-503', { operation: 'capture' });
    const reference = await choose(house, 'A1');
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await shows(house, 'ready');
    expect(house.kiosk().settlingCount).toBe(1);
    const other = await choose(house, 'A2');
    await house.advance(600_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 3500 });
    house.vipps.clearBehaviour('status-503');
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    await prove(house, other, MODE);
  });
});
