import { isSellable, type Slot } from '../slots/slot.ts';
import type { Settings } from '../settings/settings.ts';
import { reservationMinor, type ReserveLimits } from '../admission/reservation.ts';

/** A slot that has to do with the maximum amount. */
export interface PricedSlot {
  readonly selection: string;
  readonly product: string;
  /** Minor units. */
  readonly priceMinor: number;
}

/** What the maximum would be if one thing were otherwise, minor units. */
export interface MaximumWithout {
  /** The slots at the dearest price: as long as one of them sells, the maximum stays. */
  readonly slots: readonly PricedSlot[];
  /** Undefined: nothing would be left to sell. */
  readonly amountMinor: number | undefined;
}

export interface MaximumView {
  readonly maxAmount: Settings['maxAmount'];
  /** What the next customer is asked to reserve; undefined: nothing can be sold. */
  readonly amountMinor: number | undefined;
  /** Of the sales unit. */
  readonly capMinor: number;
  /** The dearest that can be sold; undefined: nothing can. */
  readonly dearestMinor: number | undefined;
  /** Were the dearest sold out or blocked. Only with an automatic maximum below the cap. */
  readonly without: MaximumWithout | undefined;
  /** Empty or out of sale now: with them back the automatic maximum would rise to the first of them. Dearest first. */
  readonly waiting: readonly PricedSlot[];
  /** Can be sold, but cost more than a customer reserves: they are refused at the machine. Dearest first. */
  readonly outOfReach: readonly PricedSlot[];
  /** Cost more than the sales unit ever reserves. Dearest first. */
  readonly aboveCap: readonly PricedSlot[];
}

function dearestFirst(slots: readonly Slot[]): readonly PricedSlot[] {
  return slots
    .map(({ selection, product, priceMinor }) => ({ selection, product, priceMinor }))
    .toSorted((one, other) => other.priceMinor - one.priceMinor);
}

/** Everything about the amount that a customer reserves before choosing. */
export function maximumView(
  slots: readonly Slot[],
  maxAmount: Settings['maxAmount'],
  limits: ReserveLimits,
): MaximumView {
  const amountMinor = reservationMinor(slots, maxAmount, limits);
  const sells = (slot: Slot): boolean => isSellable(slot, limits.currency);
  const sellable = slots.filter(sells);
  const sorted = dearestFirst(sellable);
  const dearestMinor = sorted[0]?.priceMinor;
  const makesIt = sorted.filter((slot) => slot.priceMinor === dearestMinor);
  const others = sellable.filter((slot) => slot.priceMinor !== dearestMinor);
  const isMadeBySlots = maxAmount === 'auto' && amountMinor !== undefined;
  const waiting = slots.filter((slot) => !sells(slot) && slot.priceMinor > (dearestMinor ?? 0));
  return {
    maxAmount,
    amountMinor,
    capMinor: limits.capMinor,
    dearestMinor,
    without:
      isMadeBySlots && amountMinor === dearestMinor
        ? { slots: makesIt, amountMinor: reservationMinor(others, maxAmount, limits) }
        : undefined,
    waiting: maxAmount === 'auto' ? dearestFirst(waiting) : [],
    outOfReach:
      amountMinor === undefined ? [] : sorted.filter((slot) => slot.priceMinor > amountMinor),
    aboveCap: dearestFirst(slots.filter((slot) => slot.priceMinor > limits.capMinor)),
  };
}
