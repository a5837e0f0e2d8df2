import type { Currency } from '../money.ts';
import type { Language } from '../service/person.ts';
import { da } from './words/da.ts';
import { en } from './words/en.ts';
import { fi } from './words/fi.ts';
import { nb } from './words/nb.ts';
import type { SheetWords } from './words/sheet-words.ts';
import { sv } from './words/sv.ts';

/** Rises whenever the words change: what hangs on a machine is then of an older edition. */
export const SHEET_EDITION = 1;

const WORDS: Readonly<Record<Language, SheetWords>> = { nb, sv, da, fi, en };
const MARKET_LANGUAGE: Readonly<Record<Currency, Language>> = { NOK: 'nb', DKK: 'da', EUR: 'fi' };

export function wordsOf(language: Language): SheetWords {
  return WORDS[language];
}

export function languageOfMarket(currency: Currency): Language {
  return MARKET_LANGUAGE[currency];
}

/** Fills in `{name}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
}
