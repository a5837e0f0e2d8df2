import type { SoldByHour, SoldSum } from '#core/reports/sales-report.ts';
import type { ReactElement } from 'react';
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../format.ts';
import { PLOT_TOP_MM } from '../../theme/panel.ts';
import { usePanel } from '../../theme/use-panel.ts';
import styles from './reports.module.css';

function keptMinor({ chargedMinor, refundedMinor }: SoldSum): number {
  return chargedMinor - refundedMinor;
}

/** Room for `100 000`. */
const SUMS_MM = 17;

/** How many bars go without a label between two labels: every day of a week, every third hour, every fifth day of a month. */
function labelInterval(bars: number): number {
  if (bars <= 7) return 0;
  return bars <= 24 ? 2 : 4;
}

interface TimeChartProps {
  readonly times: readonly SoldByHour[];
  readonly isDay: boolean;
}

/** Bars per hour of a day, or per day. */
export function TimeChart({ times, isDay }: TimeChartProps): ReactElement {
  const format = useFormat();
  const { pixelsPerMm } = usePanel();
  const bars = times.map((time) => ({ at: time.startMs, sold: keptMinor(time) / 100 }));
  const tick = (at: number): string => {
    const date = new Date(at);
    return String(isDay ? date.getHours() : date.getDate());
  };
  return (
    <div className={styles['plot']} data-testid="plot" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={bars}
          accessibilityLayer={false}
          margin={{ top: PLOT_TOP_MM * pixelsPerMm, right: 8 }}
        >
          <XAxis
            dataKey="at"
            tickFormatter={tick}
            interval={labelInterval(bars.length)}
            stroke="var(--ink)"
          />
          <YAxis
            width={SUMS_MM * pixelsPerMm}
            tickFormatter={(value: number) => format.number(value)}
            stroke="var(--ink)"
          />
          <Bar dataKey="sold" fill="var(--selling)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

export interface Line extends SoldSum {
  readonly name: string;
}

/** A ranked list; the longest bar earned most. */
export function RankedBars({
  lines,
  currency,
}: {
  readonly lines: readonly Line[];
  readonly currency: string;
}): ReactElement {
  const format = useFormat();
  const most = Math.max(1, ...lines.map(keptMinor));
  return (
    <ol className={styles['lines']} data-testid="report-lines">
      {lines.map((line) => (
        <li key={line.name}>
          <span>{line.name}</span>
          <b>{format.number(line.count)}</b>
          <b>{format.money(keptMinor(line), currency)}</b>
          <span className={styles['bar']} aria-hidden="true">
            <span style={{ width: `${String((100 * Math.max(0, keptMinor(line))) / most)}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
