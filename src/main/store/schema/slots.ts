/**
 * What a technician says of a slot beside the catalogue file: out of sale, where it is, what is in it; and the price
 * that the machine last asked for an item, whichever slot that is.
 */
export const SLOTS_SCHEMA = `
  ALTER TABLE slot ADD COLUMN allergens TEXT NOT NULL DEFAULT '';
  ALTER TABLE slot ADD COLUMN is_blocked INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE slot ADD COLUMN tray TEXT;
  ALTER TABLE slot ADD COLUMN tray_column INTEGER;
  ALTER TABLE slot ADD COLUMN width INTEGER;

  CREATE TABLE device_price (item INTEGER PRIMARY KEY, price INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
  `;
