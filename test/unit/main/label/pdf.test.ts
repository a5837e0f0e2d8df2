import { layoutOf } from '#core/sheet/layout.ts';
import { PAPER_SIZES, PAPERS } from '#core/sheet/paper.ts';
import { STYLES } from '#core/sheet/styles.ts';
import { testPage } from '#core/sheet/test-page.ts';
import { describe, expect, it } from 'vitest';
import { createMeasure } from '../../../../src/main/label/fonts.ts';
import { pdfOf } from '../../../../src/main/label/pdf.ts';
import { drawQr } from '../../../../src/main/label/qr-source.ts';
import { CODE, contentWith, reachOf, slotsOf } from '../../../support/sheets.ts';
import { readPdf } from '../../../support/pdf.ts';

const measure = createMeasure();
const AT = Date.UTC(2026, 10, 25);

/** Modules a side, and the quiet that is drawn around them, of a picture of ours. */
function modulesOf(svg: string): number {
  return Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
}

describe('the printed page', () => {
  it.each(PAPERS)(
    'on %s is true to the millimetre, and its code is read by a scanner',
    async (paper) => {
      const codeSvg = await drawQr(CODE);
      const content = contentWith({ languages: ['nb', 'en'], slots: slotsOf(24) });
      const pages = layoutOf(content, paper, { measure, printedOn: '2026-11-25' });
      const pdf = readPdf(await pdfOf(pages, { title: 'vm-0001', codeSvg, atMs: AT }));
      const { widthMm, heightMm } = PAPER_SIZES[paper];
      expect(pdf.sizes).toHaveLength(pages.length);
      for (const size of pdf.sizes) {
        expect(Math.abs(size.widthMm - widthMm)).toBeLessThan(0.05);
        if (paper !== 'label') expect(Math.abs(size.heightMm - heightMm)).toBeLessThan(0.05);
      }
      const modules = modulesOf(codeSvg);
      const wantedMm = (STYLES[paper].codeMm * (modules - 8)) / modules;
      expect(pdf.code?.content).toBe(CODE);
      expect(Math.abs((pdf.code?.sideMm ?? 0) - wantedMm)).toBeLessThan(0.35);
      // A module is wide enough for any telephone.
      expect(wantedMm / (modules - 8)).toBeGreaterThan(0.8);
      expect(pdf.text).toContain('vm-0001');
      if (paper !== 'label') expect(pdf.text).toContain('36,50 kr');
      expect(pdf.bitmaps).toBe(0);
      for (const page of pages) {
        expect(reachOf(page).right).toBeLessThanOrEqual(widthMm - STYLES[paper].marginMm + 0.01);
      }
    },
  );

  it('has the letters of all five languages and of names from elsewhere; others are a question mark', async () => {
    const product = 'Blåbær Ærø Öl Žluťoučký 水';
    const slots = [{ selection: 'A1', product, priceMinor: 2500, minimumAge: 0 }];
    const pages = layoutOf(contentWith({ slots }), 'A4', { measure, printedOn: '2026-11-25' });
    const codeSvg = await drawQr(CODE);
    const pdf = readPdf(await pdfOf(pages, { title: 't', codeSvg, atMs: AT }));
    expect(pdf.text.replace(/\s+/g, ' ')).toContain('Blåbær Ærø Öl Žluťoučký ?');
  });

  it('takes nothing from outside into the picture of the code', async () => {
    const drawn = await drawQr(CODE);
    const codeSvg = drawn.replace(
      '</svg>',
      '<image href="/etc/hostname" width="9" height="9"/></svg>',
    );
    const page = testPage({
      machineId: 'vm-0001',
      code: CODE,
      paper: 'A4',
      languages: ['nb'],
      measure,
    });
    const pdf = readPdf(await pdfOf([page], { title: 't', codeSvg, atMs: AT }));
    expect(pdf.code?.content).toBe(CODE);
    expect(pdf.text).toContain('100 mm');
  });
});
