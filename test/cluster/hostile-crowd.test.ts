import { expect, test } from 'vitest';
import { SALES_UNIT } from '../../load/relays/relay-process.ts';
import { gatherCrowd, type Crowd } from '../integration/relay/hostile-crowd.ts';
import { sellUnderFaults, type Installation } from './under-faults.ts';

const INSTALLATIONS: readonly Installation[] = [
  { database: 'SQLite', relays: 1 },
  { database: 'PostgreSQL', relays: 1 },
  { database: 'PostgreSQL', relays: 3 },
];

test.each(INSTALLATIONS)(
  '$database × $relays: floods, poison, forged webhooks and a copied credential wrong no honest customer',
  async (installation) => {
    const crowds: Crowd[] = [];
    const report = await sellUnderFaults({
      ...installation,
      ...{ machines: 30, strangers: 5, salesPerSecond: 4, seconds: 10 },
      ...{ faults: [], faultEvery: 1 },
      besides: ({ relays, strangers, machines }) => {
        // They know one process; the others hear of them through the database.
        const crowd = gatherCrowd({
          relayUrl: relays[0]?.url ?? '',
          credentials: strangers.map(({ credential }) => credential),
          copied: machines[0]?.credential ?? '',
          salesUnit: SALES_UNIT,
        });
        crowds.push(crowd);
        return () => {
          crowd.stop();
        };
      },
    });
    const ends = crowds[0]?.ends ?? {};
    process.stderr.write(`${JSON.stringify(ends)}\n`);
    expect(report.verdict).toMatchObject({ isRight: true });
    // Crowd, customers, relays and database share one computer: a slow one refuses a customer in time, and never wrongly.
    expect(report.sales.sold).toBeGreaterThan(report.sales.scans / 2);
    expect(ends['heartbeats 4429']).toBeGreaterThan(0);
    expect(ends['copy 409']).toBeGreaterThan(0);
    expect(ends['forged 401']).toBeGreaterThan(0);
    expect(ends['forged 200']).toBeUndefined();
    expect(report.relays.every(({ starts }) => starts === 1)).toBe(true);
  },
);
