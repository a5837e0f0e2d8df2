import type { Mark, Measure, TextMark, Weight } from './marks.ts';

/** Something that takes a height and can be put anywhere. */
export interface Block {
  readonly heightMm: number;
  readonly at: (xMm: number, yMm: number) => readonly Mark[];
}

export interface Type {
  readonly sizeMm: number;
  readonly weight: Weight;
}

/** From one line of type to the next, and where in its line the letters stand. */
const LEADING = 1.25;
const BASELINE = 0.95;

export function space(heightMm: number): Block {
  return { heightMm, at: () => [] };
}

export const NOTHING = space(0);

/** The longest beginning that fits; at least one letter. */
function beginning(word: string, fits: (text: string) => boolean): string {
  const letters = Array.from(word);
  let taken = letters.length;
  while (taken > 1 && !fits(letters.slice(0, taken).join(''))) taken -= 1;
  return letters.slice(0, taken).join('');
}

/** Breaks between words; a word that is wider than the line is broken where the line ends. Nothing is left out. */
export function wrap(text: string, fits: (text: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    let rest = word;
    while (!fits(rest) && Array.from(rest).length > 1) {
      const part = beginning(rest, fits);
      lines.push(part);
      rest = rest.slice(part.length);
    }
    line = rest;
  }
  return line === '' ? lines : [...lines, line];
}

export function textMark(
  text: string,
  type: Type,
  place: { readonly xMm: number; readonly yMm: number; readonly measure: Measure },
): TextMark {
  const { xMm, yMm, measure } = place;
  return { kind: 'text', ...type, text, xMm, yMm, widthMm: measure(text, type) };
}

/** A line of type whose upper edge is at `yMm`. */
export function lineMark(
  text: string,
  type: Type,
  place: { readonly xMm: number; readonly yMm: number; readonly measure: Measure },
): TextMark {
  return textMark(text, type, { ...place, yMm: place.yMm + type.sizeMm * BASELINE });
}

export function lineHeight(type: Type): number {
  return type.sizeMm * LEADING;
}

/** A paragraph, broken into as many lines as it needs. */
export function paragraph(
  text: string,
  type: Type,
  { widthMm, measure }: { readonly widthMm: number; readonly measure: Measure },
): Block {
  const lines = wrap(text, (part) => measure(part, type) <= widthMm);
  const step = lineHeight(type);
  return {
    heightMm: lines.length * step,
    at: (xMm, yMm) =>
      lines.map((line, index) => lineMark(line, type, { xMm, yMm: yMm + index * step, measure })),
  };
}

/** One under the other. */
export function stack(blocks: readonly Block[], gapMm = 0): Block {
  const shown = blocks.filter((block) => block.heightMm > 0);
  const heightMm =
    shown.reduce((sum, block) => sum + block.heightMm, 0) + gapMm * Math.max(0, shown.length - 1);
  return {
    heightMm,
    at: (xMm, yMm) => {
      let y = yMm;
      return shown.flatMap((block) => {
        const marks = block.at(xMm, y);
        y += block.heightMm + gapMm;
        return marks;
      });
    },
  };
}
