import type { Slot } from '#core/slots/slot.ts';
import { planPayment } from '#core/admission/payment-plan.ts';
import type { HeldSelection } from '#core/sale/state.ts';
import { checkSetting, isOwnerSetting, settingsFrom } from '#core/settings/settings.ts';
import { describe, expect, it } from 'vitest';
import { slotWith } from '../../../support/slots.ts';

const COLA = slotWith({ selection: 'A1', item: 1, priceMinor: 2500, stock: 5 });
const DRINK = slotWith({ selection: 'A2', item: 2, priceMinor: 3000, stock: 5, minimumAge: 16 });
const ADULT = slotWith({ selection: 'A3', item: 3, priceMinor: 9000, stock: 5, minimumAge: 18 });
const LIMITS = { capMinor: 20_000, partialCapture: true, currency: 'NOK' } as const;

function plan(
  slots: readonly Slot[],
  over: Partial<Parameters<typeof planPayment>[0]> = {},
  held?: HeldSelection,
) {
  const settings = { maxAmount: 'auto', ageGate: 'fallback' } as const;
  return planPayment({ slots, settings, limits: LIMITS, ...over }, held);
}

const held = (minimumAge: number | undefined): HeldSelection => ({
  requestId: 'r',
  selection: 'A2',
  item: 2,
  product: 'Drink',
  priceMinor: 3000,
  vatRate: 1500,
  answerByMs: 1,
  minimumAge,
});

describe('what the next customer is asked for', () => {
  it('carries the highest age among what could be vended on it', () => {
    expect(plan([COLA, DRINK, ADULT])).toEqual({
      amountMinor: 9000,
      ageLimit: 18,
      fallbackMinor: 2500,
    });
    // What is sold out, out of reach or out of sale cannot be vended.
    expect(plan([COLA, DRINK, { ...ADULT, stock: 0 }])).toMatchObject({ ageLimit: 16 });
    const fixed = { settings: { maxAmount: 4000, ageGate: 'fallback' } } as const;
    expect(plan([COLA, DRINK, ADULT], fixed)).toMatchObject({ ageLimit: 16, fallbackMinor: 4000 });
    expect(plan([COLA])).toEqual({ amountMinor: 2500, ageLimit: 0, fallbackMinor: undefined });
    expect(plan([])).toBeUndefined();
  });

  it('is asked once more only for what anybody may buy, and only where the operator wants it', () => {
    expect(plan([DRINK])).toMatchObject({ ageLimit: 16, fallbackMinor: undefined });
    const limit = { settings: { maxAmount: 'auto', ageGate: 'limit' } } as const;
    expect(plan([COLA, DRINK], limit)).toMatchObject({ ageLimit: 16, fallbackMinor: undefined });
    const full = { limits: { ...LIMITS, partialCapture: false } };
    const other = { ...COLA, selection: 'B1', priceMinor: 2600 };
    expect(plan([COLA, DRINK], full)?.fallbackMinor).toBe(2500);
    expect(plan([COLA, other, DRINK], full)?.fallbackMinor).toBeUndefined();
    const tooLow = { settings: { maxAmount: 50, ageGate: 'fallback' } } as const;
    expect(plan([COLA, { ...DRINK, priceMinor: 100 }], tooLow)).toMatchObject({ ageLimit: 0 });
    const poor = { ...LIMITS, capMinor: 50 };
    expect(plan([COLA, DRINK], { limits: poor }, held(16))?.fallbackMinor).toBeUndefined();
  });

  it('is for a pressed selection its price and its age', () => {
    expect(plan([COLA, DRINK, ADULT], {}, held(16))).toEqual({
      amountMinor: 3000,
      ageLimit: 16,
      fallbackMinor: 2500,
    });
    expect(plan([COLA, ADULT], {}, held(undefined))).toMatchObject({ ageLimit: 0 });
  });
});

it('ageGate is fallback unless somebody says limit', () => {
  expect(settingsFrom(new Map()).ageGate).toBe('fallback');
  expect(settingsFrom(new Map([['ageGate', 'limit']])).ageGate).toBe('limit');
  expect(checkSetting('ageGate', 'never').ok).toBe(false);
  expect(isOwnerSetting('ageGate')).toBe(true);
});
