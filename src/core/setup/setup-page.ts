import { paragraph, space, stack, type Block, type Type } from '../sheet/block.ts';
import type { Measure, Page } from '../sheet/marks.ts';
import { PAPER_SIZES } from '../sheet/paper.ts';
import type { SetupReport, SetupStepView } from './setup.ts';
import type { SetupWords } from './setup-words.ts';

const MARGIN_MM = 18;
const TITLE: Type = { sizeMm: 8, weight: 'bold' };
const HEADING: Type = { sizeMm: 4.4, weight: 'bold' };
const TEXT: Type = { sizeMm: 3.8, weight: 'regular' };

interface PageTools {
  readonly words: SetupWords;
  readonly measure: Measure;
  /** A wall-clock time, as it is written. */
  readonly when: (atMs: number) => string;
}

/** The commissioning report on paper: one A4 page. */
export function setupPage(report: SetupReport, { words, measure, when }: PageTools): Page {
  const size = PAPER_SIZES.A4;
  const widthMm = size.widthMm - 2 * MARGIN_MM;
  const say = (text: string, type: Type): Block => paragraph(text, type, { widthMm, measure });
  const { machine } = report;
  const facts: readonly (readonly [string, string])[] = [
    [words.machine, report.machineId],
    [words.location, report.location ?? ''],
    [words.software, report.software],
    [words.relay, report.relayUrl ?? ''],
    [
      words.line,
      machine === undefined ? '' : `${machine.driver}, ${machine.path}, ${machine.sessionMode}`,
    ],
    [words.saved, `${when(report.savedAtMs)}, ${report.savedBy}`],
  ];
  const stepBlock = ({ step, result }: SetupStepView, index: number): Block => {
    const state = result === undefined ? words.open : result.isFine ? words.done : words.failed;
    const details =
      result === undefined ? [] : [`${when(result.atMs)}, ${result.by}`, result.detail];
    return stack(
      [
        say(`${String(index + 1)}. ${words[`step.${step}`]}: ${state}`, HEADING),
        ...details.map((detail) => say(detail, TEXT)),
      ],
      0.4,
    );
  };
  const all = stack(
    [
      say(words.title, TITLE),
      ...facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => say(`${name}: ${value}`, TEXT)),
      say(report.isComplete ? words.complete : words.incomplete, HEADING),
      space(2),
      ...report.steps.map(stepBlock),
    ],
    3,
  );
  return { size, marks: all.at(MARGIN_MM, MARGIN_MM) };
}
