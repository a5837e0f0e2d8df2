import { expect, test } from 'vitest';
import {
  choose,
  ledgerOf,
  nextOutage,
  outages,
  scanAndApprove,
  scanToCredit,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['device-does-not-answer'];
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;

test('an offer (C,START): released within seconds, and the next sale works', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('ignores-start', true);
    const reference = await scanAndApprove(house);
    expect(await nextOutage(house, 7_000)).toMatch(/did not answer C,START,35\.00/);
    house.machine.setBehaviour('ignores-start', false);
    await prove(house, reference, MODE);
    expect(house.elapsedMs()).toBeLessThan(15_000);
    await shows(house, 'ready', 5_000);
    await prove(house, await choose(house, 'A1'), SOLD);
  });
});

test('offers again and again: the second time the machine rests, so that nobody reserves for nothing', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('ignores-start', true);
    await prove(house, await scanAndApprove(house), MODE);
    await shows(house, 'ready', 10_000);
    const resting = { ...MODE, technicianSees: ['Not selling'] };
    await prove(house, await scanAndApprove(house), resting);
    expect(outages(house)).toHaveLength(2);
    await house.advance(25_000);
    expect(house.kiosk().state).toBe('notReady');
    house.machine.setBehaviour('ignores-start', false);
    await shows(house, 'ready', 10_000);
    await prove(house, await choose(house, 'A1'), SOLD);
    technicianRead(house, MODE);
  });
});

test('the end of an offer (C,STOP)', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('ignores-stop', true);
    const reference = await scanToCredit(house);
    expect(await nextOutage(house, 70_000)).toMatch(/did not answer C,STOP/);
    await prove(house, reference, { ...MODE, outcome: 'noSelection' });
    await shows(house, 'ready', 10_000);
    await prove(house, await choose(house, 'A1'), SOLD);
  });
});

test('a denial (C,VEND,-1): released at once, not at the deadline', async () => {
  const settings = { maxAmount: '2500' };
  await withHouse({ settings }, async (house) => {
    house.machine.setBehaviour('ignores-denial', true);
    const reference = await scanToCredit(house);
    house.machine.press('A1');
    expect(await nextOutage(house, 7_000)).toMatch(/did not answer C,VEND,-1/);
    await prove(house, reference, MODE);
    await shows(house, 'ready', 10_000);
    expect(ledgerOf(house, reference).open).toBe(0);
    await prove(house, await choose(house, 'A2'), SOLD);
  });
});

test('a board that does not answer a check (01): nothing was driven', async () => {
  await withHouse({ driver: 'xy' }, async (house) => {
    house.machine.setBehaviour('ignores-check', true);
    const reference = await scanAndApprove(house);
    await house.until('the credit', () => house.kiosk().sale?.state === 'offering');
    house.machine.press('A1');
    expect(await nextOutage(house, 5_000)).toMatch(/did not answer a check/);
    await prove(house, reference, { ...MODE, outcome: 'vendFailed' });
    house.machine.setBehaviour('ignores-check', false);
    await shows(house, 'ready', 10_000);
    expect(house.machine.dispensed()).toEqual([]);
  });
});

test.each([
  ['ignores-status', /did not answer its status/],
  ['hears-nothing', /does not acknowledge/],
  ['no-polls', /says nothing/],
] as const)('a board that stops answering while nobody is there (%s)', async (behaviour, words) => {
  await withHouse({ driver: 'xy' }, async (house) => {
    await house.advance(3_000);
    house.machine.setBehaviour(behaviour, true);
    expect(await nextOutage(house, 15_000)).toMatch(words);
    await house.advance(30_000);
    expect(house.kiosk().state).toBe('notReady');
    house.machine.setBehaviour(behaviour, false);
    await shows(house, 'ready', 60_000);
  });
});
