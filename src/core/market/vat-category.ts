/** What is sold, as far as the law asks: it sets the VAT, and the age from which it may be sold (core/market/facts.ts). */
export const VAT_CATEGORIES = ['food', 'energyDrink', 'standard'] as const;
export type VatCategory = (typeof VAT_CATEGORIES)[number];
