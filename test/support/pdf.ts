import jsQR from 'jsqr';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';

const MM_AN_INCH = 25.4;
const POINTS_AN_INCH = 72;
/** One pixel is an eighth of a millimetre. */
const DPI = 200;

/** A QR as a scanner reads it from the page. */
export interface ScannedCode {
  readonly content: string;
  /** Edge of the dark square without its quiet zone, millimetres. */
  readonly sideMm: number;
  readonly leftMm: number;
  readonly topMm: number;
}

export interface ReadPdf {
  /** Size of each page. */
  readonly sizes: readonly { readonly widthMm: number; readonly heightMm: number }[];
  readonly text: string;
  /** On the first page. */
  readonly code: ScannedCode | undefined;
  /** Number of bitmap images; line art has none. */
  readonly bitmaps: number;
}

function said(command: string, args: readonly string[]): string {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
  return done.stdout;
}

function scan(png: PNG): ScannedCode | undefined {
  const found = jsQR(new Uint8ClampedArray(png.data), png.width, png.height);
  if (found === null) return undefined;
  const { topLeftCorner: left, topRightCorner: right } = found.location;
  const mm = (pixels: number): number => (pixels / DPI) * MM_AN_INCH;
  return {
    content: found.data,
    sideMm: mm(Math.hypot(right.x - left.x, right.y - left.y)),
    leftMm: mm(left.x),
    topMm: mm(left.y),
  };
}

/** Analyses a PDF with poppler, as another program would. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-pdf-'));
  try {
    const file = join(folder, 'sheet.pdf');
    writeFileSync(file, bytes);
    const pages = said('pdfinfo', ['-f', '1', '-l', '99', file]).matchAll(
      /^Page +\d+ size: +([\d.]+) x ([\d.]+) pts/gm,
    );
    const mm = (points: string | undefined): number =>
      (Number(points) / POINTS_AN_INCH) * MM_AN_INCH;
    said('pdftoppm', [
      '-png',
      '-gray',
      '-r',
      String(DPI),
      '-f',
      '1',
      '-l',
      '1',
      file,
      join(folder, 'page'),
    ]);
    const [picture = ''] = readdirSync(folder).filter((name) => name.endsWith('.png'));
    return {
      sizes: [...pages].map(([, width, height]) => ({
        widthMm: mm(width),
        heightMm: mm(height),
      })),
      text: said('pdftotext', [file, '-']),
      code: scan(PNG.sync.read(readFileSync(join(folder, picture)))),
      bitmaps: said('pdfimages', ['-list', file]).trim().split('\n').length - 2,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
