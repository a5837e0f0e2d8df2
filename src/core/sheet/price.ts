import { formatMajor, type Currency } from '../money/money.ts';
import type { Language } from '../base/language.ts';

/** As people write it on a price tag, with both decimals: `25,00 kr`, `2,50 €`, `25.00 kr`. */
export function priceTag(amountMinor: number, currency: Currency, language: Language): string {
  const major = formatMajor(amountMinor);
  const written = language === 'en' ? major : major.replace('.', ',');
  return `${written} ${currency === 'EUR' ? '€' : 'kr'}`;
}
