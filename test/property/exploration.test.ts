import { transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import { explore } from '../explore/explore.ts';
import { SEEDED, SMALL } from '../explore/plans.ts';
import { SEEDED_FAULTS } from '../explore/seeded-faults.ts';

const plan = { policy: 'release', beginning: 'scan first', budget: SMALL } as const;

describe('the exploration of every story', () => {
  it('finds no broken rule and no dead end with a little of everything', () => {
    const explored = explore({ ...plan, transition });
    expect(explored.finding).toBeUndefined();
    expect(explored.states).toBeGreaterThan(10_000);
    expect(explored.ends).toBeGreaterThan(100);
  });

  it.each(['of age', 'under age'] as const)('holds for a customer %s', (beginning) => {
    const budget = { ...SEEDED, restarts: 1 };
    const explored = explore({ ...plan, beginning, budget, transition });
    expect(explored.finding).toBeUndefined();
    expect(explored.ends).toBeGreaterThan(100);
  });

  it.each(SEEDED_FAULTS)(
    'finds a sale that $what ($breaks)',
    ({ breaks, beginning, needs, transition: faulty }) => {
      const budget = { ...SEEDED, ...needs };
      const { finding } = explore({ ...plan, beginning, budget, transition: faulty });
      expect(finding?.broken).toContain(breaks);
      expect(finding?.story.length).toBeGreaterThan(1);
    },
  );
});
