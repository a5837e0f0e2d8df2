import { expect, test } from 'vitest';
import { approvals, choose, ledgerOf, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { MACHINE_MODES } from './modes/machine.ts';

const MODE = MACHINE_MODES['late-answer'];
const SOLD = { ...MODE, customerPays: 'the price', outcome: 'sold' } as const;

test('release: the money is back already; the stock is right and a person is told', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('result-after-session', true);
    const reference = await choose(house, 'A1');
    await house.until('the entry for review', () => house.kiosk().reviewCount === 1);
    expect(house.stockOf('A1')).toBe(8);
    await house.until('the late result', () => house.kiosk().reviewCount === 2);
    await prove(house, reference, MODE);
    technicianRead(house, MODE);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, released: 3500 });
    expect(house.stockOf('A1')).toBe(7);
    await shows(house, 'ready');
    expect(house.kiosk().lastSales[0]?.outcome).toBe('droppedUncharged');
  });
});

test('capture: what was charged in doubt is a plain sale now', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'capture' } }, async (house) => {
    house.machine.setBehaviour('result-after-session', true);
    const reference = await choose(house, 'A1');
    await house.until('the late result', () => house.stockOf('A1') === 7);
    await prove(house, reference, { ...SOLD, reviews: ['assumedCapture'] });
  });
});

test('review: the held money is charged, and the rest given back', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'review' } }, async (house) => {
    house.machine.setBehaviour('result-after-session', true);
    const reference = await choose(house, 'A1');
    await house.until('the entry for review', () => house.kiosk().reviewCount === 1);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 3500 });
    await prove(house, reference, { ...SOLD, reviews: ['unknownOutcome'] });
    expect(house.stockOf('A1')).toBe(7);
  });
});

test('a lift that takes 90 s: sold when the operator’s deadline allows for it', async () => {
  await withHouse({ settings: { vendDeadlineSeconds: '120' } }, async (house) => {
    house.machine.setBehaviour('late-answer', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, { ...SOLD, reviews: [] });
    expect(approvals(house)).toBe(1);
  });
});

test('a lift that takes 90 s and a deadline of 60 s: given back, and counted by a person', async () => {
  await withHouse({}, async (house) => {
    house.machine.setBehaviour('late-answer', true);
    const reference = await choose(house, 'A1');
    await prove(house, reference, {
      ...MODE,
      outcome: 'unknownReleased',
      reviews: ['unknownOutcome'],
    });
    await house.advance(60_000);
    expect(ledgerOf(house, reference).captured).toBe(0);
    expect(house.kiosk().stockNotes[0]).toMatchObject({ selection: 'A1', note: 'countMe' });
  });
});
