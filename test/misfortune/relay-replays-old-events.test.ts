import { expect, test } from 'vitest';
import { approvals, choose, scanToCredit, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['relay-replays-old-events'];

test('acknowledgements are lost: the relay sends its events again, and they are known', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    // Events come, and the link breaks before they are acknowledged.
    house.machine.press('A1');
    for (let time = 0; time < 6; time += 1) {
      house.relayCable().shake();
      await house.advance(400);
    }
    await prove(house, reference, MODE);
    const before = house.journalOf(reference);
    house.relayCable().shake();
    await shows(house, 'notReady');
    await shows(house, 'ready');
    await house.advance(30_000);
    expect(house.journalOf(reference)).toEqual(before);
    expect(approvals(house)).toBe(1);
  });
});

test('the power goes before they are acknowledged: heard again after the start, with no effect', async () => {
  await withHouse({}, async (house) => {
    const reference = await choose(house, 'A2');
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.cutPower();
    await house.startKiosk();
    await prove(house, reference, MODE);
    await house.advance(30_000);
    expect(approvals(house)).toBe(1);
    expect(house.stockOf('A2')).toBe(9);
  });
});
