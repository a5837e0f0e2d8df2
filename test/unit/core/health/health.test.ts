import { slotHealthOf, type SlotDrop } from '#core/health/slot-health.ts';
import { spreadsOf } from '#core/health/percentile.ts';
import { stepTimes, type Moment, type SaleMoments } from '#core/health/step-times.ts';
import { thinned } from '#core/health/thin.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const DAY = 24 * 3_600_000;

describe('a spread', () => {
  it('is made of values that were measured, by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(spreadsOf(hundred)).toEqual([{ count: 100, p50Ms: 50, p95Ms: 95 }]);
    expect(spreadsOf([7])).toEqual([{ count: 1, p50Ms: 7, p95Ms: 7 }]);
    expect(spreadsOf([])).toEqual([]);
  });

  it('never lies outside of what was measured', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const [spread] = spreadsOf(values);
        expect(values).toContain(spread?.p50Ms);
        expect(values).toContain(spread?.p95Ms);
        expect(spread!.p50Ms).toBeLessThanOrEqual(spread!.p95Ms);
      }),
    );
  });
});

describe('the steps of sales', () => {
  const sale = (startedAtMs: number, at: readonly (readonly [Moment, number])[]): SaleMoments => ({
    startedAtMs,
    at: new Map(at.map(([moment, ms]) => [moment, startedAtMs + ms])),
  });
  const whole: readonly (readonly [Moment, number])[] = [
    ['customer.checkedIn', 0],
    ['payment.created', 300],
    ['payment.authorized', 4_300],
    ['credit', 4_350],
    ['vend.requested', 9_000],
    ['vend.succeeded', 12_000],
    ['payment.captured', 12_400],
    ['payment.released', 12_700],
  ];

  it('run from one moment to the next, day by day', () => {
    const steps = stepTimes(
      [sale(2 * DAY, whole), sale(DAY + 5, whole), sale(2 * DAY + 9, whole)],
      0,
    );
    expect(steps.map(({ step, all }) => [step, all?.p50Ms])).toEqual([
      ['request', 300],
      ['approve', 4_000],
      ['credit', 50],
      ['choose', 4_650],
      ['drop', 3_000],
      ['charge', 400],
      ['release', 300],
    ]);
    expect(steps[0]?.days).toEqual([
      { dayMs: DAY, count: 1, p50Ms: 300, p95Ms: 300 },
      { dayMs: 2 * DAY, count: 2, p50Ms: 300, p95Ms: 300 },
    ]);
  });

  it('a day begins at the midnight of the place', () => {
    const hour = 3_600_000;
    const steps = stepTimes([sale(DAY - hour / 2, whole)], hour);
    expect(steps[0]?.days[0]?.dayMs).toBe(DAY - hour);
  });

  it('that were not reached, or lie across a clock set back, count for nothing', () => {
    const steps = stepTimes(
      [
        sale(0, whole.slice(0, 2)),
        sale(0, [
          ['payment.created', 900],
          ['payment.authorized', 100],
        ]),
      ],
      0,
    );
    expect(steps.map(({ all }) => all?.count)).toEqual([
      1,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a slot', () => {
  const drop = (tookMs: number, seen: SlotDrop['drop'] = 'confirmed'): SlotDrop => ({
    atMs: 0,
    tookMs,
    drop: seen,
  });

  it('tells what its motor takes now and took before, and how each drop is known', () => {
    const drops = [1_600, 1_700, 1_500, 900, 1_000, 1_100, 1_000].map((ms) => drop(ms));
    expect(slotHealthOf([...drops, drop(950, 'assumed')])).toEqual({
      isLikelyToJam: true,
      recentMs: 1_600,
      usualMs: 1_000,
      confirmed: 7,
      assumed: 1,
    });
  });

  it('of which little is known tells little', () => {
    expect(slotHealthOf([drop(900), drop(900)])).toEqual({
      isLikelyToJam: false,
      recentMs: undefined,
      usualMs: undefined,
      confirmed: 2,
      assumed: 0,
    });
  });
});

describe('thinned temperatures', () => {
  const reading = (
    atMs: number,
    celsius?: number,
  ): { atMs: number; celsius: number | undefined } => ({
    atMs,
    celsius,
  });

  it('keep every peak', () => {
    const day = Array.from({ length: 1_440 }, (_, index) =>
      reading(index * 60_000, index === 700 ? 19 : 4),
    );
    const thin = thinned(day, 100);
    expect(thin.length).toBeLessThanOrEqual(100);
    expect(thin).toContainEqual(reading(700 * 60_000, 19));
    expect(thin.map(({ atMs }) => atMs)).toEqual(
      thin.map(({ atMs }) => atMs).sort((a, b) => a - b),
    );
  });

  it('stay as they are when there are few', () => {
    const few = [reading(0, 4), reading(1)];
    expect(thinned(few, 2)).toBe(few);
    expect(thinned([], 2)).toEqual([]);
  });

  it('show a sensor that was not read where nothing else was', () => {
    const broken = [reading(0, 4), reading(10), reading(20), reading(30), reading(39, 5)];
    expect(thinned(broken, 2)).toEqual([reading(0, 4), reading(39, 5)]);
    expect(thinned([reading(0), reading(1), reading(2, 3)], 1)).toEqual([reading(2, 3)]);
    expect(thinned([reading(0), reading(1), reading(2)], 1)).toEqual([reading(0)]);
  });
});
