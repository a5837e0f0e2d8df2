import { decodeSaleNotes, encodeSaleNotes } from '#contract/journal/sale-note.ts';
import type { PlacedNote } from '#core/sales/sale-note.ts';
import type { HeldNote } from '#core/store/sale-store.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const noteRow = z.object({ reference: z.string(), after: z.number(), notes: z.string() });

/** A sale that Vipps refuses for days keeps only its first notes. */
const MOST_ROWS = 200;

/** Call before writing the journal entry that they go with. One row for what was heard between two entries. */
export function writeNotes(database: Database, reference: string, held: readonly HeldNote[]): void {
  const places = [...new Set(held.map(({ entriesSince }) => entriesSince))];
  for (const entriesSince of places) {
    const notes = held.filter((one) => one.entriesSince === entriesSince).map(({ note }) => note);
    database.run(
      `INSERT INTO sale_note (reference, after, notes)
         SELECT ?1, (SELECT count(*) FROM journal WHERE reference = ?1) - ?2, ?3
         WHERE (SELECT count(*) FROM sale_note WHERE reference = ?1) < ${String(MOST_ROWS)}`,
      reference,
      entriesSince,
      encodeSaleNotes(notes),
    );
  }
}

/** The notes of each of these sales, oldest first. */
export function readNotes(
  database: Database,
  references: readonly string[],
): ReadonlyMap<string, readonly PlacedNote[]> {
  const rows = database.all(
    noteRow,
    `SELECT reference, after, notes FROM sale_note
       WHERE reference IN (SELECT value FROM json_each(?)) ORDER BY reference, id`,
    JSON.stringify(references),
  );
  const found = new Map<string, readonly PlacedNote[]>();
  for (const { reference, after, notes } of rows) {
    const placed = decodeSaleNotes(notes).map((note) => ({ note, after }));
    found.set(reference, [...(found.get(reference) ?? []), ...placed]);
  }
  return found;
}
