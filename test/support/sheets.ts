import type { SheetContent, SheetFacts } from '#core/sheet/content.ts';
import { sheetContent } from '#core/sheet/content.ts';
import type { Mark, Measure, Page, TextMark } from '#core/sheet/marks.ts';

export const CODE = 'https://qr.vipps.no/28/2/05/031/abcdefghijklmnopqrstuv';

export const OPERATOR = {
  name: 'Ås Automatdrift AS',
  number: '974 760 673 MVA',
  address: 'Storgata 1, 1430 Ås',
  refundContact: '+47 22 33 44 55',
};

const PRODUCTS = ['Cola 0,5 l', 'Mineralvann med kullsyre', 'Sjokolade', 'Energidrikk'] as const;

/** This many slots; every fourth has a minimum age of 16 or 18, every third has allergens. */
export function slotsOf(count: number): SheetFacts['slots'] {
  return Array.from({ length: count }, (_, index) => ({
    selection: `${String.fromCharCode(65 + Math.floor(index / 10))}${String((index % 10) + 1)}`,
    product: PRODUCTS[index % PRODUCTS.length] ?? '',
    priceMinor: 2500 + index * 50,
    minimumAge: index % 4 === 3 ? 16 + (index % 8 === 7 ? 2 : 0) : 0,
    allergens: index % 3 === 2 ? 'melk, nøtter' : '',
  }));
}

export function contentWith(facts: Partial<SheetFacts> = {}): SheetContent {
  return sheetContent({
    machineId: 'vm-0001',
    location: 'Kantine A',
    currency: 'NOK',
    brand: 'Vipps',
    languages: 'auto',
    operator: OPERATOR,
    code: CODE,
    slots: slotsOf(6),
    ...facts,
  });
}

/** Measures every letter as half its height wide. */
export const plainMeasure: Measure = (text, { sizeMm }) => Array.from(text).length * sizeMm * 0.5;

const isText = (mark: Mark): mark is TextMark => mark.kind === 'text';

/** The words on the pages, from their marks. */
export function wordsOn(pages: readonly Page[]): string {
  return pages.flatMap(({ marks }) => marks.filter(isText).map(({ text }) => text)).join(' ');
}

/** The lower right corner of the marks of a page, millimetres. */
export function reachOf({ marks }: Page): { readonly right: number; readonly bottom: number } {
  const ends = marks.map((mark): readonly [number, number] => {
    if (mark.kind === 'text') return [mark.xMm + mark.widthMm, mark.yMm];
    if (mark.kind === 'line') return mark.toMm;
    if (mark.kind === 'code') return [mark.xMm + mark.sideMm, mark.yMm + mark.sideMm];
    return [mark.xMm + mark.widthMm, mark.yMm + mark.heightMm];
  });
  return {
    right: Math.max(...ends.map(([x]) => x)),
    bottom: Math.max(...ends.map(([, y]) => y)),
  };
}
