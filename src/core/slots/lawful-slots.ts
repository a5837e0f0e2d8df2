import { minimumAgeOf } from '../market/ages.ts';
import type { MarketDay } from '../time/market-day.ts';
import { vatRateOf } from '../market/vat-rates.ts';
import type { Slot } from './slot.ts';

/** The slots with the VAT rates and minimum ages that the law sets on this day. */
export function slotsUnderTodaysLaw(slots: readonly Slot[], at: MarketDay): readonly Slot[] {
  return slots.map((slot) =>
    slot.vatCategory === undefined
      ? slot
      : { ...slot, vatRate: vatRateOf(slot, at), minimumAge: minimumAgeOf(slot, at) },
  );
}
