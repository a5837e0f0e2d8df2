/** What was printed or saved to be posted on the machine; `content` is what stood on it. */
export const SHEET_SCHEMA = `
  CREATE TABLE posted (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    what TEXT NOT NULL,
    paper TEXT NOT NULL,
    way TEXT NOT NULL,
    target TEXT NOT NULL,
    job INTEGER,
    state TEXT NOT NULL,
    wants TEXT NOT NULL DEFAULT '[]',
    content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX posted_by_kind ON posted (what, state, id);
  CREATE INDEX posted_by_way ON posted (way, id);
  `;
