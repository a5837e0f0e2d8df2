/** What went over the machine's line and what Vipps answered, beside the journal: several notes in one row,
 * and how many entries of its journal stood before them. */
export const NOTES_SCHEMA = `
  CREATE TABLE sale_note (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL,
    after INTEGER NOT NULL,
    notes TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sale_note_by_reference ON sale_note (reference, id);
  `;
