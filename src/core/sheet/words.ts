import type { Currency } from '../money.ts';
import type { Language } from '../service/person.ts';
import { da } from './words/da.ts';
import { en } from './words/en.ts';
import { fi } from './words/fi.ts';
import { nb } from './words/nb.ts';
import { sv } from './words/sv.ts';

/** What the sheet says in one language; `{brand}`, `{age}` and `{date}` are filled in. */
export interface SheetWords {
  readonly title: string;
  readonly steps: readonly [string, string, string];
  readonly scan: string;
  readonly machine: string;
  readonly prices: string;
  readonly age: string;
  readonly allergens: string;
  readonly allergensAsk: string;
  readonly terms: readonly [string, string];
  readonly seller: string;
  readonly number: string;
  readonly refund: string;
  readonly quote: string;
  readonly printed: string;
  /** Under the ruler of the test page; `{mm}` is its length. */
  readonly test: string;
}

/** Rises whenever the words change: what hangs on a machine is then of an older edition. */
export const SHEET_EDITION = 1;

const WORDS: Readonly<Record<Language, SheetWords>> = { nb, sv, da, fi, en };
const BRANDS: Readonly<Record<Currency, string>> = {
  NOK: 'Vipps',
  DKK: 'MobilePay',
  EUR: 'MobilePay',
};
const MARKET_LANGUAGE: Readonly<Record<Currency, Language>> = { NOK: 'nb', DKK: 'da', EUR: 'fi' };

export function wordsOf(language: Language): SheetWords {
  return WORDS[language];
}

/** The name that customers of the market know the app by. */
export function brandOf(currency: Currency): string {
  return BRANDS[currency];
}

export function languageOfMarket(currency: Currency): Language {
  return MARKET_LANGUAGE[currency];
}

/** Fills in `{name}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '');
}
