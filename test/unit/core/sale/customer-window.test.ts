import type { SaleEvent } from '#core/sale/event.ts';
import type { SaleState, StartedSale } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { customerWindowLeftMs, customerWindowMs } from '#core/sale/customer-window.ts';
import { describe, expect, it } from 'vitest';
import { checkIn } from '../../../support/sale-world.ts';

const SCAN_MS = 1_000_000;
const RELAY_MS = 5_000_000;
/** Time to approve and one withdrawal. */
const WINDOW_MS = 150_000;

type When = Partial<Pick<SaleEvent, 'atMs' | 'elapsedMs' | 'relayAtMs'>>;

function started(when: When = {}, ageMs?: number): StartedSale {
  const fact = { ...checkIn('release'), ageMs };
  const event = { atMs: SCAN_MS, isMachineReady: true, ...fact, ...when };
  const { state } = transition({ name: 'idle' }, event);
  if (state.name === 'idle') throw new Error(state.name);
  return state;
}

function tell(sale: SaleState, kind: 'payment.created' | 'kiosk.restarted', when: When): SaleState {
  return transition(sale, { kind, atMs: SCAN_MS, isMachineReady: true, ...when }).state;
}

function left(sale: SaleState, when: When): number {
  if (sale.name === 'idle') throw new Error(sale.name);
  return customerWindowLeftMs(sale, {
    kind: 'payment.created',
    atMs: SCAN_MS,
    isMachineReady: true,
    ...when,
  });
}

describe('how long a customer can still be standing there', () => {
  it('is the time to approve and that of one withdrawal, from the scan', () => {
    expect(customerWindowMs({ approvalMs: 120_000 })).toBe(WINDOW_MS);
    expect(left(started(), { atMs: SCAN_MS })).toBe(WINDOW_MS);
    expect(left(started(), { atMs: SCAN_MS + 150_000 })).toBe(0);
  });

  it('begins when the scan was made, as the relay judges it', () => {
    expect(left(started({}, 40_000), { atMs: SCAN_MS })).toBe(110_000);
    expect(left(started({}, -40_000), { atMs: SCAN_MS })).toBe(WINDOW_MS);
  });

  it('goes by the clock that never jumps while the program runs', () => {
    const sale = started({ elapsedMs: 0 }, 10_000);
    expect(left(sale, { atMs: SCAN_MS - 86_400_000, elapsedMs: 20_000 })).toBe(120_000);
    expect(left(sale, { atMs: SCAN_MS + 86_400_000, elapsedMs: 20_000 })).toBe(120_000);
    expect(left(sale, { atMs: SCAN_MS, elapsedMs: 140_000 })).toBe(0);
  });

  it('goes by the wall clock when the program starts anew, and by its own from then on', () => {
    const again = tell(started({ elapsedMs: 0 }), 'kiosk.restarted', {
      atMs: SCAN_MS + 60_000,
      elapsedMs: 0,
    });
    expect(left(again, { atMs: 0, elapsedMs: 30_000 })).toBe(60_000);
  });

  it('is over when the clock stands before what the sale has already seen', () => {
    const early = tell(started(), 'kiosk.restarted', { atMs: SCAN_MS - 1, elapsedMs: 0 });
    expect(left(early, { elapsedMs: 0 })).toBe(0);
    const awaited = tell(started(), 'payment.created', { atMs: SCAN_MS + 50_000 });
    const later = tell(awaited, 'kiosk.restarted', { atMs: SCAN_MS + 40_000, elapsedMs: 0 });
    expect(left(later, { elapsedMs: 0 })).toBe(0);
    expect(left(started(), { atMs: SCAN_MS - 1 })).toBe(0);
  });

  it('is over when the relay’s clock says so, whatever ours does', () => {
    const sale = started({ relayAtMs: RELAY_MS }, 10_000);
    expect(left(sale, { atMs: SCAN_MS + 5_000, relayAtMs: RELAY_MS + 240_000 })).toBe(0);
    expect(left(sale, { atMs: SCAN_MS + 5_000, relayAtMs: RELAY_MS })).toBe(135_000);
  });

  it('means nothing to a sale that has not begun', () => {
    expect(tell({ name: 'idle' }, 'kiosk.restarted', {})).toEqual({ name: 'idle' });
  });
});
