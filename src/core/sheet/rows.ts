import { lineHeight, lineMark, paragraph, type Block } from './block.ts';
import { wrap } from './block.ts';
import type { SheetContent, SheetRow } from './content.ts';
import type { Mark, Measure } from './marks.ts';
import { priceTag } from './price.ts';
import { bold, type Style } from './styles.ts';
import { wordsOf } from './words.ts';

interface RowTools {
  readonly content: SheetContent;
  readonly style: Style;
  readonly widthMm: number;
  readonly measure: Measure;
}

/** A product's name may need several lines; so many stand together, so that no row is taller than a page. */
const LINES_TOGETHER = 8;
const RULE_MM = 0.15;

function ageMark(row: SheetRow): string {
  return row.minimumAge > 0 ? `${String(row.minimumAge)}+` : '';
}

/** One line of the price list and what belongs under it: selection, product, age, price, allergens. */
export function rowBlocks(row: SheetRow, tools: RowTools): readonly Block[] {
  const { content, style, widthMm, measure } = tools;
  const { row: type, small } = style;
  const [language = 'en'] = content.languages;
  const strong = bold(type);
  const price = priceTag(row.priceMinor, content.currency, language);
  const age = ageMark(row);
  const gap = type.sizeMm * 0.5;
  const chosenMm = Math.max(measure('A10', strong), measure(row.selection, strong)) + gap;
  const rightMm = measure(price, strong) + (age === '' ? 0 : measure(age, strong) + gap);
  const nameMm = widthMm - chosenMm - rightMm - gap;
  const lines = wrap(row.product, (part) => measure(part, type) <= nameMm);
  const step = lineHeight(type);

  function first(xMm: number, yMm: number): readonly Mark[] {
    const put = { yMm, measure };
    const priceX = xMm + widthMm - measure(price, strong);
    return [
      lineMark(row.selection, strong, { ...put, xMm }),
      ...(age === ''
        ? []
        : [lineMark(age, strong, { ...put, xMm: priceX - gap - measure(age, strong) })]),
      lineMark(price, strong, { ...put, xMm: priceX }),
    ];
  }
  const parts: Block[] = [];
  for (let start = 0; start === 0 || start < lines.length; start += LINES_TOGETHER) {
    const part = lines.slice(start, start + LINES_TOGETHER);
    parts.push({
      heightMm: Math.max(1, part.length) * step,
      at: (xMm, yMm) => [
        ...(start === 0 ? first(xMm, yMm) : []),
        ...part.map((line, index) =>
          lineMark(line, type, { xMm: xMm + chosenMm, yMm: yMm + index * step, measure }),
        ),
      ],
    });
  }
  return [
    ...parts,
    ...allergenBlocks(row, { ...tools, indentMm: chosenMm, small }),
    rule(widthMm, gap),
  ];
}

function allergenBlocks(
  row: SheetRow,
  tools: RowTools & { readonly indentMm: number; readonly small: Style['small'] },
): readonly Block[] {
  if (row.allergens === '') return [];
  const { content, indentMm, small, widthMm, measure } = tools;
  const names = content.languages.map((language) => wordsOf(language).allergens);
  const text = `${[...new Set(names)].join(' / ')}: ${row.allergens}`;
  const room = widthMm - indentMm;
  const lines = wrap(text, (part) => measure(part, small) <= room);
  return lines.map((line): Block => {
    const block = paragraph(line, small, { widthMm: widthMm * 2, measure });
    return { ...block, at: (xMm, yMm) => block.at(xMm + indentMm, yMm) };
  });
}

function rule(widthMm: number, heightMm: number): Block {
  return {
    heightMm,
    at: (xMm, yMm) => [
      {
        kind: 'line',
        fromMm: [xMm, yMm + heightMm * 0.4],
        toMm: [xMm + widthMm, yMm + heightMm * 0.4],
        thickMm: RULE_MM,
      },
    ],
  };
}
