/** The audit log. Nothing changes an entry but `undone_by`, which stands outside the hash. */
export const CHANGES_SCHEMA = `
  CREATE TABLE change (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    patches TEXT NOT NULL,
    detail TEXT,
    undoes INTEGER,
    undone_by INTEGER,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX change_by_time ON change (at);
  `;
