import Libsql from 'libsql';
import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { relayFileOf } from '../support/house/strangers.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['relay-database-locked'];

test('customers are served meanwhile, and the relay goes on when the other program lets go', async () => {
  await withHouse({}, async (house) => {
    const other = new Libsql(relayFileOf(house));
    other.exec('BEGIN IMMEDIATE');
    const reference = await choose(house, 'A1');
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.advance(60_000);
    expect(house.kiosk().state).toBe('ready');
    other.exec('ROLLBACK');
    other.close();
    await prove(house, reference, MODE);
    await prove(house, await choose(house, 'A2'), MODE);
  });
});
