import type { Slot } from '#core/slots/slot.ts';

/** How a customer's visit ended. */
export type Fate = 'sold' | 'noSelection' | 'vendFailed' | 'declined' | 'notApproved' | 'refunded';

export interface Customer {
  /** Time of the scan, wall clock. */
  readonly atMs: number;
  readonly fate: Fate;
}

/** A random number 0 ≤ x < 1. */
export type Chance = () => number;

const MINUTE = 60_000;
/** Shortest time between two scans, so that visits never overlap. */
const APART_MS = 4 * MINUTE;

/** Customers in each hour of a working day, from seven o'clock. */
const WORKING_DAY = [1, 2, 3, 3, 6, 4, 3, 4, 3, 2, 1, 1, 1, 0];
const WEEKEND = [0, 0, 0, 1, 1, 1, 2, 1, 1, 0, 1, 0, 0, 0];
const OPENS_AT = 7;

/** Percentage of customers with each fate; the rest simply buy. */
const FATES: readonly (readonly [Fate, number])[] = [
  ['noSelection', 3],
  ['vendFailed', 1.5],
  ['declined', 1.5],
  ['notApproved', 1],
  ['refunded', 0.5],
];

/** Products that people prefer, by weight. */
const FAVOURITES: Readonly<Record<string, number>> = {
  D3: 5,
  D4: 4,
  B1: 3,
  D1: 4,
  E3: 3,
  C2: 3,
  A1: 2,
  D2: 2,
};

function fateOf(chance: Chance): Fate {
  let left = chance() * 100;
  for (const [fate, share] of FATES) {
    if (left < share) return fate;
    left -= share;
  }
  return 'sold';
}

export function isWeekend(midnightMs: number): boolean {
  const weekday = new Date(midnightMs).getDay();
  return weekday === 0 || weekday === 6;
}

/** The customers of one day, in order. `midnightMs`: midnight in the machine's time zone. */
export function customersOf(midnightMs: number, chance: Chance): readonly Customer[] {
  const hours = isWeekend(midnightMs) ? WEEKEND : WORKING_DAY;
  const times = hours.flatMap((mean, hour) => {
    const many = Math.round(mean * (0.6 + 0.8 * chance()));
    const begins = midnightMs + (OPENS_AT + hour) * 60 * MINUTE;
    return Array.from({ length: many }, () => Math.floor(begins + chance() * 60 * MINUTE));
  });
  let freeMs = 0;
  return times
    .sort((a, b) => a - b)
    .map((wantedMs) => {
      const atMs = Math.max(wantedMs, freeMs);
      freeMs = atMs + APART_MS;
      return { atMs, fate: fateOf(chance) };
    });
}

/** What a customer buys of what is left; undefined: everything is sold out. */
export function choiceOf(slots: readonly Slot[], chance: Chance): Slot | undefined {
  const left = slots.filter(({ stock, isLatched }) => stock > 0 && !isLatched);
  const weights = left.map(({ selection }) => FAVOURITES[selection] ?? 1);
  let drawn = chance() * weights.reduce((sum, weight) => sum + weight, 0);
  return left.find((_slot, index) => {
    drawn -= weights[index] ?? 0;
    return drawn < 0;
  });
}
