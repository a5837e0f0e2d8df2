/** What is sold, as far as the law asks. */
export const VAT_CATEGORIES = ['food', 'standard'] as const;
export type VatCategory = (typeof VAT_CATEGORIES)[number];
