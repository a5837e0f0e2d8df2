import { isQuiet, type QuietHours } from '../settings/quiet-hours.ts';
import type { UpdatePolicy } from '../settings/setting-parsers.ts';

/** Why an update waits, the most lasting first; the screen has a sentence for each. */
export const UPDATE_WAITS = [
  /** The version that runs is itself on trial. */
  'trial',
  'off',
  'ask',
  'no-room',
  'fetching',
  'hours',
  'service',
  'task',
  'sale',
  'settling',
] as const;
export type UpdateWait = (typeof UPDATE_WAITS)[number];

/** A reservation is settled within 15 minutes while the relay is there (design §4). What takes longer waits for Vipps, not for us. */
const SETTLING_COUNTS_FOR_MS = 15 * 60_000;

/** What goes on at the machine, and what its owner wants. */
export interface UpdateMoment {
  readonly isOnTrial: boolean;
  readonly policy: UpdatePolicy;
  /** When no update is installed by itself, by the computer's time zone. */
  readonly forbiddenHours: 'off' | QuietHours;
  /** 0-23 */
  readonly hour: number;
  /** A person at the machine wants it now. */
  readonly isWanted: boolean;
  /** The AppImage is here and is what was signed. */
  readonly isVerified: boolean;
  readonly hasRoom: boolean;
  /** Somebody is signed in at the screen. */
  readonly isInService: boolean;
  /** The machine does something on a technician's order. */
  readonly isTaskRunning: boolean;
  readonly hasSale: boolean;
  readonly settlingCount: number;
  /** How long something has been settling without a break. */
  readonly settlingForMs: number;
}

export type UpdateAction =
  | { readonly kind: 'fetch' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'wait'; readonly why: UpdateWait };

type Rule = (moment: UpdateMoment) => boolean;

/** A person's wish counts against the owner's hours and against `ask`, and never against a customer. */
const BEFORE_FETCH: readonly (readonly [UpdateWait, Rule])[] = [
  ['trial', ({ isOnTrial }) => isOnTrial],
  ['off', ({ policy, isWanted }) => policy === 'off' && !isWanted],
];

const BEFORE_SWITCH: readonly (readonly [UpdateWait, Rule])[] = [
  ['ask', ({ policy, isWanted }) => policy === 'ask' && !isWanted],
  ['hours', ({ forbiddenHours, hour, isWanted }) => !isWanted && isQuiet(forbiddenHours, hour)],
  ['service', ({ isInService, isWanted }) => isInService && !isWanted],
  ['task', ({ isTaskRunning }) => isTaskRunning],
  ['sale', ({ hasSale }) => hasSale],
  [
    'settling',
    ({ settlingCount, settlingForMs }) =>
      settlingCount > 0 && settlingForMs < SETTLING_COUNTS_FOR_MS,
  ],
];

function firstOf(
  rules: readonly (readonly [UpdateWait, Rule])[],
  moment: UpdateMoment,
): UpdateWait | undefined {
  return rules.find(([, rule]) => rule(moment))?.[0];
}

/** What to do now about an update that nothing is wrong with. */
export function decideUpdate(moment: UpdateMoment): UpdateAction {
  const early = firstOf(BEFORE_FETCH, moment);
  if (early !== undefined) return { kind: 'wait', why: early };
  if (!moment.isVerified) {
    return moment.hasRoom ? { kind: 'fetch' } : { kind: 'wait', why: 'no-room' };
  }
  const late = firstOf(BEFORE_SWITCH, moment);
  return late === undefined ? { kind: 'switch' } : { kind: 'wait', why: late };
}
