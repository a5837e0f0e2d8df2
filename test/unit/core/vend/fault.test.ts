import { FAULTS, isFaultCode } from '#core/vend/fault.ts';
import { isFoodUnsafe } from '#core/health/food-safety.ts';
import { isLikelyToJam } from '#core/health/slot-health.ts';
import { describe, expect, it } from 'vitest';

const MINUTE = 60_000;
const limits = { maxCelsius: 5, graceMinutes: 30 };

describe('food', () => {
  it.each([
    ['cold', { celsius: 5, lastColdAtMs: 0 }, false],
    ['warm for less than the grace', { celsius: 9, lastColdAtMs: 71 * MINUTE }, false],
    ['warm for the whole grace', { celsius: 6, lastColdAtMs: 70 * MINUTE }, true],
    ['not measured for longer than the grace', { celsius: undefined, lastColdAtMs: 0 }, true],
    ['never measured before', { celsius: 20, lastColdAtMs: undefined }, false],
  ])('%s', (_name, facts, isUnsafe) => {
    expect(isFoodUnsafe({ nowMs: 100 * MINUTE, ...facts }, limits)).toBe(isUnsafe);
  });
});

describe('a slot that is likely to jam', () => {
  const usual = [900, 1_000, 1_100, 1_000, 950];

  it('takes half as long again as it used to', () => {
    expect(isLikelyToJam([1_600, 1_700, 1_500, ...usual])).toBe(true);
    expect(isLikelyToJam([1_000, 5_000, 1_000, ...usual])).toBe(false);
  });

  it('is not known from a few drops', () => {
    expect(isLikelyToJam([3_000, 3_000, 3_000, ...usual.slice(1)])).toBe(false);
    expect(isLikelyToJam([])).toBe(false);
  });
});

describe('faults', () => {
  it('have EVA codes, and what stops a slot stays until a person clears it', () => {
    expect(isFaultCode('motorJammed')).toBe(true);
    expect(isFaultCode('constructor')).toBe(false);
    for (const { eva, stops, isLatched } of Object.values(FAULTS)) {
      expect(eva).toMatch(/^E[A-Z0-9]{2,3}$/);
      if (stops === 'slot') expect(isLatched).toBe(true);
    }
  });
});
