import { LANGUAGES, type Language } from '#core/base/language.ts';

export type Texts = Readonly<Record<string, string>>;
export type AllTexts = Readonly<Record<Language, Texts>>;

export interface TextFault {
  readonly kind:
    | 'missing'
    | 'not in English'
    | 'empty'
    | 'not translated'
    | 'other values'
    | 'no plural'
    | 'unused';
  readonly key: string;
  readonly language: Language;
}

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const VALUE = /\{\{\w+\}\}/g;

/** The key without its plural suffix, as the code uses it. */
export const namedKey = (key: string): string => key.replace(PLURAL, '');

const valuesIn = (text: string): string =>
  [...new Set([...text.matchAll(VALUE)].map(String))].sort().join(' ');

/** The words of a text; a lone value, sign or unit is the same in every language. */
const wordsIn = (text: string): string =>
  text
    .replace(VALUE, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

function faultOf(
  language: Language,
  key: string,
  { texts, same }: Asked,
): TextFault['kind'] | undefined {
  const text = texts[language][key];
  const english = texts.en[key] ?? '';
  if (text === undefined) return 'missing';
  if (text.trim() === '') return 'empty';
  if (valuesIn(text) !== valuesIn(english)) return 'other values';
  const words = wordsIn(text);
  const isCopied = language !== 'en' && text === english && words !== '';
  return isCopied && same[words]?.includes(language) !== true ? 'not translated' : undefined;
}

/** A plural key needs a text for each plural form of the language. */
function pluralFaults(language: Language, { texts }: Asked): readonly TextFault[] {
  const keys = Object.keys(texts[language]);
  const bases = new Set(keys.filter((key) => PLURAL.test(key)).map(namedKey));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...bases].flatMap((base) =>
    forms
      .map((form) => `${base}_${form}`)
      .filter((key) => texts[language][key] === undefined)
      .map((key): TextFault => ({ kind: 'no plural', key, language })),
  );
}

export interface Asked {
  readonly texts: AllTexts;
  /** Words that equal the English ones, with the languages in which they do. */
  readonly same: Readonly<Record<string, readonly Language[]>>;
  readonly isUsed: (key: string) => boolean;
}

/** Every fault in the texts of a room; English is the reference. */
export function textFaults(asked: Asked): readonly TextFault[] {
  const { texts, isUsed } = asked;
  const english = Object.keys(texts.en);
  const unused = english
    .filter((key) => !isUsed(namedKey(key)))
    .map((key): TextFault => ({ kind: 'unused', key, language: 'en' }));
  const others = LANGUAGES.flatMap((language) => [
    ...english.flatMap((key): readonly TextFault[] => {
      const kind = faultOf(language, key, asked);
      return kind === undefined ? [] : [{ kind, key, language }];
    }),
    ...Object.keys(texts[language])
      .filter((key) => texts.en[key] === undefined)
      .map((key): TextFault => ({ kind: 'not in English', key, language })),
    ...pluralFaults(language, asked),
  ]);
  return [...unused, ...others];
}
