/** For Health: links, test vends, and when the machine showed a customer's credit. */
export const HEALTH_SCHEMA = `
  ALTER TABLE sale ADD COLUMN credit_at INTEGER;

  CREATE TABLE link_change (
    id INTEGER PRIMARY KEY,
    link TEXT NOT NULL,
    is_up INTEGER NOT NULL,
    at INTEGER NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX link_change_by_link ON link_change (link, id);

  CREATE TABLE test_vend (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    item INTEGER NOT NULL,
    selection TEXT NOT NULL,
    outcome TEXT NOT NULL,
    drop_proof TEXT,
    drop_ms INTEGER
  ) STRICT;
  `;
