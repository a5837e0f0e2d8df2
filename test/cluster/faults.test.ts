import { expect, test } from 'vitest';
import type { FaultName } from '../../load/faults.ts';
import { sellUnderFaults, type Installation } from './under-faults.ts';

interface Row extends Installation {
  readonly faults: readonly FaultName[];
  /** The beginning of what was done, and how often at least. */
  readonly struck: Readonly<Record<string, number>>;
}

/** What the other tests under load do not play. */
const ROWS: readonly Row[] = [
  {
    ...{ database: 'PostgreSQL', relays: 2 },
    faults: ['relay-hangs', 'slow-network', 'webhooks-out-of-order', 'lost-acknowledgement'],
    struck: { 'relay 1 hangs': 1, 'relay 2 hangs': 1 },
  },
  {
    ...{ database: 'PostgreSQL', relays: 3 },
    faults: ['half-open-links', 'reconnect-all-at-once', 'webhooks-out-of-order'],
    struck: { 'all links cut': 1 },
  },
  {
    ...{ database: 'SQLite', relays: 1 },
    faults: ['relay-restarted', 'half-open-links', 'slow-network', 'webhooks-out-of-order'],
    struck: { 'relay 1 restarted': 1 },
  },
];

test.each(ROWS)('$database × $relays: $faults', { timeout: 600_000 }, async (row) => {
  const report = await sellUnderFaults({
    ...{ database: row.database, relays: row.relays, faults: row.faults },
    ...{ machines: 60, salesPerSecond: 6, seconds: 10, faultEvery: 4 },
  });
  expect(report.verdict).toMatchObject({ isRight: true });
  for (const [what, times] of Object.entries(row.struck)) {
    const struck = report.faults.filter((strike) => strike.what === what);
    expect(struck.length).toBeGreaterThanOrEqual(times);
  }
  if (row.faults.includes('half-open-links')) {
    const moved = report.faults.map(({ what }) => /^(\d+) links half open$/.exec(what)?.[1]);
    expect(moved.reduce((sum, count) => sum + Number(count ?? 0), 0)).toBeGreaterThan(0);
  }
  expect(report.sales.sold).toBeGreaterThan(10);
});
