import { lineHeight, lineMark, wrap, type Block, type Type } from './block.ts';
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

interface Line {
  readonly text: string;
  readonly type: Type;
}

/** So many lines of one product stay together; a name that needs more goes on in the next column. */
const LINES_TOGETHER = 8;
const RULE_MM = 0.15;

function ageMark(row: SheetRow): string {
  return row.minimumAge > 0 ? `${String(row.minimumAge)}+` : '';
}

function allergenText(row: SheetRow, content: SheetContent): string {
  if (row.allergens === '') return '';
  const names = content.languages.map((language) => wordsOf(language).allergens);
  return `${[...new Set(names)].join(' / ')}: ${row.allergens}`;
}

/** The lines that stand under one another, indented by the width of the selection. */
function bodyOf(lines: readonly Line[], indentMm: number, measure: Measure): Block {
  const heightMm = lines.reduce((sum, { type }) => sum + lineHeight(type), 0);
  return {
    heightMm,
    at: (xMm, yMm) => {
      let y = yMm;
      return lines.map(({ text, type }) => {
        const mark = lineMark(text, type, { xMm: xMm + indentMm, yMm: y, measure });
        y += lineHeight(type);
        return mark;
      });
    },
  };
}

function rule(widthMm: number, xMm: number, yMm: number): Mark {
  return { kind: 'line', fromMm: [xMm, yMm], toMm: [xMm + widthMm, yMm], thickMm: RULE_MM };
}

/** One product of the price list: selection, name, age, price, and its allergens below. */
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
  const names = wrap(row.product, (part) => measure(part, type) <= nameMm);
  const allergens = wrap(
    allergenText(row, content),
    (part) => measure(part, small) <= widthMm - chosenMm,
  );
  const lines: readonly Line[] = [
    ...(names.length === 0 ? [''] : names).map((text) => ({ text, type })),
    ...allergens.map((text) => ({ text, type: small })),
  ];

  function ends(xMm: number, yMm: number): readonly Mark[] {
    const priceX = xMm + widthMm - measure(price, strong);
    const ageX = priceX - gap - measure(age, strong);
    return [
      lineMark(row.selection, strong, { xMm, yMm, measure }),
      ...(age === '' ? [] : [lineMark(age, strong, { xMm: ageX, yMm, measure })]),
      lineMark(price, strong, { xMm: priceX, yMm, measure }),
    ];
  }
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length; start += LINES_TOGETHER) {
    const body = bodyOf(lines.slice(start, start + LINES_TOGETHER), chosenMm, measure);
    const isLast = start + LINES_TOGETHER >= lines.length;
    blocks.push({
      heightMm: body.heightMm + (isLast ? gap : 0),
      at: (xMm, yMm) => [
        ...(start === 0 ? ends(xMm, yMm) : []),
        ...body.at(xMm, yMm),
        ...(isLast ? [rule(widthMm, xMm, yMm + body.heightMm + gap * 0.4)] : []),
      ],
    });
  }
  return blocks;
}
