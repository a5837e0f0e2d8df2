import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measurePolls } from '../support/busy-kiosk.ts';

/** `npm run poll-test [-- --minutes 30]`. Exit code 1: an answer came late, or a sale was not settled as sold. */

const LONGEST_MS = 100;
const { values } = parseArgs({ options: { minutes: { type: 'string' } } });
const report = await measurePolls({
  minutes: Number(values.minutes ?? 30),
  onProgress: (line) => {
    process.stdout.write(`${line}\n`);
  },
});
const text = `${JSON.stringify(report, null, 2)}\n`;
const folder = join(process.cwd(), 'artifacts');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `poll-test-${String(report.minutes)}-minutes.json`), text);
process.stdout.write(text);
const isRight = report.p9999Ms < LONGEST_MS && report.settled === report.sales && report.sales > 0;
process.exit(isRight ? 0 : 1);
