/**
 * `node bench/store-growth.ts [--machines 1000] [--events-a-day 40]`: compares both stores after five years of a fleet with
 * empty ones in the same run. Prints JSON; times in milliseconds.
 */
import { parseArgs } from 'node:util';
import { measureGrowth } from '../test/support/grown-store.ts';

const { values } = parseArgs({
  options: { machines: { type: 'string' }, 'events-a-day': { type: 'string' } },
});
const report = await measureGrowth({
  machines: Number(values.machines ?? 1_000),
  eventsADay: Number(values['events-a-day'] ?? 40),
});
process.stdout.write(`${JSON.stringify(report, undefined, 1)}\n`);
process.exit();
