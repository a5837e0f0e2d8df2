import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import type { SaleState } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import { checkIn, MAXIMUM, REFERENCE, SELECTION } from '../../../../support/sale-world.ts';

type CheckIn = Extract<SaleFact, { kind: 'customer.checkedIn' }>;
const plain = checkIn('release');
if (plain.kind !== 'customer.checkedIn') throw new Error('It is one.');
const begun: CheckIn = plain;
const fallback = { reference: REFERENCE, amountMinor: 2500 };
const REFUSED: SaleFact = { kind: 'payment.createRefused', code: '7010' };
const chosen = { ...SELECTION, minimumAge: 16, answerByMs: 90_000 };

function play(...facts: readonly SaleFact[]): {
  sale: SaleState;
  effects: readonly SaleEffect[];
} {
  let sale: SaleState = { name: 'idle' };
  let effects: readonly SaleEffect[] = [];
  for (const [index, fact] of facts.entries()) {
    const event = { ...fact, atMs: 1_000 + index, isMachineReady: true };
    ({ state: sale, effects } = transition(sale, event));
  }
  return { sale, effects };
}

const kinds = (effects: readonly SaleEffect[]): readonly string[] =>
  effects.map(({ kind }) => kind);

describe('a payment with an age limit (rule 10)', () => {
  it('is created with it, and vends what needs it', () => {
    const { effects } = play({ ...begun, ageLimit: 16 });
    expect(effects[0]).toMatchObject({ kind: 'createPayment', minimumUserAge: 16 });
    const { sale } = play(
      { ...begun, ageLimit: 16 },
      { kind: 'payment.created' },
      { kind: 'payment.authorized', amountMinor: MAXIMUM },
      { kind: 'vend.requested', selection: chosen, refusal: undefined },
    );
    expect(sale.name).toBe('vending');
  });

  it.each([undefined, 0, 15])('with a limit of %s denies what needs 16', (ageLimit) => {
    const { sale, effects } = play(
      { ...begun, ageLimit },
      { kind: 'payment.created' },
      { kind: 'payment.authorized', amountMinor: MAXIMUM },
      { kind: 'vend.requested', selection: chosen, refusal: undefined },
    );
    expect(sale.name).toBe('offering');
    expect(effects).toEqual([
      { kind: 'denyVend', requestId: SELECTION.requestId, reason: 'age-limit' },
    ]);
  });

  it('never vends what was held before the payment without its limit', () => {
    const { sale, effects } = play(
      { ...begun, held: chosen },
      { kind: 'payment.created' },
      { kind: 'payment.authorized', amountMinor: MAXIMUM },
    );
    expect(sale.name).toBe('offering');
    expect(kinds(effects)).not.toContain('approveVend');
  });
});

describe('a customer whom Vipps refuses under the limit', () => {
  it('is asked once more by a sale of its own, before the token is forgotten', () => {
    const { sale, effects } = play({ ...begun, ageLimit: 16, fallback, held: chosen }, REFUSED);
    expect(sale).toMatchObject({ name: 'settled', outcome: 'ageLimited', targetMinor: 0 });
    expect(kinds(effects)).toEqual(['denyVend', 'askAgain', 'forgetCustomerToken']);
    expect(effects[0]).toMatchObject({ reason: 'age-limit' });
    expect(effects[1]).toMatchObject({
      from: begun.reference,
      checkIn: {
        reference: fallback.reference,
        amountMinor: 2500,
        held: undefined,
        ageMs: 1,
      },
    });
  });

  it('ends the sale where nothing else is to be asked', () => {
    const { sale, effects } = play({ ...begun, ageLimit: 16 }, REFUSED);
    expect(sale).toMatchObject({ name: 'settled', outcome: 'createRefused' });
    expect(kinds(effects)).toEqual(['forgetCustomerToken']);
  });

  it('is somebody unknown where there was no limit, or where Vipps says something else', () => {
    for (const facts of [
      [{ ...begun, fallback }, REFUSED],
      [
        { ...begun, ageLimit: 16, fallback },
        { kind: 'payment.createRefused', code: '4050' },
      ],
    ] as const) {
      expect(play(...facts).sale).toMatchObject({ outcome: 'createRefused' });
    }
  });
});
