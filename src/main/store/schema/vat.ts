/** The VAT category of a slot; null: its plain rate stands. */
export const VAT_SCHEMA = `
  ALTER TABLE slot ADD COLUMN vat_category TEXT;
  `;
