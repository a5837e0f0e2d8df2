import Libsql from 'libsql';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { relayFileOf } from '../support/house/strangers.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['relay-database-locked'];

test('customers are served meanwhile, and the relay goes on when the other program lets go', async () => {
  await withHouse({}, async (house) => {
    const other = new Libsql(relayFileOf(house));
    const standstill = monitorEventLoopDelay();
    standstill.enable();
    other.exec('BEGIN IMMEDIATE');
    const reference = await choose(house, 'A1');
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.advance(60_000);
    expect(house.kiosk().state).toBe('ready');
    other.exec('ROLLBACK');
    other.close();
    standstill.disable();
    // It waited inside SQLite for 5 s, and every machine with it. Nanoseconds.
    expect(standstill.max).toBeLessThan(3e9);
    await prove(house, reference, MODE);
    await prove(house, await choose(house, 'A2'), MODE);
  });
});
