import type { Mark, Page, TextMark } from '#core/sheet/marks.ts';
import PDFDocument from 'pdfkit';
import svgToPdf from 'svg-to-pdfkit';
import { fontName, registerFonts, stretches } from './fonts.ts';

/** PDF counts in points, 72 an inch. */
const POINTS_A_MM = 72 / 25.4;
const pt = (mm: number): number => mm * POINTS_A_MM;

export interface PdfOptions {
  readonly title: string;
  /** The picture of the posted QR. */
  readonly codeSvg: string;
  /** Wall clock. */
  readonly atMs: number;
}

function drawText(document: PDFKit.PDFDocument, mark: TextMark): void {
  document.fontSize(pt(mark.sizeMm));
  let x = pt(mark.xMm);
  for (const { part, text } of stretches(mark.text)) {
    document.font(fontName(mark.weight, part));
    document.text(text, x, pt(mark.yMm), { lineBreak: false, baseline: 'alphabetic' });
    x += document.widthOfString(text);
  }
}

/** Draws only what the picture itself holds: opens no file and no address for it. */
function inside(link: string): string {
  return link.startsWith('data:') ? link : '';
}

function draw(document: PDFKit.PDFDocument, mark: Mark, codeSvg: string): void {
  switch (mark.kind) {
    case 'text':
      drawText(document, mark);
      break;
    case 'line': {
      const [fromX, fromY] = mark.fromMm;
      const [toX, toY] = mark.toMm;
      document.moveTo(pt(fromX), pt(fromY)).lineTo(pt(toX), pt(toY));
      document.lineWidth(pt(mark.thickMm)).stroke('black');
      break;
    }
    case 'box':
      document.rect(pt(mark.xMm), pt(mark.yMm), pt(mark.widthMm), pt(mark.heightMm));
      document.lineWidth(pt(0.2)).stroke('black');
      break;
    case 'code':
      svgToPdf(document, codeSvg, pt(mark.xMm), pt(mark.yMm), {
        width: pt(mark.sideMm),
        height: pt(mark.sideMm),
        preserveAspectRatio: 'xMidYMid meet',
        imageCallback: inside,
        warningCallback: () => undefined,
      });
      break;
  }
}

/** The pages as a PDF: lines and letters, no pixels, and true to the millimetre. */
export async function pdfOf(pages: readonly Page[], options: PdfOptions): Promise<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    font: '',
    info: {
      Title: options.title,
      Creator: 'Vendskap',
      Producer: 'Vendskap',
      CreationDate: new Date(options.atMs),
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  registerFonts(document);
  for (const { size, marks } of pages) {
    document.addPage({ size: [pt(size.widthMm), pt(size.heightMm)], margin: 0 });
    document.fillColor('black');
    for (const mark of marks) draw(document, mark, options.codeSvg);
  }
  document.end();
  await done;
  return Buffer.concat(chunks);
}
