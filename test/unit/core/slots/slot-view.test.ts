import type { Slot } from '#core/slots/slot.ts';
import { slotViewOf } from '#core/slots/slot-view.ts';
import type { Fault } from '#core/vend/fault.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const JAM: Fault = {
  id: 1,
  code: 'motorJammed',
  eva: 'EJC',
  stops: 'slot',
  item: 1,
  selection: 'A1',
  detail: '04 03',
  raisedAtMs: 1,
  lastAtMs: 1,
  clearedAtMs: undefined,
  times: 1,
};

const view = (over: Partial<Slot> = {}, faults: readonly Fault[] = []) =>
  slotViewOf(slotWith(over), {
    faults,
    currency: 'NOK',
    isLikelyToJam: (selection) => selection === 'A1',
  });

describe('what a tile says', () => {
  it('is ok when nothing is the matter', () => {
    expect(view()).toMatchObject({
      ...{ selection: 'A1', tray: 'A', column: 1, width: 1 },
      ...{ state: 'ok', states: ['ok'], isSellable: true, isLikelyToJam: true },
    });
    expect(view({ selection: 'B1' }).isLikelyToJam).toBe(false);
    expect(view({ deviceMinor: 2_500 }).state).toBe('ok');
  });

  it.each<[Partial<Slot>, string]>([
    [{ isLatched: true }, 'latched'],
    [{ isBlocked: true }, 'blocked'],
    [{ priceMinor: 99 }, 'belowLeast'],
    [{ stock: 0 }, 'empty'],
    [{ isCountDue: true }, 'countDue'],
    [{ deviceMinor: 2_000 }, 'priceDiffers'],
    [{ stock: 1 }, 'low'],
  ])('%j', (over, state) => {
    expect(view(over).states).toEqual([state]);
  });

  it('is all that holds, the most urgent first', () => {
    const { state, states, isSellable } = view({ isBlocked: true, stock: 0, isCountDue: true });
    expect([state, states, isSellable]).toEqual([
      'blocked',
      ['blocked', 'empty', 'countDue'],
      false,
    ]);
  });

  it('is a fault of this slot, said once', () => {
    expect(view({ isLatched: true }, [JAM]).states).toEqual(['faulty']);
    expect(view({}, [{ ...JAM, item: undefined }]).states).toEqual(['faulty']);
    expect(view({}, [{ ...JAM, item: 2 }]).states).toEqual(['ok']);
    expect(view({}, [{ ...JAM, item: undefined, selection: 'A2' }]).states).toEqual(['ok']);
    expect(view({}, [{ ...JAM, stops: 'machine' }]).states).toEqual(['ok']);
  });
});
