import type { SalesReport, SoldSum } from '#core/reports/sales-report.ts';
import { stringify } from 'csv-stringify/sync';

const COLUMNS = ['by', 'time', 'product', 'slot', 'sold', 'charged', 'refunded'] as const;

const major = (minor: number): string => (minor / 100).toFixed(2);

function sums({ count, chargedMinor, refundedMinor }: SoldSum): readonly (string | number)[] {
  return [count, major(chargedMinor), major(refundedMinor)];
}

/** Writes a report as a file: major units for a spreadsheet, minor units for a program. */
export function reportText(report: SalesReport, format: 'csv' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  const at = (ms: number): string => new Date(ms).toISOString();
  return stringify(
    [
      [...COLUMNS],
      ['all', at(report.fromMs), '', '', ...sums(report.sum)],
      ...report.times.map((time) => ['time', at(time.startMs), '', '', ...sums(time)]),
      ...report.products.map((one) => ['product', '', one.product, '', ...sums(one)]),
      ...report.slots.map((one) => ['slot', '', one.product, one.selection, ...sums(one)]),
    ],
    // Guards products that are named like formulas.
    { escape_formulas: true },
  );
}
