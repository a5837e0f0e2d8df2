import { describe, expect, test } from 'vitest';
import type { FaultName } from '../../load/faults.ts';
import { sellUnderFaults, type Installation } from './under-faults.ts';

/** `npm run prove -- --long`: five minutes each, as a bad week of an operator would be. */
const IS_LONG = process.env['VENDSKAP_LONG'] === '1';
const TIMES = IS_LONG ? { seconds: 300, faultEvery: 10 } : { seconds: 18, faultEvery: 4 };

interface Row extends Installation {
  readonly faults: readonly FaultName[];
}

const ROWS: readonly Row[] = [
  {
    ...{ database: 'SQLite', relays: 1 },
    faults: ['relay-killed', 'duplicate-webhooks', 'lost-acknowledgement'],
  },
  {
    ...{ database: 'PostgreSQL', relays: 1 },
    faults: ['relay-killed', 'database-restarted', 'duplicate-webhooks'],
  },
  {
    ...{ database: 'PostgreSQL', relays: 3 },
    faults: ['relay-killed', 'database-restarted', 'database-fails-over', 'duplicate-webhooks'],
  },
];

describe('relays that are killed under load', () => {
  test.each(ROWS)(
    '$database × $relays: nothing is lost, doubled, reordered or wrongly answered; the ledger is what the journals say',
    { timeout: 1_200_000 },
    async (row) => {
      const report = await sellUnderFaults({ ...row, ...TIMES, machines: 100, salesPerSecond: 12 });
      expect(report.verdict).toMatchObject({ isRight: true });
      const kills = report.faults.filter(({ what }) => what.endsWith('killed'));
      expect(kills.length).toBeGreaterThanOrEqual(
        Math.floor((TIMES.seconds - 1) / TIMES.faultEvery) - 1,
      );
      for (const [fault, what, times] of [
        ['database-restarted', 'database restarted', 2],
        ['database-fails-over', 'database fails over', 1],
      ] as const) {
        const struck = report.faults.filter((strike) => strike.what === what);
        expect(struck).toHaveLength(row.faults.includes(fault) ? times : 0);
      }
      // Customers were served in between, however slow the computer is.
      expect(report.sales.sold).toBeGreaterThan(10);
    },
  );
});
