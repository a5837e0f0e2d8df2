import type { TemperatureReading } from '#core/health/temperature.ts';
import type { ReactElement } from 'react';
import { Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../format.ts';
import { PLOT_TOP_MM } from '../../theme/panel.ts';
import { usePanel } from '../../theme/use-panel.ts';
import common from '../../theme/common.module.css';

/** Room for `-18°`, for the times below, and for half of the last time. */
const DEGREES_MM = 12;
const TIMES_MM = 9;
const TICK_MM = 2.5;
const END_MM = 6;

interface PlotProps {
  readonly readings: readonly TemperatureReading[];
  /** °C; above it the machine stops selling food. */
  readonly limit: number | undefined;
}

/** Temperature of the day; the figures stand beside it as text. */
export function TemperaturePlot({ readings, limit }: PlotProps): ReactElement {
  const format = useFormat();
  const { pixelsPerMm } = usePanel();
  const points = readings.map(({ atMs, celsius }) => ({ atMs, celsius: celsius ?? null }));
  return (
    <div className={common['plot']} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={points}
          accessibilityLayer={false}
          margin={{ top: PLOT_TOP_MM * pixelsPerMm, right: END_MM * pixelsPerMm }}
        >
          <XAxis
            dataKey="atMs"
            type="number"
            domain={['dataMin', 'dataMax']}
            tickFormatter={(atMs: number) => format.time(atMs)}
            height={TIMES_MM * pixelsPerMm}
            tickMargin={TICK_MM * pixelsPerMm}
            stroke="var(--ink)"
          />
          <YAxis
            width={DEGREES_MM * pixelsPerMm}
            unit="°"
            stroke="var(--ink)"
            allowDecimals={false}
            domain={[(min: number) => Math.floor(min) - 2, (max: number) => Math.ceil(max) + 2]}
          />
          {limit === undefined ? null : (
            <ReferenceLine
              y={limit}
              stroke="var(--stopped)"
              strokeWidth={3}
              strokeDasharray="8 6"
            />
          )}
          <Line
            dataKey="celsius"
            stroke="var(--selling)"
            strokeWidth={3}
            dot={false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
