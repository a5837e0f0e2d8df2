import type { Measure } from '#core/sheet/marks.ts';
import { createMeasure } from './fonts.ts';
import { pdfOf } from './pdf.ts';

/** What a sheet is made with: how wide its texts are, and its pages as a PDF. */
export interface Typesetter {
  readonly measure: Measure;
  readonly pdf: typeof pdfOf;
}

export function createTypesetter(): Typesetter {
  return { measure: createMeasure(), pdf: pdfOf };
}
