import type { Type } from './block.ts';
import type { Paper } from './paper.ts';

/** Sizes on one paper, millimetres. */
export interface Style {
  /** White at the edges: more than printers leave blank. */
  readonly marginMm: number;
  /** Side of the QR's picture. */
  readonly codeMm: number;
  readonly columns: number;
  readonly gapMm: number;
  /** The three steps stand beside the code, or below it. */
  readonly hasStepsBeside: boolean;
  readonly title: Type;
  readonly id: Type;
  readonly text: Type;
  readonly row: Type;
  readonly small: Type;
}

function styleOf(
  sizes: Pick<Style, 'marginMm' | 'codeMm' | 'columns' | 'gapMm' | 'hasStepsBeside'>,
  [title, id, text, row, small]: readonly [number, number, number, number, number],
): Style {
  return {
    ...sizes,
    title: { sizeMm: title, weight: 'bold' },
    id: { sizeMm: id, weight: 'bold' },
    text: { sizeMm: text, weight: 'regular' },
    row: { sizeMm: row, weight: 'regular' },
    small: { sizeMm: small, weight: 'regular' },
  };
}

export const STYLES: Readonly<Record<Paper, Style>> = {
  A4: styleOf(
    { marginMm: 10, codeMm: 76, columns: 2, gapMm: 6, hasStepsBeside: true },
    [9, 8, 4.2, 4.3, 3.2],
  ),
  A5: styleOf(
    { marginMm: 8, codeMm: 56, columns: 2, gapMm: 4.5, hasStepsBeside: true },
    [7, 6, 3.3, 3.7, 2.8],
  ),
  A6: styleOf(
    { marginMm: 6, codeMm: 46, columns: 1, gapMm: 3, hasStepsBeside: false },
    [5.2, 5, 2.9, 3.2, 2.5],
  ),
  label: styleOf(
    { marginMm: 3, codeMm: 46, columns: 1, gapMm: 2, hasStepsBeside: false },
    [4.2, 4.6, 2.7, 3, 2.4],
  ),
};

export function bold(type: Type): Type {
  return { ...type, weight: 'bold' };
}
