import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

/** `npm run soak [-- --sales 2000 --share 0.05 --seed 1]`. Exit code 1: a violation, an open reservation, or growth. */

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { sales: text, share: text, seed: text } });
const report = await soak({
  sales: Number(values.sales ?? 2_000),
  share: Number(values.share ?? 0.05),
  seed: Number(values.seed ?? 1),
  onProgress: (line) => {
    process.stdout.write(`${line}\n`);
  },
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
const files = report.measures.map((measure) => measure.files);
const isFlat = Math.max(...files.slice(1)) - Math.min(...files.slice(1)) < 40;
if (!isFlat) process.stdout.write('The number of open files grows.\n');
const isRight = report.violations.length === 0 && report.openReservations === 0;
process.exit(isRight && isFlat ? 0 : 1);
