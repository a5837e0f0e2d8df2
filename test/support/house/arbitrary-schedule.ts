import fc from 'fast-check';
import { SHELF } from './play.ts';
import {
  CABLE_FAULTS,
  CABLES,
  MACHINE_BEHAVIOUR_NAMES,
  MANNERS,
  MOMENTS,
  VIPPS_FAULTS,
  type Manner,
  type Mishap,
  type Step,
} from './schedule.ts';

/** Short ones, long ones, and some around each deadline. */
const duration = fc.oneof(
  fc.integer({ min: 1, max: 3_000 }),
  fc.integer({ min: 3_000, max: 70_000 }),
  fc.integer({ min: 70_000, max: 240_000 }),
);
const off = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 5_000, max: 120_000 }));
const selection = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...SHELF.sellable) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(SHELF.unsellable, SHELF.tooDear, SHELF.soldOut, SHELF.unknown),
  },
);

const vipps = fc
  .record({
    fault: fc.constantFrom(...VIPPS_FAULTS),
    times: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    afterMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined, freq: 2 }),
    isPlain: fc.boolean(),
    forMs: duration,
  })
  .map(({ fault, times, afterMs, isPlain, forMs }): Mishap => {
    const { behaviour, operation } = fault;
    const options = {
      ...(operation === undefined ? {} : { operation }),
      ...(times === undefined ? {} : { times }),
      ...(afterMs === undefined ? {} : { afterMs }),
      ...(isPlain ? {} : { sticks: false, approve: false }),
    };
    return { kind: 'vipps', behaviour, options, forMs };
  });

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('machine' as const),
      behaviour: fc.constantFrom(...MACHINE_BEHAVIOUR_NAMES),
      forMs: duration,
    }),
  },
  { weight: 8, arbitrary: vipps },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('cable' as const),
      cable: fc.constantFrom(...CABLES),
      how: fc.constantFrom(...CABLE_FAULTS),
      forMs: duration,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'relay-restart' as const,
        'kiosk-restart' as const,
        'power-cut' as const,
      ),
      offMs: off,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clock-jump' as const),
      byMs: fc.oneof(
        fc.integer({ min: -200_000, max: 200_000 }),
        fc.constantFrom(-86_400_000, 86_400_000),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('portal' as const),
      action: fc.constantFrom('capture' as const, 'cancel' as const, 'refund' as const),
      share: fc.constantFrom(10, 50, 100),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'tokens-revoked' as const,
        'registrations-forgotten' as const,
        'forged-approval' as const,
        'second-scan' as const,
        'repeated-scan' as const,
        'return-lever' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('stranger-presses' as const), selection }),
  },
);

const manner: fc.Arbitrary<Manner> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('buys' as const) },
  { weight: 2, arbitrary: fc.constantFrom(...MANNERS) },
);

/** A customer with mishaps, a mishap alone, or a wait. */
export const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('customer' as const),
      manner,
      selections: fc.array(selection, { minLength: 1, maxLength: 2 }),
      isPressedFirst: fc.boolean(),
      ageYears: fc.constantFrom(40, 15),
      mishaps: fc.array(fc.record({ at: fc.constantFrom(...MOMENTS), mishap }), { maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mishap' as const), mishap }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), forMs: duration }) },
);
