import { expect, test } from 'vitest';
import { startKiosk } from '../../src/main/composition/start-kiosk.ts';
import type { House } from '../support/house/house.ts';
import { choose, scanToCredit, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['second-kiosk-same-journal'];

async function startedAgain(house: House): Promise<unknown> {
  return startKiosk({ dataDir: house.dataDir(), clock: house.wall, log: house.log.of('second') });
}

test('the second one ends with a sentence and touches nothing; the first one sells on', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    await expect(startedAgain(house)).rejects.toMatchObject({
      code: 'store/locked',
      message: `Another kiosk already runs on ${house.dataDir()}.`,
    });
    await house.advance(1_000);
    expect(house.kiosk()).toMatchObject({ state: 'busy', sale: { state: 'offering' } });
    expect(house.log.notes().some((note) => note.program === 'second')).toBe(false);
    house.machine.press('A1');
    await prove(house, reference, MODE);
    expect(house.machine.transcript().filter(({ line }) => line === 'C,1')).toHaveLength(1);
  });
});

test('after a power cut the lock is nobody’s: the kiosk starts and sells', async () => {
  await withHouse({}, async (house) => {
    await house.cutPower();
    await house.startKiosk();
    await shows(house, 'ready');
    await expect(startedAgain(house)).rejects.toMatchObject({ code: 'store/locked' });
    await prove(house, await choose(house, 'A2'), MODE);
  });
});
