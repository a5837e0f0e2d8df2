import { countOf, type CheckState, type Finding } from './finding.ts';
import type { Observation } from './open-questions.ts';

/** What the check found. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly openQuestions: readonly Observation[];
}

const WORDS: Readonly<Record<CheckState, string>> = {
  ok: 'ok',
  warning: 'WARNING',
  mustFix: 'MUST FIX',
  unknown: 'unknown',
  notTried: 'not tried',
};
const STATE_WIDTH = 9;
const ID_WIDTH = 20;

function rowOf({ state, id, sentence }: Finding): string {
  return `  ${WORDS[state].padEnd(STATE_WIDTH)}  ${id.padEnd(ID_WIDTH)}  ${sentence}`;
}

function countText(count: number, one: string, more: string): string {
  return `${String(count)} ${count === 1 ? one : more}`;
}

function sumOf(findings: readonly Finding[]): string {
  const mustFix = countOf(findings, 'mustFix');
  const warnings = countText(countOf(findings, 'warning'), 'warning', 'warnings');
  const open = countOf(findings, 'unknown') + countOf(findings, 'notTried');
  const rest = `${warnings}, ${countText(open, 'thing', 'things')} not known or not tried.`;
  return mustFix === 0
    ? `Nothing must be fixed; ${rest}`
    : `${countText(mustFix, 'thing', 'things')} must be fixed; ${rest}`;
}

const STATES = { notSeen: 'Not seen', partly: 'Partly answered', answered: 'Answered' } as const;

/** The list for a person: the relay first, then each sales unit, then the open questions. */
export function textOf({ findings, openQuestions }: Report): string {
  const units = [...new Set(findings.map(({ salesUnit }) => salesUnit))];
  const blocks = units.map((salesUnit) => {
    const title = salesUnit === undefined ? 'Relay' : `Sales unit ${salesUnit}`;
    const rows = findings.filter((finding) => finding.salesUnit === salesUnit).map(rowOf);
    return [title, ...rows].join('\n');
  });
  const questions = openQuestions.map(
    ({ number, question, state, observed, byHand }) =>
      `  ${String(number)}. ${question} ${STATES[state]}: ${observed}${byHand === undefined ? '' : `\n     By hand: ${byHand}`}`,
  );
  const open = ['Open questions about Vipps', ...questions].join('\n');
  return [...blocks, open, sumOf(findings)].join('\n\n');
}

/** The same for scripts. */
export function jsonOf({ findings, openQuestions }: Report): unknown {
  const counts = {
    ok: countOf(findings, 'ok'),
    warning: countOf(findings, 'warning'),
    mustFix: countOf(findings, 'mustFix'),
    unknown: countOf(findings, 'unknown'),
    notTried: countOf(findings, 'notTried'),
  };
  return { counts, findings, openQuestions };
}
