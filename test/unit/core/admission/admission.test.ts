import { judgeSelection } from '#core/admission/judge-selection.ts';
import {
  dearestSellableMinor,
  isLow,
  isSellable,
  NEW_SLOT_DEFAULTS,
  type Slot,
} from '#core/slots/slot.ts';
import { turnAwayReason } from '#core/admission/admission.ts';
import { canReserveMaximum, reservationMinor } from '#core/admission/reservation.ts';
import { notReadyReasons, type ReadinessFacts } from '#core/kiosk/readiness.ts';
import { describe, expect, it } from 'vitest';

function slot(over: Partial<Slot>): Slot {
  return {
    selection: 'A1',
    item: 1,
    product: 'Cola',
    priceMinor: 2500,
    vatRate: 1500,
    stock: 5,
    capacity: 10,
    ...NEW_SLOT_DEFAULTS,
    ...over,
  };
}

const COLA = slot({});
const CHIPS = slot({ selection: 'B1', item: 2, product: 'Chips', priceMinor: 3000, vatRate: 2500 });
const EMPTY = slot({ selection: 'C1', item: 3, product: 'Nuts', priceMinor: 9900, stock: 0 });
const SLOTS = [COLA, CHIPS, EMPTY];
const LIMITS = { capMinor: 100_000, partialCapture: true, currency: 'NOK' } as const;

describe('what the next customer is asked to reserve', () => {
  it('is the price of the dearest slot that can be sold', () => {
    expect(dearestSellableMinor(SLOTS, 'NOK')).toBe(3000);
    expect(reservationMinor(SLOTS, 'auto', LIMITS)).toBe(3000);
  });
  it('is what the operator fixed, under the cap of the sales unit', () => {
    expect(reservationMinor(SLOTS, 5000, LIMITS)).toBe(5000);
    expect(reservationMinor(SLOTS, 5000, { ...LIMITS, capMinor: 4000 })).toBe(4000);
  });
  it('is nothing when nothing can be sold', () => {
    expect(reservationMinor([EMPTY], 'auto', LIMITS)).toBeUndefined();
  });
  it('may be a maximum only where part of it can be captured', () => {
    const full = { ...LIMITS, partialCapture: false };
    expect(canReserveMaximum(SLOTS, 3000, LIMITS)).toBe(true);
    expect(canReserveMaximum(SLOTS, 3000, full)).toBe(false);
    expect(canReserveMaximum([COLA, EMPTY], 2500, full)).toBe(true);
  });
});

describe('slots', () => {
  it('are low at a fifth, and at one', () => {
    expect([slot({ stock: 3 }), slot({ stock: 2 }), slot({ stock: 0 })].map(isLow)).toEqual([
      false,
      true,
      false,
    ]);
    expect(isLow(slot({ stock: 1, capacity: 2 }))).toBe(true);
  });
  it('cannot be sold while they are latched', () => {
    expect(isSellable(slot({ stock: 3 }), 'NOK')).toBe(true);
    expect(isSellable(slot({ stock: 3, isLatched: true }), 'NOK')).toBe(false);
    expect(isSellable(slot({ stock: 3, isBlocked: true }), 'NOK')).toBe(false);
  });
  it('cannot be sold for less than Vipps takes in the market', () => {
    expect([99, 100].map((priceMinor) => isSellable(slot({ priceMinor }), 'NOK'))).toEqual([
      false,
      true,
    ]);
    expect(isSellable(slot({ priceMinor: 1 }), 'EUR')).toBe(true);
    expect(reservationMinor([slot({ priceMinor: 50 })], 'auto', LIMITS)).toBeUndefined();
  });
});

describe('a selection at the machine', () => {
  const ask = (item: number | undefined, priceMinor: number | undefined) =>
    judgeSelection({ requestId: 'r', item, priceMinor, answerWithinMs: 58_000 }, SLOTS, 1_000);

  it('is joined with the catalogue, at the machine’s price', () => {
    expect(ask(1, 2600)).toEqual({
      selection: {
        requestId: 'r',
        selection: 'A1',
        item: 1,
        product: 'Cola',
        priceMinor: 2600,
        minimumAge: 0,
        vatRate: 1500,
        cataloguePriceMinor: 2500,
        earlierFailures: 0,
        answerByMs: 59_000,
      },
      refusal: undefined,
    });
  });
  it('has the catalogue’s price where the machine names none', () => {
    expect(ask(2, undefined).selection.priceMinor).toBe(3000);
  });
  it('is refused when the slot is empty or unknown, or costs nothing', () => {
    expect(ask(3, 9900).refusal).toBe('not-sellable');
    expect(ask(77, 2500).refusal).toBe('not-sellable');
    expect(ask(1, 0).refusal).toBe('not-sellable');
  });
  it('without an item is found by its price', () => {
    expect(ask(undefined, 3000)).toMatchObject({
      selection: { selection: 'B1', product: 'Chips' },
      refusal: undefined,
    });
  });
  it('without an item and with an unknown price is believed, at the highest VAT', () => {
    expect(ask(undefined, 1700)).toMatchObject({
      selection: { selection: undefined, vatRate: 2500, priceMinor: 1700 },
      refusal: undefined,
    });
    expect(ask(undefined, undefined).refusal).toBe('not-sellable');
    const asked = { requestId: 'r', item: undefined, priceMinor: 1700, answerWithinMs: 1 };
    expect(judgeSelection(asked, [], 0).refusal).toBe('not-sellable');
  });
});

