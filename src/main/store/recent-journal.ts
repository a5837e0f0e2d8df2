import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const journalRow = z.object({
  sequence: z.number(),
  version: z.number(),
  reference: z.string(),
  at: z.number(),
  kind: z.string(),
  event: z.string(),
});
export type JournalRow = z.infer<typeof journalRow>;

/** The last rows of the journal as they stand in the file, oldest first. */
export function recentJournal(database: Database, limit: number): readonly JournalRow[] {
  const sql = `SELECT sequence, version, reference, at, kind, event FROM journal
    ORDER BY sequence DESC LIMIT ?`;
  return [...database.all(journalRow, sql, limit)].reverse();
}
