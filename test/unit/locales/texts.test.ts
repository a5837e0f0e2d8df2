import type { Language } from '#core/base/language.ts';
import { describe, expect, it } from 'vitest';
import { textFaults, type AllTexts, type Asked } from '../../support/text-faults.ts';
import { codeOf, TEXT_ROOMS, textsOf, type TextRoom } from '../../support/texts.ts';

const SCANDINAVIAN: readonly Language[] = ['nb', 'sv', 'da'];

/** Truly the same word; whatever else equals the English text has not been translated. */
const SAME: Readonly<Record<string, readonly Language[]>> = {
  s: [...SCANDINAVIAN, 'fi'],
  ms: [...SCANDINAVIAN, 'fi'],
  MB: SCANDINAVIAN,
  C: [...SCANDINAVIAN, 'fi'],
  OK: [...SCANDINAVIAN, 'fi'],
  Full: ['nb'],
  Goodwill: SCANDINAVIAN,
  Period: ['sv'],
  Reference: ['da'],
  Service: SCANDINAVIAN,
  'Status C': SCANDINAVIAN,
  System: SCANDINAVIAN,
  Version: ['sv', 'da'],
};

/** Named as a whole, as `words.title` or `{ title }`, or begun in a template: `status.reason.${reason}`. */
function usedIn(room: TextRoom): (key: string) => boolean {
  const code = codeOf(room);
  return (key) => {
    const parts = key.split('.');
    if (code.includes(`'${key}'`)) return true;
    if (parts.some((_part, at) => code.includes(`\`${parts.slice(0, at).join('.')}.\${`)))
      return true;
    if (room === 'renderer') return false;
    const local = parts.slice(1).join('.');
    const isBegun = code.includes(`\`${parts.slice(1, 2).join('')}.\${`);
    return isBegun || new RegExp(`['.]${local}\\b|[{,] ${local}\\b`).test(code);
  };
}

const askedOf = (room: TextRoom): Asked => ({
  texts: textsOf(room),
  same: SAME,
  isUsed: usedIn(room),
});

describe.each(TEXT_ROOMS)('the texts of %s', (room) => {
  it('stand in all five languages, translated, with the same values and every plural; each is used', () => {
    const asked = askedOf(room);
    expect(Object.keys(asked.texts.en).length).toBeGreaterThan(1);
    expect(textFaults(asked)).toEqual([]);
  });
});

it('every word on the list of those that are the same is in use', () => {
  const all = TEXT_ROOMS.map((room) => ({ texts: textsOf(room), isUsed: () => true }));
  for (const word of Object.keys(SAME)) {
    const { [word]: _gone, ...same } = SAME;
    expect(
      all.flatMap((asked) => textFaults({ ...asked, same })),
      word,
    ).not.toEqual([]);
  }
});

describe('a seeded fault is found', () => {
  const { texts, same } = askedOf('renderer');
  const having = (language: Language, change: Readonly<Record<string, string>>): AllTexts => ({
    ...texts,
    [language]: { ...texts[language], ...change },
  });
  const without = (language: Language, key: string): AllTexts => {
    const { [key]: _gone, ...rest } = texts[language];
    return { ...texts, [language]: rest };
  };
  const used = (): boolean => true;

  it.each([
    ['missing', without('fi', 'sales.title'), 'sales.title', 'fi'],
    ['not in English', having('da', { 'sales.old': 'Gammelt' }), 'sales.old', 'da'],
    ['empty', having('sv', { 'sales.title': ' ' }), 'sales.title', 'sv'],
    ['not translated', having('nb', { 'sales.title': 'Sales' }), 'sales.title', 'nb'],
    ['other values', having('fi', { 'status.charged': '{{sum}}' }), 'status.charged', 'fi'],
  ] as const)('%s', (kind, seeded, key, language) => {
    expect(textFaults({ texts: seeded, same, isUsed: used })).toEqual([{ kind, key, language }]);
  });

  it('no plural', () => {
    const seeded = without('sv', 'frame.waiting_other');
    expect(textFaults({ texts: seeded, same, isUsed: used })).toContainEqual({
      kind: 'no plural',
      key: 'frame.waiting_other',
      language: 'sv',
    });
  });

  it('unused', () => {
    const isUsed = (key: string): boolean => key !== 'sales.title';
    expect(textFaults({ texts, same, isUsed })).toEqual([
      { kind: 'unused', key: 'sales.title', language: 'en' },
    ]);
  });
});
