import type { Slot } from '#core/catalogue/slot.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { join } from 'node:path';
import { z } from 'zod';
import { readSlots } from '../../../src/main/store/catalogue.ts';
import { KIOSK_MIGRATIONS } from '../../../src/main/store/kiosk-schema.ts';
import { readSalesPage, type ExportedSale } from '../../../src/main/store/sales-export.ts';

export interface ReviewNote {
  readonly reference: string | null;
  readonly kind: string;
  readonly detail: string;
}

const reviewRow = z.object({
  reference: z.string().nullable(),
  kind: z.string(),
  detail: z.string(),
});
const eventRow = z.object({ kind: z.string() });

/** What stands in the kiosk's file, read as anybody else would read it. */
export interface HouseRecords {
  /** Oldest first. */
  sales(): readonly ExportedSale[];
  reviews(): readonly ReviewNote[];
  slots(): readonly Slot[];
  stockOf(selection: string): number;
  /** The kinds of a sale's events, in order. */
  journalOf(reference: string): readonly string[];
}

export function readHouse(dataDir: () => string): HouseRecords {
  function read<Value>(ask: (database: Database) => Value): Value {
    const database = openDatabase({
      path: join(dataDir(), 'kiosk.db'),
      migrations: KIOSK_MIGRATIONS,
    });
    try {
      return ask(database);
    } finally {
      database.close();
    }
  }
  const slots = (): readonly Slot[] => read(readSlots);
  return {
    sales: () => read((database) => readSalesPage(database, undefined, 1_000_000)),
    reviews: () =>
      read((database) =>
        database.all(reviewRow, 'SELECT reference, kind, detail FROM review ORDER BY id'),
      ),
    slots,
    stockOf: (selection) => slots().find((slot) => slot.selection === selection)?.stock ?? -1,
    journalOf: (reference) =>
      read((database) =>
        database
          .all(
            eventRow,
            'SELECT kind FROM journal WHERE reference = ? ORDER BY sequence',
            reference,
          )
          .map((row) => row.kind),
      ),
  };
}
