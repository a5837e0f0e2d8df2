import { describe, expect, it } from 'vitest';
import { stepOf, svgOf } from '../../../load/report/plot.ts';

describe('the plot', () => {
  it('is one SVG with a curve for each, its axes and its marks', () => {
    const svg = svgOf([
      {
        title: 'Check-in & delivery',
        xLabel: 'machines',
        yLabel: 'ms',
        isLogX: true,
        marks: [[100, 'relay 1 killed']],
        curves: [
          {
            name: 'p99',
            color: '#06c',
            points: [
              [10, 4],
              [100, 5],
              [10_000, 180],
            ],
          },
        ],
      },
    ]);
    expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(svg).toMatch(/Check-in &#38; delivery/);
    expect(svg).toMatch(/<polyline points="64\.0,\S+ \S+ 700\.0,\S+"/);
    for (const tick of ['10', '100', '1000', '10000', '200'])
      expect(svg).toMatch(new RegExp(`>${tick}</text>`));
    expect(svg).toMatch(/relay 1 killed/);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('without a point is empty and whole', () => {
    const empty = { title: 'x', xLabel: 's', yLabel: 'ms', curves: [] };
    expect(svgOf([empty])).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    [1, 0.2],
    [7, 2],
    [180, 50],
    [10_000, 2_000],
  ])('an axis to %s has steps of %s', (most, step) => {
    expect(stepOf(most)).toBeCloseTo(step);
  });
});
