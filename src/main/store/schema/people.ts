/** Who may sign in. `pin` is a hash; `locked_at` and `lock_ms` are the lock after too many wrong ones. */
export const PEOPLE_SCHEMA = `
  CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    pin TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_at INTEGER,
    lock_ms INTEGER
  ) STRICT;
  `;
