import type { Fault } from '../vend/fault.ts';
import { isBelowLeast, type Currency } from '../money/money.ts';
import { placeOf } from './planogram.ts';
import { isLow, isSellable, type Slot, type SlotPlace } from './slot.ts';

/**
 * What a slot's tile says, the most urgent first. faulty: a fault of the machine stops it. latched: it failed several
 * times in a row. blocked: a technician wants it so. belowLeast: Vipps takes no payment as small as its price.
 * priceDiffers: the machine asks for another price than ours.
 */
export const SLOT_STATES = [
  'faulty',
  'latched',
  'blocked',
  'belowLeast',
  'empty',
  'countDue',
  'priceDiffers',
  'low',
  'ok',
] as const;
export type SlotState = (typeof SLOT_STATES)[number];

/** One slot as every screen shows it. */
export interface SlotView extends Omit<Slot, 'place'>, SlotPlace {
  /** The most urgent of `states`. */
  readonly state: SlotState;
  /** All that hold, the most urgent first; `ok` stands alone. */
  readonly states: readonly SlotState[];
  readonly isSellable: boolean;
  /** Its drops take longer and longer. */
  readonly isLikelyToJam: boolean;
}

export interface SlotFacts {
  /** Open. */
  readonly faults: readonly Fault[];
  readonly currency: Currency;
  readonly isLikelyToJam: (selection: string) => boolean;
}

function isFaulty(slot: Slot, faults: readonly Fault[]): boolean {
  return faults.some(
    (fault) =>
      fault.stops === 'slot' &&
      (fault.item === slot.item ||
        (fault.item === undefined && fault.selection === slot.selection)),
  );
}

function statesOf(
  slot: Slot,
  { faults, currency }: Pick<SlotFacts, 'faults' | 'currency'>,
): readonly [SlotState, ...SlotState[]] {
  const hasFault = isFaulty(slot, faults);
  const holds: Readonly<Record<Exclude<SlotState, 'ok'>, boolean>> = {
    faulty: hasFault,
    // A fault latches its slot as well: it is said once.
    latched: slot.isLatched && !hasFault,
    blocked: slot.isBlocked,
    belowLeast: isBelowLeast(slot.priceMinor, currency),
    empty: slot.stock === 0,
    countDue: slot.isCountDue,
    priceDiffers: slot.deviceMinor !== undefined && slot.deviceMinor !== slot.priceMinor,
    low: isLow(slot),
  };
  const [first, ...others] = SLOT_STATES.filter((state) => state !== 'ok' && holds[state]);
  return first === undefined ? ['ok'] : [first, ...others];
}

export function slotViewOf(slot: Slot, facts: SlotFacts): SlotView {
  const { place: _, ...fields } = slot;
  const states = statesOf(slot, facts);
  return {
    ...fields,
    ...placeOf(slot),
    state: states[0],
    states,
    isSellable: isSellable(slot, facts.currency),
    isLikelyToJam: facts.isLikelyToJam(slot.selection),
  };
}
