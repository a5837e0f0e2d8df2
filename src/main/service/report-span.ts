import type { ReportPeriod, ReportSpan } from '#core/reports/sales-report.ts';

const HOURS = 24;
const WEEK = 7;

/** When the period began that lies so many periods back, in the computer's time zone. A week begins on Monday. */
function startOf(nowMs: number, period: ReportPeriod, back: number): Date {
  const day = new Date(nowMs);
  day.setHours(0, 0, 0, 0);
  if (period === 'day') day.setDate(day.getDate() - back);
  if (period === 'week')
    day.setDate(day.getDate() - ((day.getDay() + WEEK - 1) % WEEK) - WEEK * back);
  if (period === 'month') day.setMonth(day.getMonth() - back, 1);
  return day;
}

/** The hours of a day, or the days of a week or month. An hour that a clock change repeats counts as one. */
function partsOf(from: Date, to: Date, period: ReportPeriod): readonly number[] {
  const starts: number[] = [];
  const at = new Date(from);
  if (period === 'day') {
    for (let hour = 0; hour < HOURS; hour += 1) starts.push(new Date(from).setHours(hour));
    return [...new Set(starts)];
  }
  while (at < to) {
    starts.push(at.getTime());
    at.setDate(at.getDate() + 1);
  }
  return starts;
}

export function spanOf(nowMs: number, period: ReportPeriod, back: number): ReportSpan {
  const from = startOf(nowMs, period, back);
  const to = startOf(nowMs, period, back - 1);
  return {
    starts: partsOf(from, to, period),
    fromMs: from.getTime(),
    toMs: to.getTime(),
    beforeMs: startOf(nowMs, period, back + 1).getTime(),
  };
}
