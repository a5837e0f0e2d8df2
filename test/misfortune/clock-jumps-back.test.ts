import { expect, test } from 'vitest';
import {
  choose,
  ledgerOf,
  request,
  scan,
  scanAndApprove,
  scanToCredit,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import type { House } from '../support/house/house.ts';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['clock-jumps-back'];
const DAY_MS = 24 * 3_600_000;
const JUMPS = [-DAY_MS, -3_600_000, 3_600_000, DAY_MS] as const;

const MOMENTS = {
  'while the customer approves': async (house: House, byMs: number): Promise<string> => {
    await scan(house);
    const { reference } = await request(house);
    house.wall.jump(byMs);
    house.vipps.approve(reference);
    await house.until('the credit', () => house.machine.view().state === 'session');
    house.machine.press('A1');
    return reference;
  },
  'while the customer chooses': async (house: House, byMs: number): Promise<string> => {
    const reference = await scanToCredit(house);
    house.wall.jump(byMs);
    house.machine.press('A1');
    return reference;
  },
  'while the product drops': async (house: House, byMs: number): Promise<string> => {
    const reference = await choose(house, 'A1');
    house.wall.jump(byMs);
    return reference;
  },
} as const;

test.each(Object.entries(MOMENTS))('%s: the sale ends as it would have', async (_moment, play) => {
  for (const byMs of JUMPS) {
    await withHouse({}, async (house) => {
      const reference = await play(house, byMs);
      await prove(house, reference, MODE);
      expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, released: 500 });
    });
  }
});

test('nobody selects, and the clock goes back a day: the reservation ends after its minute all the same', async () => {
  await withHouse({}, async (house) => {
    const reference = await scanToCredit(house);
    house.wall.jump(-DAY_MS);
    await house.advance(65_000);
    const { outcome } = house.sales().find((sale) => sale.reference === reference) ?? {};
    expect(outcome).toBe('noSelection');
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 0 });
  });
});

test('the power fails and the clock starts a day ago: waits do not grow longer', async () => {
  await withHouse({ settings: { onUnknownOutcome: 'review' } }, async (house) => {
    const reference = await choose(house, 'A1');
    await house.until('the vend', () => house.kiosk().sale?.state === 'vending');
    await house.cutPower();
    house.wall.jump(-DAY_MS);
    await house.startKiosk();
    await house.advance(31 * 60_000);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 0 });
  });
});

test('a clock that is wrong from the start: nobody is served, and the screen says why', async () => {
  await withHouse({ isOff: true }, async (house) => {
    house.wall.jump(-DAY_MS);
    await house.startKiosk();
    await house.until('the reason', () => house.kiosk().reasons.join() === 'clock-implausible');
    expect(await scan(house)).toBe(503);
    technicianRead(house, MODE);
    house.wall.jump(DAY_MS);
    house.relayCable().shake();
    await shows(house, 'ready');
    await prove(
      house,
      await scanAndApprove(house).then(async (reference) => {
        await house.until('the credit', () => house.machine.view().state === 'session');
        house.machine.press('A1');
        return reference;
      }),
      MODE,
    );
  });
});
