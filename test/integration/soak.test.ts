import { expect, test } from 'vitest';
import { soak } from '../soak/soak.ts';

test('thirty customers with everything going wrong now and then: no rule is broken, nothing stays reserved', async () => {
  const lines: string[] = [];
  const report = await soak({
    sales: 30,
    share: 0.05,
    seed: 11,
    onProgress: (line) => lines.push(line),
  });
  expect(report.violations).toEqual([]);
  expect(report.openReservations).toBe(0);
  expect(Object.keys(report.troubles).length).toBeGreaterThan(30);
  expect(report.outcomes['sold']).toBeGreaterThan(5);
  expect(lines.length).toBeGreaterThan(4);
});
