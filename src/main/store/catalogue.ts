import type { Slot } from '#core/catalogue/slot.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const slotRow = z.object({
  selection: z.string(),
  item: z.number(),
  product: z.string(),
  price: z.number(),
  vat_rate: z.number(),
  stock: z.number(),
  capacity: z.number(),
  minimum_age: z.number(),
  is_count_due: z.number(),
});

/** All slots in the order of the file they came from. */
export function readSlots(database: Database): readonly Slot[] {
  const rows = database.all(
    slotRow,
    `SELECT selection, item, product, price, vat_rate, stock, capacity, minimum_age, is_count_due
     FROM slot ORDER BY position`,
  );
  return rows.map((row) => ({
    selection: row.selection,
    item: row.item,
    product: row.product,
    priceMinor: row.price,
    vatRate: row.vat_rate,
    stock: row.stock,
    capacity: row.capacity,
    minimumAge: row.minimum_age,
    isCountDue: row.is_count_due !== 0,
  }));
}

/** Replaces the whole catalogue in one commit. */
export function replaceSlots(database: Database, slots: readonly Slot[]): void {
  database.atomically(() => {
    database.run('DELETE FROM slot');
    for (const [position, slot] of slots.entries()) {
      database.run(
        `INSERT INTO slot (selection, position, item, product, price, vat_rate, stock, capacity, minimum_age,
           is_count_due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        slot.selection,
        position,
        slot.item,
        slot.product,
        slot.priceMinor,
        slot.vatRate,
        slot.stock,
        slot.capacity,
        slot.minimumAge,
        slot.isCountDue ? 1 : 0,
      );
    }
  });
}
