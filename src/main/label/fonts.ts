import type { Measure, Weight } from '#core/sheet/marks.ts';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/**
 * Inter, SIL Open Font License 1.1, which allows it to be put into programs and documents. Two files a weight: the
 * letters of western Europe, and the rest of the Latin ones for product names from elsewhere.
 */
const FILES = {
  regular: { latin: 'inter-latin-400-normal.woff', ext: 'inter-latin-ext-400-normal.woff' },
  bold: { latin: 'inter-latin-700-normal.woff', ext: 'inter-latin-ext-700-normal.woff' },
} as const satisfies Readonly<Record<Weight, Readonly<Record<Part, string>>>>;

type Part = 'latin' | 'ext';

/** What the first file holds (its `unicode-range`), as far as one sheet can need it. */
const IN_LATIN = /[\u0000-\u00ff\u0131\u0152\u0153\u2000-\u206f\u20ac\u2122\u2212]/;
/** What the second one holds. */
const IN_EXT = /[\u0100-\u02af\u1e00-\u1e9f\u20a0-\u20c0]/;
/** Stands for a letter that neither file has. */
const UNKNOWN = '?';

/** The package lies in node_modules from source and in the AppImage alike. */
const { resolve } = createRequire(import.meta.url);

function read(weight: Weight, part: Part): Buffer {
  return readFileSync(resolve(`@fontsource/inter/files/${FILES[weight][part]}`));
}

const NAMES: readonly { readonly weight: Weight; readonly part: Part }[] = [
  { weight: 'regular', part: 'latin' },
  { weight: 'regular', part: 'ext' },
  { weight: 'bold', part: 'latin' },
  { weight: 'bold', part: 'ext' },
];

export function fontName(weight: Weight, part: Part): string {
  return `${weight}-${part}`;
}

/** Makes both weights known to a document. */
export function registerFonts(document: PDFKit.PDFDocument): void {
  for (const { weight, part } of NAMES) {
    document.registerFont(fontName(weight, part), read(weight, part));
  }
}

/** The stretches of a text, each in the file that holds its letters. */
export function stretches(text: string): readonly { readonly part: Part; readonly text: string }[] {
  const found: { part: Part; text: string }[] = [];
  for (const letter of text) {
    const isExt = IN_EXT.test(letter);
    const part: Part = isExt ? 'ext' : 'latin';
    const shown = isExt || IN_LATIN.test(letter) ? letter : UNKNOWN;
    const last = found.at(-1);
    if (last?.part === part) last.text += shown;
    else found.push({ part, text: shown });
  }
  return found;
}

/** Widths are proportional to the size: measured once, large. */
const MEASURED_AT = 1000;

/** How wide texts are in the type of the sheet. */
export function createMeasure(): Measure {
  const document = new PDFDocument({ autoFirstPage: false, font: '' });
  registerFonts(document);
  document.fontSize(MEASURED_AT);
  const known = new Map<string, number>();
  return (text, { weight, sizeMm }) => {
    const key = `${weight}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      width = stretches(text).reduce(
        (sum, part) =>
          sum + document.font(fontName(weight, part.part)).widthOfString(part.text) / MEASURED_AT,
        0,
      );
      known.set(key, width);
    }
    return width * sizeMm;
  };
}
