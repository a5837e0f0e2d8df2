import { fill } from '../locales/fill.ts';
import { lineMark, NOTHING, paragraph, space, stack, type Block, type Type } from './block.ts';
import { quietMm } from './code-size.ts';
import { intoColumns } from './columns.ts';
import type { SheetContent } from './content.ts';
import type { Mark, Measure, Page } from './marks.ts';
import { PAPER_SIZES, type Paper } from './paper.ts';
import { rowBlocks } from './rows.ts';
import { bold, STYLES, type Style } from './styles.ts';
import { wordsOf, type SheetWords } from './words.ts';

export interface LayoutTools {
  readonly measure: Measure;
  /** The day of printing, as it is written: `2026-11-25`. */
  readonly printedOn: string;
}

interface Desk {
  readonly content: SheetContent;
  readonly style: Style;
  readonly measure: Measure;
  readonly widthMm: number;
  /** The words of each language, the first one first. */
  readonly words: readonly SheetWords[];
  readonly brand: string;
}

function deskOf(content: SheetContent, paper: Paper, { measure }: LayoutTools): Desk {
  const style = STYLES[paper];
  return {
    content,
    style,
    measure,
    widthMm: PAPER_SIZES[paper].widthMm - 2 * style.marginMm,
    words: content.languages.map(wordsOf),
    brand: content.brand,
  };
}

/** The same sentence in every language of the sheet, one under the other. */
function inAll(
  desk: Desk,
  say: (words: SheetWords) => string,
  look: { readonly type: Type; readonly widthMm?: number },
): Block {
  const { measure, brand } = desk;
  const widthMm = look.widthMm ?? desk.widthMm;
  const sentences = [...new Set(desk.words.map((words) => fill(say(words), { brand })))];
  return stack(
    sentences.map((sentence) => paragraph(sentence, look.type, { widthMm, measure })),
    look.type.sizeMm * 0.3,
  );
}

/** Large in the first language, smaller in the second. */
function titles(desk: Desk): Block {
  const { style, measure, widthMm, brand } = desk;
  const sentences = [...new Set(desk.words.map(({ title }) => fill(title, { brand })))];
  return stack(
    sentences.map((sentence, index) => {
      const type = index === 0 ? style.title : { ...style.title, sizeMm: style.title.sizeMm * 0.6 };
      return paragraph(sentence, type, { widthMm, measure });
    }),
  );
}

function steps(desk: Desk, widthMm: number): Block {
  const { style, measure, brand } = desk;
  return stack(
    desk.words.map((words) =>
      stack(
        [words['steps.1'], words['steps.2'], words['steps.3']].map((step, index) =>
          paragraph(`${String(index + 1)}. ${fill(step, { brand })}`, style.text, {
            widthMm,
            measure,
          }),
        ),
        style.text.sizeMm * 0.35,
      ),
    ),
    style.gapMm * 0.6,
  );
}

/** The machine's name and place: what a customer tells the seller. */
function whose(desk: Desk, widthMm: number): Block {
  const { content, style, measure } = desk;
  const named = [...new Set(desk.words.map(({ machine }) => machine))].join(' / ');
  return stack([
    paragraph(named, style.small, { widthMm, measure }),
    paragraph(content.machineId, style.id, { widthMm, measure }),
    paragraph(content.location, style.text, { widthMm, measure }),
  ]);
}

/** Title, code, steps: what a customer needs first. */
function header(desk: Desk): Block {
  const { content, style } = desk;
  const { codeMm, marginMm } = style;
  const quiet = quietMm(content.code, codeMm);
  const indent = Math.max(0, quiet - marginMm);
  const besideX = indent + codeMm + quiet;
  const besideMm = desk.widthMm - besideX;
  const beside = stack(
    style.hasStepsBeside
      ? [whose(desk, besideMm), steps(desk, besideMm)]
      : [
          whose(desk, besideMm),
          inAll(desk, ({ scan }) => scan, { type: bold(style.text), widthMm: besideMm }),
        ],
    style.gapMm,
  );
  const code: Block = {
    heightMm: Math.max(codeMm + 2 * quiet, beside.heightMm + quiet),
    at: (xMm, yMm) => [
      { kind: 'code', xMm: xMm + indent, yMm: yMm + quiet, sideMm: codeMm },
      ...beside.at(xMm + besideX, yMm + quiet),
    ],
  };
  const below = style.hasStepsBeside ? NOTHING : steps(desk, desk.widthMm);
  return stack([titles(desk), code, below, space(style.gapMm)]);
}

/** Age, allergens, terms, seller: what must be readable before anybody buys. */
function notes(desk: Desk): readonly Block[] {
  const { content, style, measure, widthMm } = desk;
  const { rows, operator } = content;
  const ages = [...new Set(rows.map((row) => row.minimumAge))].filter((age) => age > 0);
  const isSilent = rows.some((row) => row.allergens === '');
  const ageNotes = [...ages]
    .sort((one, other) => one - other)
    .map((age) =>
      inAll(desk, (words) => fill(words.age, { age: String(age) }), { type: bold(style.small) }),
    );
  const label = (say: (words: SheetWords) => string): string =>
    [...new Set(desk.words.map(say))].join(' / ');
  const line = (text: string, type: Type): Block => paragraph(text, type, { widthMm, measure });
  const { name, number, address, refundContact } = operator;
  const seller = stack([
    name === '' ? NOTHING : line(`${label((words) => words.seller)}: ${name}`, bold(style.text)),
    number === '' ? NOTHING : line(`${label((words) => words.number)} ${number}`, style.text),
    address === '' ? NOTHING : line(address, style.text),
  ]);
  const refund =
    refundContact === ''
      ? NOTHING
      : stack([
          line(`${label((words) => words.refund)}: ${refundContact}`, bold(style.text)),
          inAll(desk, ({ quote }) => quote, { type: style.small }),
        ]);
  return [
    ...ageNotes,
    isSilent && rows.length > 0
      ? inAll(desk, ({ allergensAsk }) => allergensAsk, { type: style.small })
      : NOTHING,
    ...desk.words.flatMap((words) =>
      [words['terms.1'], words['terms.2']].map((term) => line(term, style.small)),
    ),
    stack([seller, refund], style.small.sizeMm * 0.5),
  ].filter((block) => block.heightMm > 0);
}

