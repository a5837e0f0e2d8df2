import { expect, it } from 'vitest';
import { LANGUAGES } from '#core/base/language.ts';
import { NOTHING_SET_UP, setupReport, withResult, type SetupProgress } from '#core/setup/setup.ts';
import { setupPage } from '#core/setup/setup-page.ts';
import { SETUP_WORDS } from '#core/setup/setup-words.ts';
import type { Mark } from '#core/sheet/marks.ts';

const facts = { machineId: 'vm-0001', software: '1', atMs: 9, by: 'Anna' };
const measure = (text: string, { sizeMm }: { readonly sizeMm: number }): number =>
  text.length * sizeMm * 0.5;
const when = (atMs: number): string => `at ${String(atMs)}`;

function textsOf(progress: SetupProgress, location?: string): readonly string[] {
  const report = setupReport(progress, { ...facts, location });
  const { marks } = setupPage(report, { words: SETUP_WORDS.en, measure, when });
  return marks.map((mark: Mark) => (mark.kind === 'text' ? mark.text : mark.kind));
}

it('says of each step how it ended, when and by whom', () => {
  const fine = { atMs: 3, by: 'Ola', isFine: true, detail: 'en' };
  const bad = { atMs: 4, by: 'Ola', isFine: false, detail: 'relay failed' };
  const progress = withResult(withResult(NOTHING_SET_UP, 'language', fine), 'network', bad);
  const machine = { driver: 'xy', path: '/dev/x', sessionMode: 'authorise-first' } as const;
  const texts = textsOf({ ...progress, relayUrl: 'https://r', machine }, 'Hall');
  expect(texts).toEqual(
    expect.arrayContaining([
      'Set-up report',
      'Location: Hall',
      'Relay: https://r',
      'Line: xy, /dev/x, authorise-first',
      'Saved: at 9, Anna',
      'Not every step is done.',
      '1. Language: done',
      'at 3, Ola',
      '2. Panel size: not done',
      '3. Network: not in order',
      'relay failed',
    ]),
  );
});

it('is silent about what is not known, and says when all is done', () => {
  const report = setupReport(NOTHING_SET_UP, { ...facts, location: undefined });
  expect(textsOf(NOTHING_SET_UP).some((text) => text.startsWith('Relay'))).toBe(false);
  for (const language of LANGUAGES) {
    const words = SETUP_WORDS[language];
    const { marks } = setupPage({ ...report, isComplete: true }, { words, measure, when });
    expect(marks.some((mark) => mark.kind === 'text' && mark.text === words.complete)).toBe(true);
    expect(marks.every((mark) => mark.kind !== 'text' || mark.yMm < 290)).toBe(true);
  }
});
