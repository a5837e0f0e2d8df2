import type { LoadReport } from './report.ts';

/** One line of a picture. `points`: x and y in units of the axes. */
export interface Curve {
  readonly name: string;
  readonly color: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Chart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly curves: readonly Curve[];
  /** x: powers of ten. */
  readonly isLogX?: boolean;
  /** Vertical lines with a word. */
  readonly marks?: readonly (readonly [x: number, word: string])[];
}

const WIDTH = 720;
const HEIGHT = 300;
const LEFT = 64;
const RIGHT = 20;
const TOP = 36;
const BOTTOM = 52;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

/** 1, 2 or 5 times a power of ten: the steps of an axis that ends at `most`. */
export function stepOf(most: number): number {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  return factor * power;
}

type Point = readonly [x: number, y: number];

function text([x, y]: Point, words: string, more = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(words)}</text>`;
}

function line([x1, y1]: Point, [x2, y2]: Point, more: string): string {
  const at = `x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}"`;
  return `<line ${at} ${more}/>`;
}

interface Scale {
  readonly ticks: readonly number[];
  readonly place: (value: number) => number;
}

function xScale(values: readonly number[], isLog: boolean): Scale {
  const span = WIDTH - LEFT - RIGHT;
  if (isLog) {
    const low = Math.floor(Math.log10(Math.min(...values)));
    const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
    const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
    return { ticks, place: (x) => LEFT + (span * (Math.log10(x) - low)) / (high - low) };
  }
  const most = Math.max(1, ...values);
  const step = stepOf(most);
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
  return { ticks, place: (x) => LEFT + (span * x) / most };
}

function yScale(values: readonly number[]): Scale {
  const span = HEIGHT - TOP - BOTTOM;
  const step = stepOf(Math.max(1, ...values));
  const count = Math.ceil(Math.max(1, ...values) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return { ticks, place: (y) => HEIGHT - BOTTOM - (span * y) / (count * step) };
}

function drawn(chart: Chart, offset: number): string {
  const points = chart.curves.flatMap((curve) => curve.points);
  const x = xScale(
    points.length === 0 ? [1] : points.map(([value]) => value),
    chart.isLogX === true,
  );
  const y = yScale(points.map(([, value]) => value));
  const ground = HEIGHT - BOTTOM;
  const right = WIDTH - RIGHT;
  const parts = [
    text([LEFT, 20], chart.title, 'font-weight="bold"'),
    ...y.ticks.map((tick) => line([LEFT, y.place(tick)], [right, y.place(tick)], 'stroke="#ddd"')),
    ...y.ticks.map((tick) =>
      text([LEFT - 6, y.place(tick) + 4], String(tick), 'text-anchor="end"'),
    ),
    ...x.ticks.map((tick) =>
      text([x.place(tick), ground + 16], String(tick), 'text-anchor="middle"'),
    ),
    line([LEFT, ground], [right, ground], 'stroke="#333"'),
    text([right, ground + 34], chart.xLabel, 'text-anchor="end"'),
    text([LEFT, ground + 34], chart.yLabel),
    ...(chart.marks ?? []).map(([at, word]) =>
      [
        line([x.place(at), TOP], [x.place(at), ground], 'stroke="#c33" stroke-dasharray="3 3"'),
        text([x.place(at) + 3, TOP + 8], word, 'fill="#c33" font-size="9"'),
      ].join(''),
    ),
    ...chart.curves.map((curve, index) => {
      const path = curve.points
        .map(([a, b]) => `${x.place(a).toFixed(1)},${y.place(b).toFixed(1)}`)
        .join(' ');
      const legend = right - 150 * (chart.curves.length - index);
      return [
        `<polyline points="${path}" fill="none" stroke="${curve.color}" stroke-width="1.6"/>`,
        text([legend + 16, 20], curve.name),
        line([legend, 16], [legend + 12, 16], `stroke="${curve.color}" stroke-width="3"`),
      ].join('');
    }),
  ];
  return `<g transform="translate(0 ${String(offset)})">${parts.join('\n')}</g>`;
}

/** Charts below each other, as one SVG document. */
export function svgOf(charts: readonly Chart[]): string {
  const height = charts.length * HEIGHT;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(height)}" font-family="sans-serif" font-size="12">`;
  const ground = `<rect width="${String(WIDTH)}" height="${String(height)}" fill="#fff"/>`;
  return `${[head, ground, ...charts.map((chart, index) => drawn(chart, index * HEIGHT)), '</svg>'].join('\n')}\n`;
}

/** The picture of one run: latencies, and how many machines were connected. */
export function plotOf({ seconds, faults }: LoadReport): string {
  const marks = faults.map(({ atSecond, what }) => [atSecond, what] as const);
  const curve = (
    name: string,
    color: string,
    pick: (second: LoadReport['seconds'][number]) => number,
  ): Curve => ({ name, color, points: seconds.map((one) => [one.second, pick(one)] as const) });
  const xLabel = 'seconds';
  return svgOf([
    {
      title: 'Latency, p99 of each second',
      xLabel,
      yLabel: 'ms',
      marks,
      curves: [
        curve('check-in answer', '#06c', (one) => one.checkInP99),
        curve('event delivery', '#e80', (one) => one.deliveryP99),
      ],
    },
    {
      title: 'Machines',
      xLabel,
      yLabel: 'machines',
      marks,
      curves: [
        curve('connected', '#283', (one) => one.connected),
        curve('selling', '#a3a', (one) => one.selling),
      ],
    },
  ]);
}
