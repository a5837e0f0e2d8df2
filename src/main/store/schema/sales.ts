const GROUP = `CASE
      WHEN refunded > 0 THEN 'refunded'
      WHEN outcome = 'sold' THEN 'sold'
      WHEN outcome IN ('vendFailed', 'captureRefused', 'createRefused') THEN 'failed'
      WHEN outcome IN ('notApproved', 'declined', 'expired', 'turnedAway') THEN 'notApproved'
      WHEN outcome IN ('unknownReleased', 'unknownCharged', 'droppedUncharged') THEN 'unknown'
      ELSE 'released'
    END`;

/**
 * How a million sales are searched (ADR 19). An ended sale is indexed: by its kind, which is
 * its product and outcome, and by the end of its reference.
 */
export const SALES_SCHEMA = `
  CREATE TABLE sale_kind (
    id INTEGER PRIMARY KEY,
    product TEXT NOT NULL,
    sale_group TEXT NOT NULL,
    UNIQUE (product, sale_group)
  ) STRICT;
  INSERT INTO sale_kind (product, sale_group)
    SELECT DISTINCT coalesce(product, ''), ${GROUP} FROM sale WHERE is_open = 0;
  ALTER TABLE sale ADD COLUMN kind INTEGER;
  UPDATE sale SET kind =
    (SELECT id FROM sale_kind WHERE sale_kind.product = coalesce(sale.product, '') AND sale_group = ${GROUP})
    WHERE is_open = 0;
  CREATE INDEX sale_by_kind ON sale (kind, started_at) WHERE is_open = 0;
  CREATE INDEX sale_by_price ON sale (kind, price, started_at) WHERE is_open = 0 AND price IS NOT NULL;
  CREATE INDEX sale_by_reserve ON sale (kind, reserved, started_at) WHERE is_open = 0 AND reserved > 0;
  CREATE INDEX sale_by_charge ON sale (kind, captured, started_at)
    WHERE is_open = 0 AND captured > 0 AND captured IS NOT price;

  CREATE VIRTUAL TABLE sale_tail USING fts5
    (reference UNINDEXED, tail, detail = none, columnsize = 0, tokenize = 'trigram');
  INSERT INTO sale_tail (reference, tail) SELECT reference, substr(reference, -22) FROM sale WHERE is_open = 0;
  `;
