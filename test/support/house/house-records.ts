import type { SaleGroup } from '#core/sales/sale-group.ts';
import type { Slot } from '#core/slots/slot.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { join } from 'node:path';
import { z } from 'zod';
import { clearSlot, readSlots } from '../../../src/main/store/catalogue.ts';
import { answerTo, queueCommand } from '../../../src/main/store/operator-commands.ts';
import { KIOSK_MIGRATIONS } from '../../../src/main/store/kiosk-schema.ts';
import type { ExportedSale } from '#core/sales/exported-sale.ts';
import { createSalesSearch } from '../../../src/main/store/sales-search.ts';
import { readSalesPage } from '../../../src/main/store/sales-export.ts';

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

/** The content of the kiosk's database, read from outside. */
export interface HouseRecords {
  /** Oldest first. */
  sales(): readonly ExportedSale[];
  reviews(): readonly ReviewNote[];
  slots(): readonly Slot[];
  stockOf(selection: string): number;
  /** Queues an operator command for the running kiosk. */
  order(id: string, order: OperatorCommand): void;
  /** The answer to a command; undefined while it waits. */
  answerTo(id: string): string | undefined;
  clearSlot(selection: string): void;
  /** References of the sales in this group, as the sales screen lists them. */
  listed(group: SaleGroup): readonly string[];
  /** Kinds of a sale's events, in order. */
  journalOf(reference: string): readonly string[];
}

export function readHouse(dataDir: () => string, machineId: string): HouseRecords {
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
    listed: (group) =>
      read((database) =>
        createSalesSearch(database, machineId)
          .page({ group }, undefined, 100)
          .sales.map((sale) => sale.reference),
      ),
    sales: () => read((database) => readSalesPage(database, undefined, 1_000_000)),
    reviews: () =>
      read((database) =>
        database.all(reviewRow, 'SELECT reference, kind, detail FROM review ORDER BY id'),
      ),
    slots,
    order: (id, order) => {
      read((database) => {
        queueCommand(database, { id, order, atMs: 0 });
      });
    },
    answerTo: (id) => read((database) => answerTo(database, id)),
    clearSlot: (selection) => {
      read((database) => clearSlot(database, selection, 0));
    },
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
