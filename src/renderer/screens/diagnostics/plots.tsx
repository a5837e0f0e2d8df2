import type { StepTimes } from '#core/health/step-times.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../format.ts';
import { PLOT_TOP_MM } from '../../theme/panel.ts';
import { usePanel } from '../../theme/use-panel.ts';
import common from '../../theme/common.module.css';
import styles from './diagnostics.module.css';
import { cx } from '../../theme/cx.ts';

const MS = 1000;
/** Room for the longest step name in any language, and for half of the last number. */
const NAME_MM = 40;
const END_MM = 5;
/** `1 000 ms` */
const MILLISECONDS_MM = 19;

/** p50 and p95 of each step of a sale; the table below has the figures. */
export function StepPlot({ steps }: { readonly steps: readonly StepTimes[] }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { pixelsPerMm } = usePanel();
  const rows = steps.flatMap(({ step, all }) =>
    all === undefined
      ? []
      : [
          {
            name: t(`diagnostics.step.${step}`),
            usually: all.p50Ms / MS,
            slow: all.p95Ms / MS,
          },
        ],
  );
  return (
    <div className={cx(common['plot'], styles['steps-plot'])} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={rows}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ right: END_MM * pixelsPerMm }}
        >
          <XAxis
            type="number"
            tickFormatter={(seconds: number) =>
              t('diagnostics.seconds', { value: format.number(seconds, 1) })
            }
            stroke="var(--ink)"
          />
          <YAxis type="category" dataKey="name" width={NAME_MM * pixelsPerMm} stroke="var(--ink)" />
          <Bar dataKey="usually" fill="var(--selling)" isAnimationActive={false} />
          <Bar dataKey="slow" fill="var(--attention)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Round trips to the relay over the last hour, oldest first. */
export function RoundTripPlot({ tripsMs }: { readonly tripsMs: readonly number[] }): ReactElement {
  const { pixelsPerMm } = usePanel();
  const points = tripsMs.map((ms, index) => ({ index, ms }));
  return (
    <div className={common['plot']} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={points}
          accessibilityLayer={false}
          margin={{ top: PLOT_TOP_MM * pixelsPerMm }}
        >
          <XAxis dataKey="index" tick={false} stroke="var(--ink)" />
          <YAxis unit=" ms" width={MILLISECONDS_MM * pixelsPerMm} stroke="var(--ink)" />
          <Line
            dataKey="ms"
            stroke="var(--selling)"
            strokeWidth={3}
            dot={points.length < 2}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
