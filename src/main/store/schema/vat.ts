/** What a slot sells as far as VAT is concerned; null: its plain rate stands. */
export const VAT_SCHEMA = `
  ALTER TABLE slot ADD COLUMN vat_category TEXT;
  `;
