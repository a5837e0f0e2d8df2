import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import type { SaleState, UnknownOutcomePolicy } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import { checkIn, MAXIMUM, SELECTION } from '../../../support/sale-world.ts';

interface Case {
  readonly policy?: UnknownOutcomePolicy;
  readonly earlierFailures?: number;
  readonly latchAfterFailures?: number;
  readonly selection?: string | undefined;
  readonly cataloguePriceMinor?: number;
}

function tellAll(facts: readonly SaleFact[]): readonly SaleEffect[] {
  let sale: SaleState = { name: 'idle' };
  const effects: SaleEffect[] = [];
  for (const fact of facts) {
    const step = transition(sale, { ...fact, atMs: 5_000, isMachineReady: true });
    sale = step.state;
    effects.push(...step.effects);
  }
  return effects;
}

function slotEffects(how: Case, ...ends: readonly SaleFact[]): readonly SaleEffect[] {
  const begin = checkIn(how.policy ?? 'release');
  if (begin.kind !== 'customer.checkedIn') throw new Error('Not a check-in.');
  const { latchAfterFailures = 2, earlierFailures = 0, cataloguePriceMinor } = how;
  const selection = {
    ...SELECTION,
    selection: 'selection' in how ? how.selection : SELECTION.selection,
    answerByMs: 90_000,
    earlierFailures,
    cataloguePriceMinor,
  };
  const all = tellAll([
    { ...begin, terms: { ...begin.terms, latchAfterFailures } },
    { kind: 'payment.authorized', amountMinor: MAXIMUM },
    { kind: 'vend.requested', selection, refusal: undefined },
    ...ends,
  ]);
  return all.filter(
    (effect) =>
      effect.kind === 'noteFailedDrop' ||
      effect.kind === 'latchSlot' ||
      (effect.kind === 'addReview' &&
        (effect.review === 'slotLatched' || effect.review === 'priceMismatch')),
  );
}

const FAILED: SaleFact = { kind: 'vend.failed', requestId: SELECTION.requestId };
const LOST: SaleFact = { kind: 'machine.lost' };
const RELEASED: SaleFact = { kind: 'technician.resolved', decision: 'release' };
const CHARGED: SaleFact = { kind: 'technician.resolved', decision: 'charge' };
const NOTED = { kind: 'noteFailedDrop', selection: 'A1', inARow: 1 };
const LATCHED = [
  { kind: 'noteFailedDrop', selection: 'A1', inARow: 2 },
  { kind: 'latchSlot', selection: 'A1' },
  { kind: 'addReview', review: 'slotLatched', detail: '2', selection: 'A1' },
];

describe('a slot that fails', () => {
  it('is noted the first time and latched the second', () => {
    expect(slotEffects({}, FAILED)).toEqual([NOTED]);
    expect(slotEffects({ earlierFailures: 1 }, FAILED)).toMatchObject(LATCHED);
  });

  it('is never latched where the operator does not want it', () => {
    const how = { earlierFailures: 8, latchAfterFailures: 0 };
    expect(slotEffects(how, FAILED)).toMatchObject([{ kind: 'noteFailedDrop', inARow: 9 }]);
  });

  it('counts when nobody knows and nobody pays', () => {
    expect(slotEffects({ earlierFailures: 1 }, LOST)).toMatchObject(LATCHED);
    expect(slotEffects({ policy: 'capture', earlierFailures: 1 }, LOST)).toEqual([]);
    expect(slotEffects({ policy: 'review' }, LOST)).toEqual([]);
    expect(slotEffects({ policy: 'review' }, LOST, RELEASED)).toEqual([NOTED]);
    expect(slotEffects({ policy: 'review' }, LOST, FAILED)).toEqual([NOTED]);
    expect(slotEffects({ policy: 'review' }, LOST, CHARGED)).toEqual([]);
  });

  it('that the machine does not name cannot be watched', () => {
    expect(slotEffects({ selection: undefined }, FAILED)).toEqual([]);
  });

  it('a sale from before the latch was known is noted only', () => {
    const facts: readonly SaleFact[] = [
      checkIn('release'),
      { kind: 'payment.authorized', amountMinor: MAXIMUM },
      {
        kind: 'vend.requested',
        selection: { ...SELECTION, answerByMs: 90_000 },
        refusal: undefined,
      },
      FAILED,
    ];
    expect(tellAll(facts)).toContainEqual(NOTED);
  });
});

describe('a price that differs from the catalogue', () => {
  it('is the machine’s, and a person is told', () => {
    expect(slotEffects({ cataloguePriceMinor: 2000 })).toMatchObject([
      {
        kind: 'addReview',
        review: 'priceMismatch',
        detail: 'machine 2500, catalogue 2000',
        selection: 'A1',
      },
    ]);
    expect(slotEffects({})).toEqual([]);
  });
});