/** Pages that are filled from above, one after another. */
interface Pages {
  yMm: number;
  readonly done: Mark[][];
}

/** The price list, flowing on to as many pages as it needs; then the notes. */
function flow(
  desk: Desk,
  area: { readonly top: number; readonly bottom: number },
): readonly Mark[][] {
  const { style, content, measure, widthMm } = desk;
  const first = header(desk);
  const pages: Pages = {
    yMm: area.top + first.heightMm,
    done: [[...first.at(style.marginMm, area.top)]],
  };
  const put = (marks: readonly Mark[]): void => {
    pages.done.at(-1)?.push(...marks);
  };
  const turn = (): void => {
    pages.done.push([]);
    pages.yMm = area.top;
  };
  const columnMm = (widthMm - style.gapMm * (style.columns - 1)) / style.columns;
  let waiting: readonly Block[] = content.rows.flatMap((row) =>
    rowBlocks(row, { content, style, measure, widthMm: columnMm }),
  );
  const tallest = Math.max(0, ...waiting.map((block) => block.heightMm));
  while (waiting.length > 0) {
    if (area.bottom - pages.yMm < tallest) turn();
    const { columns, rest, heightMm } = intoColumns(
      waiting,
      style.columns,
      area.bottom - pages.yMm,
    );
    for (const [index, column] of columns.entries()) {
      put(stack(column).at(style.marginMm + index * (columnMm + style.gapMm), pages.yMm));
    }
    pages.yMm += heightMm + style.gapMm * 0.5;
    waiting = rest;
    if (rest.length > 0) turn();
  }
  for (const note of notes(desk)) {
    if (pages.yMm + note.heightMm > area.bottom) turn();
    put(note.at(style.marginMm, pages.yMm));
    pages.yMm += note.heightMm + style.small.sizeMm * 0.5;
  }
  return pages.done;
}

function layoutSheet(content: SheetContent, paper: Paper, tools: LayoutTools): readonly Page[] {
  const desk = deskOf(content, paper, tools);
  const { style, measure } = desk;
  const size = PAPER_SIZES[paper];
  const footMm = style.small.sizeMm * 2;
  const pages = flow(desk, {
    top: style.marginMm,
    bottom: size.heightMm - style.marginMm - footMm,
  });
  const [words] = desk.words;
  return pages.map((marks, index) => {
    const number = pages.length === 1 ? '' : `   ${String(index + 1)} / ${String(pages.length)}`;
    const printed = fill(words?.printed ?? '', { date: tools.printedOn });
    const place = {
      xMm: style.marginMm,
      yMm: size.heightMm - style.marginMm - style.small.sizeMm,
      measure,
    };
    const foot = lineMark(`${content.machineId}   ${printed}${number}`, style.small, place);
    return { size, marks: [...marks, foot] };
  });
}

/** A sticker: the code, whose it is, and where money comes back. */
function layoutLabel(content: SheetContent, tools: LayoutTools): readonly Page[] {
  const desk = deskOf(content, 'label', tools);
  const { style, measure, widthMm } = desk;
  const size = PAPER_SIZES.label;
  const { codeMm } = style;
  const quiet = quietMm(content.code, codeMm);
  const { name, refundContact } = content.operator;
  const label = [...new Set(desk.words.map((words) => words.refund))].join(' / ');
  const under = stack(
    [
      inAll(desk, ({ scan }) => scan, { type: style.title }),
      stack([
        paragraph(content.machineId, style.id, { widthMm, measure }),
        paragraph(content.location, style.text, { widthMm, measure }),
      ]),
      stack([
        paragraph(name, style.small, { widthMm, measure }),
        refundContact === ''
          ? NOTHING
          : paragraph(`${label}: ${refundContact}`, style.small, { widthMm, measure }),
      ]),
    ],
    style.gapMm * 0.6,
  );
  const codeX = (size.widthMm - codeMm) / 2;
  const marks: readonly Mark[] = [
    { kind: 'code', xMm: codeX, yMm: quiet, sideMm: codeMm },
    ...under.at(style.marginMm, codeMm + 2 * quiet),
  ];
  const bottom = size.heightMm - style.marginMm;
  const over = codeMm + 2 * quiet + under.heightMm - bottom;
  return [{ size: over > 0 ? { ...size, heightMm: size.heightMm + over } : size, marks }];
}

/** What is printed, to the millimetre. Nothing is cut: what does not fit goes on to further columns and pages. */
export function layoutOf(content: SheetContent, paper: Paper, tools: LayoutTools): readonly Page[] {
  return paper === 'label' ? layoutLabel(content, tools) : layoutSheet(content, paper, tools);
}
