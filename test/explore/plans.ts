import { UNKNOWN_OUTCOME_POLICIES } from '#core/sale/state.ts';
import type { Exploration } from './explore.ts';
import type { Budget } from './world.ts';

const NOTHING_WRONG: Budget = {
  restarts: 0,
  lostAnswers: 0,
  refusals: 0,
  losses: 0,
  selections: 1,
  foreign: 0,
  refunds: 0,
  warnings: 0,
};

/** A little of what goes wrong most often. */
export const SMALL: Budget = { ...NOTHING_WRONG, restarts: 1, refusals: 1, losses: 1 };
/** Enough for every seeded fault to show, and no more. */
export const SEEDED: Budget = { ...NOTHING_WRONG, selections: 2 };
/** Power cuts, with a second selection. */
const POWER: Budget = { ...SMALL, restarts: 2, selections: 2 };
/** Answers of Vipps: lost, refused twice. */
const ANSWERS: Budget = { ...SMALL, refusals: 2, lostAnswers: 1 };
/** People: the merchant portal, a refund. */
const PEOPLE: Budget = { ...NOTHING_WRONG, restarts: 1, refusals: 1, foreign: 1, refunds: 1 };
/** Debts that grow old. */
const AGE: Budget = { ...NOTHING_WRONG, restarts: 1, refusals: 1, warnings: 3 };

export type Plan = Omit<Exploration, 'transition'>;

const BOTH_WAYS = [false, true];

/** Every policy, select first or scan first, with a little of everything. */
export const SMALL_PLANS: readonly Plan[] = UNKNOWN_OUTCOME_POLICIES.flatMap((policy) =>
  BOTH_WAYS.map((isHeld) => ({ policy, isHeld, budget: SMALL })),
);

/** What runs on every commit. */
export const PLANS: readonly Plan[] = [
  { policy: 'capture', isHeld: false, budget: PEOPLE },
  { policy: 'review', isHeld: true, budget: ANSWERS },
  { policy: 'release', isHeld: false, budget: POWER },
  { policy: 'release', isHeld: true, budget: AGE },
  ...SMALL_PLANS,
];

/** Everything with everything: hours. */
export const DEEP_PLANS: readonly Plan[] = UNKNOWN_OUTCOME_POLICIES.flatMap((policy) =>
  BOTH_WAYS.flatMap((isHeld) =>
    [
      POWER,
      ANSWERS,
      PEOPLE,
      AGE,
      { ...POWER, lostAnswers: 1, losses: 2 },
      { ...PEOPLE, refusals: 2, losses: 1 },
    ].map((budget) => ({ policy, isHeld, budget })),
  ),
);
