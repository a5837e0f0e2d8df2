import { wrap } from '#core/sheet/block.ts';
import { fewestModules, quietMm } from '#core/sheet/code-size.ts';
import { layoutOf } from '#core/sheet/layout.ts';
import type { Page } from '#core/sheet/marks.ts';
import { PAPER_SIZES, PAPERS, type Paper } from '#core/sheet/paper.ts';
import { STYLES } from '#core/sheet/styles.ts';
import { RULER_MM, testPage } from '#core/sheet/test-page.ts';
import { LANGUAGES } from '#core/base/language.ts';
import { describe, expect, it } from 'vitest';
import {
  CODE,
  contentWith,
  OPERATOR,
  plainMeasure,
  reachOf,
  slotsOf,
  wordsOn,
} from '../../../support/sheets.ts';

const tools = { measure: plainMeasure, printedOn: '2026-11-25' };
const pagesOf = (facts: Parameters<typeof contentWith>[0], paper: Paper): readonly Page[] =>
  layoutOf(contentWith(facts), paper, tools);

describe('a text', () => {
  const fits = (text: string): boolean => text.length <= 5;

  it('is broken between words, and within one that is too long; nothing is left out', () => {
    expect(wrap('ab cd ef', fits)).toEqual(['ab cd', 'ef']);
    expect(wrap('x abcdefghij kl', fits)).toEqual(['x', 'abcde', 'fghij', 'kl']);
    expect(wrap('  ', fits)).toEqual([]);
    expect(wrap('ab', () => false)).toEqual(['a', 'b']);
  });
});

describe('the white around the code', () => {
  it('is four modules of the coarsest code with that content', () => {
    expect(fewestModules('x'.repeat(17))).toBe(21);
    expect(fewestModules(CODE)).toBe(33);
    expect(fewestModules('x'.repeat(5000))).toBe(57);
    expect(quietMm(CODE, 66)).toBeCloseTo(8);
  });
});

describe('the sheet', () => {
  it.each(PAPERS)('on %s stays on its paper, in every pair of languages', (paper) => {
    for (const language of LANGUAGES) {
      for (const pages of [
        pagesOf({ languages: [language] }, paper),
        pagesOf({ languages: [language, 'en'], slots: slotsOf(60) }, paper),
      ]) {
        for (const page of pages) {
          const { right, bottom } = reachOf(page);
          const { marginMm } = STYLES[paper];
          expect(right).toBeLessThanOrEqual(page.size.widthMm - marginMm + 0.01);
          expect(bottom).toBeLessThanOrEqual(page.size.heightMm - marginMm + 0.01);
          expect(page.size.widthMm).toBe(PAPER_SIZES[paper].widthMm);
        }
      }
    }
  });

  it('has the code once, as large as the paper allows, with its quiet', () => {
    for (const paper of PAPERS) {
      const codes = pagesOf({ slots: slotsOf(60) }, paper).flatMap(({ marks }) =>
        marks.filter((mark) => mark.kind === 'code'),
      );
      expect(codes).toHaveLength(1);
      const [code] = codes;
      const { codeMm } = STYLES[paper];
      expect(code?.sideMm).toBe(codeMm);
      expect(code?.xMm).toBeGreaterThanOrEqual(quietMm(CODE, codeMm) - 0.01);
    }
  });

  it('shows every price, name, age and allergen, whatever their number and length', () => {
    const long = 'Sjokoladeplate med hasselnøtter, havsalt, kardemomme og et svært langt navn';
    const slots = slotsOf(60).map((slot, index) =>
      index === 7 ? { ...slot, product: Array.from({ length: 12 }, () => long).join(' ') } : slot,
    );
    const pages = pagesOf({ slots, languages: ['nb', 'en'] }, 'A6');
    const words = wordsOn(pages);
    expect(pages.length).toBeGreaterThan(1);
    for (const { selection, priceMinor } of slots) {
      expect(words).toContain(selection);
      expect(words).toContain(`${(priceMinor / 100).toFixed(2).replace('.', ',')} kr`);
    }
    expect(words.split('kardemomme')).toHaveLength(13);
    expect(words).toContain('16+');
    expect(words).toContain('Allergener / Allergens: melk, nøtter');
    expect(words).toContain(`1 / ${String(pages.length)}`);
    for (const text of Object.values(OPERATOR)) expect(words).toContain(text);
  });

  it('writes prices as the language does', () => {
    expect(wordsOn(pagesOf({ currency: 'EUR', languages: ['fi'] }, 'A4'))).toContain('25,00 €');
    expect(wordsOn(pagesOf({ languages: ['en'] }, 'A4'))).toContain('25.00 kr');
    // Nobody chose a language at all: the list is still whole.
    expect(wordsOn(pagesOf({ languages: [] }, 'A4'))).toContain('25.00 kr');
  });

  it('leaves out what nobody has said', () => {
    const words = wordsOn(
      pagesOf(
        {
          operator: { name: '', number: '', address: '', refundContact: '' },
          slots: [
            { selection: 'A1', product: '', priceMinor: 100, minimumAge: 0, allergens: 'egg' },
          ],
        },
        'A5',
      ),
    );
    expect(words).not.toContain('Selger:');
    expect(words).not.toContain('Org.nr.');
    expect(words).not.toContain('Noe galt?');
    expect(words).not.toContain('der ingen er nevnt');
    expect(wordsOn(pagesOf({ slots: [] }, 'A5'))).not.toContain('der ingen er nevnt');
  });
});

describe('the label', () => {
  it('grows where its words need more room', () => {
    const [plain] = pagesOf({}, 'label');
    const [grown] = pagesOf({ operator: { ...OPERATOR, name: 'Automat '.repeat(60) } }, 'label');
    expect(plain?.size.heightMm).toBe(100);
    expect(grown?.size.heightMm).toBeGreaterThan(100);
    const bare = { ...OPERATOR, refundContact: '' };
    expect(wordsOn(pagesOf({ operator: bare }, 'label'))).not.toContain('Noe galt?');
  });
});

describe('the test page', () => {
  it.each(PAPERS)('on %s has a ruler, a frame and the code', (paper) => {
    const page = testPage({
      machineId: 'vm-0001',
      code: CODE,
      paper,
      languages: ['nb', 'en'],
      measure: plainMeasure,
    });
    const [ruler] = page.marks.filter((mark) => mark.kind === 'line');
    expect((ruler?.toMm[0] ?? 0) - (ruler?.fromMm[0] ?? 0)).toBeCloseTo(RULER_MM[paper]);
    expect(page.marks.filter((mark) => mark.kind === 'box')).toHaveLength(1);
    expect(page.marks.filter((mark) => mark.kind === 'code')).toHaveLength(1);
    expect(wordsOn([page])).toContain(`${String(RULER_MM[paper])} mm`);
    expect(reachOf(page).bottom).toBeLessThanOrEqual(PAPER_SIZES[paper].heightMm);
  });
});
