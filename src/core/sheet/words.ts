import da from '../locales/da/sheet.json' with { type: 'json' };
import en from '../locales/en/sheet.json' with { type: 'json' };
import fi from '../locales/fi/sheet.json' with { type: 'json' };
import nb from '../locales/nb/sheet.json' with { type: 'json' };
import sv from '../locales/sv/sheet.json' with { type: 'json' };
import { MARKET_LANGUAGE } from '../locales/market-language.ts';
import { marketOf, type Currency } from '../money/money.ts';
import type { Language } from '../base/language.ts';

/** Rises whenever the words change: what hangs on a machine is then of an older edition. */
export const SHEET_EDITION = 1;

/** What the sheet says in one language. */
export type SheetWords = Readonly<typeof en>;

const WORDS: Readonly<Record<Language, SheetWords>> = { nb, sv, da, fi, en };

export function wordsOf(language: Language): SheetWords {
  return WORDS[language];
}

export function languageOfMarket(currency: Currency): Language {
  return MARKET_LANGUAGE[marketOf(currency)];
}