describe('a check-in', () => {
  const facts = {
    notReady: [],
    isOccupied: false,
    ageMs: 1_000,
    freshnessMs: 60_000,
    isQrVerificationAwaited: false,
    isTestAwaited: false,
  };

  it('is accepted when the machine is ready and free', () => {
    expect(turnAwayReason(facts)).toBeUndefined();
    expect(turnAwayReason({ ...facts, ageMs: 60_000 })).toBeUndefined();
  });
  it('is refused with the first reason there is', () => {
    expect(turnAwayReason({ ...facts, isOccupied: true })).toBe('busy');
    expect(turnAwayReason({ ...facts, ageMs: 60_001 })).toBe('stale');
    expect(turnAwayReason({ ...facts, ageMs: -60_001 })).toBe('stale');
    expect(turnAwayReason({ ...facts, notReady: ['relay-down'] })).toBe('relay-down');
    expect(turnAwayReason({ ...facts, notReady: ['scan-pause'] })).toBe('scan-pause');
  });
  it('is a technician’s own while a proof scan is awaited, whatever keeps the machine from selling', () => {
    const proof = { ...facts, isQrVerificationAwaited: true, notReady: ['service-mode'] } as const;
    expect(turnAwayReason(proof)).toBe('proof');
    // A customer who is being served, and a scan from before, are not it.
    expect(turnAwayReason({ ...proof, isOccupied: true })).toBe('busy');
    expect(turnAwayReason({ ...proof, ageMs: 60_001 })).toBe('stale');
  });
  it('is accepted as a test in service mode and without a machine, but not without a disk', () => {
    const test = { ...facts, isTestAwaited: true, isThrottled: true } as const;
    expect(
      turnAwayReason({ ...test, notReady: ['service-mode', 'hardware-down'] }),
    ).toBeUndefined();
    expect(turnAwayReason({ ...test, notReady: ['store-unwritable', 'service-mode'] })).toBe(
      'store-unwritable',
    );
    expect(turnAwayReason({ ...test, ageMs: 60_001 })).toBe('stale');
  });
});

describe('readiness', () => {
  const ready: ReadinessFacts = {
    relay: 'up',
    hardware: 'up',
    machine: 'enabled',
    hasHeldSelection: false,
    isOccupied: false,
    isStoreWritable: true,
    isJournalWhole: true,
    clockOffsetMs: 200,
    isInServiceMode: false,
    isSetUpUnfinished: false,
    isReplaced: false,
    isQuietHour: false,
    isUpdating: false,
    isStopping: false,
    isDoorOpen: false,
    hasMachineFault: false,
    sellableCount: 2,
    reserveMinor: 3000,
    isReservePayable: true,
    canReserveMaximum: true,
    isScanPaused: false,
  };

  it('has no reason against it when all is well', () => {
    expect(notReadyReasons(ready)).toEqual([]);
    expect(notReadyReasons({ ...ready, clockOffsetMs: undefined })).toEqual([]);
  });

  it.each([
    [{ isQuietHour: true }, 'quiet-hours'],
    [{ isReplaced: true }, 'replaced'],
    [{ isDoorOpen: true }, 'door-open'],
    [{ hasMachineFault: true }, 'machine-fault'],
    [{ isStoreWritable: false }, 'store-unwritable'],
    [{ isJournalWhole: false }, 'journal-damaged'],
    [{ clockOffsetMs: -300_001 }, 'clock-implausible'],
    [{ isInServiceMode: true }, 'service-mode'],
    [{ isSetUpUnfinished: true }, 'set-up-unfinished'],
    [{ hardware: 'opening' }, 'hardware-down'],
    [{ machine: 'disabled' }, 'machine-not-enabled'],
    [{ relay: 'down' }, 'relay-down'],
    [{ sellableCount: 0 }, 'nothing-sellable'],
    [{ isReservePayable: false }, 'amount-not-payable'],
    [{ canReserveMaximum: false }, 'select-first'],
    [{ isScanPaused: true }, 'scan-pause'],
    [{ isUpdating: true }, 'updating'],
    [{ isStopping: true }, 'stopping'],
  ] as const)('%j means %s', (over, reason) => {
    expect(notReadyReasons({ ...ready, ...over })).toEqual([reason]);
  });

  it('does not mind a machine that waits for us', () => {
    const held = { ...ready, machine: 'selecting', hasHeldSelection: true } as const;
    expect(notReadyReasons({ ...held, canReserveMaximum: false })).toEqual([]);
    expect(notReadyReasons({ ...held, isScanPaused: true })).toEqual([]);
    expect(notReadyReasons({ ...ready, machine: 'vending', isOccupied: true })).toEqual([]);
  });
});
