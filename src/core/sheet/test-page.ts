import { fill } from '../locales/fill.ts';
import type { Language } from '../base/language.ts';
import { lineMark, paragraph, stack } from './block.ts';
import { quietMm } from './code-size.ts';
import type { Mark, Measure, Page } from './marks.ts';
import { PAPER_SIZES, type Paper } from './paper.ts';
import { STYLES } from './styles.ts';
import { wordsOf } from './words.ts';

/** As long as the narrowest paper allows. */
export const RULER_MM: Readonly<Record<Paper, number>> = { A4: 100, A5: 100, A6: 80, label: 50 };
const CENTIMETRE = 10;

function ruler(xMm: number, yMm: number, lengthMm: number): readonly Mark[] {
  const ticks = Array.from({ length: lengthMm + 1 }, (_, millimetre): Mark => {
    const isLong = millimetre % CENTIMETRE === 0;
    const tickMm = isLong ? 5 : millimetre % (CENTIMETRE / 2) === 0 ? 3.5 : 2;
    const x = xMm + millimetre;
    return { kind: 'line', fromMm: [x, yMm], toMm: [x, yMm + tickMm], thickMm: 0.15 };
  });
  return [
    { kind: 'line', fromMm: [xMm, yMm], toMm: [xMm + lengthMm, yMm], thickMm: 0.15 },
    ...ticks,
  ];
}

/** A ruler to lay another one on, a frame at the edge of what is printed, and the code to try. */
export function testPage(facts: {
  readonly machineId: string;
  readonly code: string;
  readonly paper: Paper;
  readonly languages: readonly Language[];
  readonly measure: Measure;
}): Page {
  const { paper, measure, code, machineId } = facts;
  const size = PAPER_SIZES[paper];
  const { marginMm, codeMm, title, text, gapMm } = STYLES[paper];
  const widthMm = size.widthMm - 2 * marginMm;
  const quiet = quietMm(code, codeMm);
  const rulerMm = RULER_MM[paper];
  // A label has room for one.
  const languages = paper === 'label' ? facts.languages.slice(0, 1) : facts.languages;
  const sentences = languages.map((language) =>
    paragraph(fill(wordsOf(language).test, { mm: String(rulerMm) }), text, {
      widthMm: widthMm - 4,
      measure,
    }),
  );
  const codeY = marginMm + quiet;
  const rulerY = codeY + codeMm + quiet;
  const wordsY = rulerY + 5 + gapMm;
  return {
    size,
    marks: [
      {
        kind: 'box',
        xMm: marginMm,
        yMm: marginMm,
        widthMm,
        heightMm: size.heightMm - 2 * marginMm,
      },
      { kind: 'code', xMm: (size.widthMm - codeMm) / 2, yMm: codeY, sideMm: codeMm },
      ...ruler((size.widthMm - rulerMm) / 2, rulerY, rulerMm),
      lineMark(machineId, title, { xMm: marginMm + 2, yMm: wordsY, measure }),
      ...stack(sentences, gapMm).at(marginMm + 2, wordsY + title.sizeMm * 1.3),
    ],
  };
}
