import { UNKNOWN_OUTCOME_POLICIES } from '#core/sale/state.ts';
import type { Beginning, Exploration } from './explore.ts';
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
  lies: 0,
  stale: 0,
  jumps: 0,
};

/** A little of what goes wrong most often. */
export const SMALL: Budget = { ...NOTHING_WRONG, restarts: 1, refusals: 1, losses: 1 };
/** Enough for most seeded faults to show, and no more; the others say what they need besides. */
export const SEEDED: Budget = { ...NOTHING_WRONG, selections: 2 };
/** Power cuts, with a second selection. */
const POWER: Budget = { ...SMALL, restarts: 2, selections: 2 };
/** Answers of Vipps: lost, refused twice. */
const ANSWERS: Budget = { ...SMALL, restarts: 0, refusals: 2, lostAnswers: 1 };
/** People: the merchant portal, a refund. */
const PEOPLE: Budget = { ...NOTHING_WRONG, restarts: 1, refusals: 1, foreign: 1, refunds: 1 };
/** Debts that grow old. */
const AGE: Budget = { ...NOTHING_WRONG, restarts: 1, refusals: 1, warnings: 3 };

/** Somebody with a valid signature says what never happened. */
const LIARS: Budget = { ...NOTHING_WRONG, restarts: 1, lies: 2 };
/** The customer leaves: the power is away long, or the clock makes no sense. */
const LATE: Budget = { ...NOTHING_WRONG, restarts: 1, losses: 1, jumps: 1 };
/** Vipps shows what was a while ago, and people move money meanwhile. */
const LAG: Budget = { ...NOTHING_WRONG, restarts: 1, stale: 2 };
const PORTAL: Budget = { ...NOTHING_WRONG, foreign: 1, lies: 1, stale: 1 };

export type Plan = Omit<Exploration, 'transition'>;

const BOTH_WAYS: readonly Beginning[] = ['scan first', 'select first'];

/** Every policy, select first or scan first, with a little of everything. */
export const SMALL_PLANS: readonly Plan[] = UNKNOWN_OUTCOME_POLICIES.flatMap((policy) =>
  BOTH_WAYS.map((beginning) => ({ policy, beginning, budget: SMALL })),
);

/** A technician's test, under the policy that would charge: power cuts and lost answers between the scan and the release. */
const TEST = {
  policy: 'capture',
  beginning: 'test',
  budget: { ...SMALL, restarts: 2, lostAnswers: 1 },
} as const;

/** Some of what is sold has an age, and the customer has it or has not. */
const AGES: readonly Plan[] = (['of age', 'under age'] as const).map((beginning) => ({
  policy: 'release',
  beginning,
  budget: { ...NOTHING_WRONG, restarts: 1, refusals: 1 },
}));

/** What runs on every commit. */
export const PLANS: readonly Plan[] = [
  { policy: 'capture', beginning: 'scan first', budget: PEOPLE },
  { policy: 'review', beginning: 'select first', budget: ANSWERS },
  { policy: 'release', beginning: 'scan first', budget: POWER },
  { policy: 'release', beginning: 'select first', budget: AGE },
  { policy: 'release', beginning: 'scan first', budget: LIARS },
  { policy: 'release', beginning: 'select first', budget: { ...LIARS, lies: 1 } },
  { policy: 'release', beginning: 'scan first', budget: LATE },
  { policy: 'capture', beginning: 'select first', budget: LATE },
  { policy: 'capture', beginning: 'scan first', budget: LAG },
  { policy: 'review', beginning: 'scan first', budget: PORTAL },
  TEST,
  ...AGES,
  ...SMALL_PLANS,
];

/** Everything with everything: hours. */
export const DEEP_PLANS: readonly Plan[] = [
  { ...TEST, budget: { ...POWER, lostAnswers: 1, foreign: 1 } },
  ...UNKNOWN_OUTCOME_POLICIES.flatMap((policy) =>
    BOTH_WAYS.flatMap((beginning) =>
      [
        POWER,
        ANSWERS,
        PEOPLE,
        AGE,
        LIARS,
        LATE,
        LAG,
        PORTAL,
        { ...PEOPLE, lies: 1, stale: 1 },
        { ...ANSWERS, restarts: 1 },
        { ...LATE, restarts: 2, selections: 2 },
        { ...LAG, refusals: 1 },
        { ...POWER, lostAnswers: 1, losses: 2 },
        { ...PEOPLE, refusals: 2, losses: 1 },
      ].map((budget) => ({ policy, beginning, budget })),
    ),
  ),
];
