import type { ReportsCallMap } from '#contract/ipc/topics/reports.ts';
import {
  reportOf,
  type ReportPeriod,
  type SalesFigures,
  type SalesReport,
} from '#core/reports/sales-report.ts';
import type { Clock } from '#core/base/ports.ts';
import { ok } from '#core/base/result.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import { answerOf } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';
import { spanOf } from './report-span.ts';
import { reportText } from './report-text.ts';

interface ReportsDeps {
  readonly figures: SalesFigures;
  readonly changes: AuditLog;
  readonly sticks: UsbSticks;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly machineId: string;
}

/** The calls of Reports: on the screen and to a stick. */
export function createReportsCalls(deps: ReportsDeps): Handlers<ReportsCallMap> {
  const { figures, changes, sticks, clock, machineId } = deps;
  const read = (period: ReportPeriod, back: number): SalesReport =>
    reportOf(figures, spanOf(clock.nowMs(), period, back));
  return {
    getReport: ({ period, back }) => Promise.resolve(ok(read(period, back))),
    exportReport: async ({ period, back, stickId, format }, caller) => {
      const report = read(period, back);
      // Noon, which is the same day in UTC.
      const day = new Date(report.fromMs + 12 * 3_600_000).toISOString().slice(0, 10);
      const name = `${machineId}-${period}-${day}.${format}`;
      const written = await sticks.write(stickId, { name, content: reportText(report, format) });
      if (!written.ok) return answerOf(written);
      const detail = written.value;
      changes.apply({ kind: 'reportExported', by: nameOf(caller), patches: [], detail });
      return ok({ name: detail });
    },
  };
}
