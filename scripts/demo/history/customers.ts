import type { Slot } from '#core/slots/slot.ts';

/** What became of one customer. */
export type Fate = 'sold' | 'noSelection' | 'vendFailed' | 'declined' | 'notApproved' | 'refunded';

export interface Customer {
  /** When they scanned, wall clock. */
  readonly atMs: number;
  readonly fate: Fate;
}

/** Numbers 0 ≤ x < 1. */
export type Chance = () => number;

const MINUTE = 60_000;
/** One customer is done before the next one scans, whatever becomes of them. */
const APART_MS = 4 * MINUTE;

/** How many come in each hour of a working day, from seven o'clock on. */
const WORKING_DAY = [1, 2, 3, 3, 6, 4, 3, 4, 3, 2, 1, 1, 1, 0];
const WEEKEND = [0, 0, 0, 1, 1, 1, 2, 1, 1, 0, 1, 0, 0, 0];
const OPENS_AT = 7;

/** Of a hundred customers, how many meet each fate but a plain sale. */
const FATES: readonly (readonly [Fate, number])[] = [
  ['noSelection', 3],
  ['vendFailed', 1.5],
  ['declined', 1.5],
  ['notApproved', 1],
  ['refunded', 0.5],
];

/** What people like, more than the rest. */
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

/** Who comes on one day, in order. `midnightMs`: where the machine stands. */
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

/** What somebody buys of what is left; undefined: everything is sold out. */
export function choiceOf(slots: readonly Slot[], chance: Chance): Slot | undefined {
  const left = slots.filter(({ stock, isLatched }) => stock > 0 && !isLatched);
  const weights = left.map(({ selection }) => FAVOURITES[selection] ?? 1);
  let drawn = chance() * weights.reduce((sum, weight) => sum + weight, 0);
  return left.find((_slot, index) => {
    drawn -= weights[index] ?? 0;
    return drawn < 0;
  });
}
