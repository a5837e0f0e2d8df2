import { expect, test } from 'vitest';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['relay-moved'];

test('after the move to another host name the next sale is as every other', async () => {
  await withHouse({}, async (house) => {
    await prove(house, await choose(house, 'A1'), MODE);
    await house.stopRelay();
    await house.startRelay({ publicUrl: `http://localhost:${String(house.webhookCable.port)}` });
    await shows(house, 'ready');
    const reference = await choose(house, 'A2');
    expect(reference).not.toBe('');
    await prove(house, reference, MODE);
  });
});
