import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import {
  ledgerOf,
  request,
  scan,
  scanToCredit,
  shows,
  withHouse,
} from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { POWER_MODES } from './modes/power.ts';

const MODE = POWER_MODES['approval-after-the-customer-left'];

function offers(house: House): number {
  return house.machine.transcript().filter(({ line }) => line.startsWith('C,START')).length;
}

/** Scans; the power goes; the customer approves and leaves. @returns the payment's reference */
async function approveInTheDark(house: House): Promise<string> {
  await scan(house);
  const { reference } = await request(house);
  const isAwaited = (): boolean => house.kiosk().sale?.state === 'awaitingApproval';
  await house.until('the approval to be awaited', isAwaited);
  await house.cutPower();
  house.vipps.approve(reference);
  return reference;
}

test.each([158_000, 728_000])(
  'the machine is back after %i ms, the hardware before the relay: nothing is offered, all is given back',
  async (darkMs) => {
    await withHouse({}, async (house) => {
      const reference = await approveInTheDark(house);
      await house.advance(darkMs - 5_000);
      await house.stopRelay();
      await house.startKiosk();
      await house.until('the machine', () => house.kiosk().hardware.machine === 'enabled');
      expect(house.kiosk().sale, 'nobody is kept waiting for').toBeUndefined();
      await house.advance(5_000);
      await house.startRelay();
      await prove(house, reference, MODE);
      technicianRead(house, MODE);
      expect(offers(house)).toBe(0);
      // The next customer is served.
      await shows(house, 'ready', 60_000);
      const next = await scanToCredit(house);
      expect(next).not.toBe(reference);
    });
  },
);

test('the computer’s clock stood still in the dark: the relay knows better', async () => {
  await withHouse({}, async (house) => {
    const reference = await approveInTheDark(house);
    await house.advance(240_000);
    // As a small computer without a battery does it: it goes on from the time that it last wrote down.
    house.wall.jump(-235_000);
    await house.stopRelay();
    await house.startKiosk();
    await house.until('the machine', () => house.kiosk().hardware.machine === 'enabled');
    await house.startRelay();
    await house.until('the release', () => ledgerOf(house, reference).released > 0, 120_000);
    expect(offers(house)).toBe(0);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 0, open: 0 });
  });
});

test('back within the time that the customer has: they are served', async () => {
  await withHouse({}, async (house) => {
    const reference = await approveInTheDark(house);
    await house.stopRelay();
    await house.advance(30_000);
    await house.startKiosk();
    await house.until('the machine', () => house.kiosk().hardware.machine === 'enabled');
    await house.startRelay();
    await house.until('the credit', () => house.machine.view().state === 'session', 30_000);
    expect(house.kiosk().sale).toMatchObject({ reference, state: 'offering' });
  });
});

test('the relay stays away: the machine waits for nobody longer than they can be there', async () => {
  await withHouse({}, async (house) => {
    await approveInTheDark(house);
    await house.stopRelay();
    await house.advance(60_000);
    await house.startKiosk();
    await house.until('the machine', () => house.kiosk().hardware.machine === 'enabled');
    expect(house.kiosk().sale).toBeDefined();
    await house.advance(90_000);
    expect(house.kiosk().sale).toBeUndefined();
    expect(offers(house)).toBe(0);
    await house.startRelay();
  });
});
