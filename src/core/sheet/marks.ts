import type { PaperSize } from './paper.ts';

/**
 * What lies on a page, in millimetres from its upper left corner: the one source of what is printed, of what the
 * screen shows, and of what is measured. main/label/pdf.ts prints it; the renderer draws it.
 */
export type Mark = TextMark | LineMark | BoxMark | CodeMark;

export type Weight = 'regular' | 'bold';

export interface TextMark {
  readonly kind: 'text';
  readonly xMm: number;
  /** Of the line that the letters stand on. */
  readonly yMm: number;
  /** Size of the type: from one line to the next when set solid. */
  readonly sizeMm: number;
  readonly weight: Weight;
  readonly text: string;
  readonly widthMm: number;
}

export interface LineMark {
  readonly kind: 'line';
  readonly fromMm: readonly [number, number];
  readonly toMm: readonly [number, number];
  readonly thickMm: number;
}

export interface BoxMark {
  readonly kind: 'box';
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The picture of the posted QR, as large as its own frame says. */
export interface CodeMark {
  readonly kind: 'code';
  readonly xMm: number;
  readonly yMm: number;
  readonly sideMm: number;
}

export interface Page {
  readonly size: PaperSize;
  readonly marks: readonly Mark[];
}

/** How wide a text is, millimetres. */
export type Measure = (text: string, type: Pick<TextMark, 'sizeMm' | 'weight'>) => number;
