import { expect, test } from 'vitest';
import { choose, scan, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { addStranger, connectStranger } from '../support/house/strangers.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['machine-floods-the-relay'];

test('it is slowed down and cut off; the neighbour’s customer is answered and served', async () => {
  await withHouse({}, async (house) => {
    const flood = connectStranger(house, await addStranger(house, 'vm-0002'));
    await house.until('the connection', () => flood.isOpen());
    flood.send({ type: 'hello', version: 1, software: 'flood' });
    for (let time = 0; time < 10 && flood.end() === undefined; time += 1) {
      for (let count = 0; count < 500; count += 1) {
        flood.send({ type: 'heartbeat', id: count, state: 'ready', reasons: [] });
        flood.send({ type: 'ack', sequence: count });
      }
      await house.advance(1_100);
    }
    expect(flood.end()).toBe(4429);
    const again = connectStranger(house, 'vm-0002-credential-of-a-stranger');
    await house.until('the refusal', () => again.end() !== undefined);
    expect(again.end()).toBe(429);
    await prove(house, await choose(house, 'A1'), MODE);
    expect(await scan(house)).toBe(200);
  });
});
