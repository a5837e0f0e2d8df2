import { expect, test } from 'vitest';
import { choose, request, scan, scanToCredit, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import type { House } from '../support/house/house.ts';
import { RELAY_MODES } from './modes/relay.ts';

const MODE = RELAY_MODES['relay-killed-mid-sale'];

const PHASES = {
  'while the customer is asked': async (house: House): Promise<string> => {
    await scan(house);
    const { reference } = await request(house);
    await restart(house);
    house.vipps.approve(reference);
    await house.until('the credit', () => house.machine.view().state === 'session');
    house.machine.press('A1');
    return reference;
  },
  'while the customer chooses': async (house: House): Promise<string> => {
    const reference = await scanToCredit(house);
    await restart(house);
    house.machine.press('A1');
    return reference;
  },
  'while the product drops': async (house: House): Promise<string> => {
    const reference = await choose(house, 'A1');
    await restart(house);
    return reference;
  },
} as const;

async function restart(house: House): Promise<void> {
  await house.stopRelay();
  await house.advance(2_000);
  await house.startRelay();
}

test.each(Object.entries(PHASES))('%s: the sale goes on', async (_phase, play) => {
  await withHouse({}, async (house) => {
    await prove(house, await play(house), MODE);
    expect(house.ledger()).toHaveLength(1);
  });
});

test('the relay is away for minutes while the customer chooses: sold, and charged afterwards', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    await house.stopRelay();
    house.machine.press('A1');
    await house.until('the drop', () => house.machine.dispensed().length === 1);
    await house.advance(300_000);
    await house.startRelay();
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
  });
});
