import type { Market } from '../money.ts';
import type { Language } from '../service/person.ts';

/** What customers in a market read. */
export const MARKET_LANGUAGE: Readonly<Record<Market, Language>> = { NO: 'nb', DK: 'da', FI: 'fi' };
