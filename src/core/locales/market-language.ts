import type { Market } from '../money/money.ts';
import type { Language } from '../base/language.ts';

/** What customers in a market read. */
export const MARKET_LANGUAGE: Readonly<Record<Market, Language>> = { NO: 'nb', DK: 'da', FI: 'fi' };
