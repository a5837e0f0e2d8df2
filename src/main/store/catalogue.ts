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
  failures: z.number(),
  is_latched: z.number(),
});

/** All slots in the order of the file they came from. */
export function readSlots(database: Database): readonly Slot[] {
  const rows = database.all(
    slotRow,
    `SELECT selection, item, product, price, vat_rate, stock, capacity, minimum_age, is_count_due,
       failures, is_latched
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
    failures: row.failures,
    isLatched: row.is_latched !== 0,
  }));
}

/** Replaces the whole catalogue in one commit. Only a technician at the machine clears a latched slot. */
export function replaceSlots(database: Database, slots: readonly Slot[]): void {
  database.atomically(() => {
    const latched = new Map(readSlots(database).map((slot) => [slot.selection, slot]));
    database.run('DELETE FROM slot');
    for (const [position, slot] of slots.entries()) {
      database.run(
        `INSERT INTO slot (selection, position, item, product, price, vat_rate, stock, capacity, minimum_age,
           is_count_due, failures, is_latched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        latched.get(slot.selection)?.failures ?? 0,
        latched.get(slot.selection)?.isLatched === true ? 1 : 0,
      );
    }
  });
}

/** A technician has looked at the slot: it sells again. False: there is no such slot. */
export function clearSlot(database: Database, selection: string, atMs: number): boolean {
  return database.atomically(() => {
    database.run(
      'UPDATE fault SET cleared_at = ? WHERE cleared_at IS NULL AND selection = ?',
      Math.round(atMs),
      selection,
    );
    const sql = 'UPDATE slot SET is_latched = 0, failures = 0 WHERE selection = ?';
    if (database.run(sql, selection) === 0) return false;
    database.run(
      "UPDATE review SET is_open = 0 WHERE kind = 'slotLatched' AND selection = ?",
      selection,
    );
    return true;
  });
}

/** The count of a slot is not certain any more. */
export function markForCount(database: Database, selection: string): void {
  database.run('UPDATE slot SET is_count_due = 1 WHERE selection = ?', selection);
}

/** Out of sale until a technician clears it. */
export function latchSlot(database: Database, selection: string): void {
  database.run('UPDATE slot SET is_latched = 1 WHERE selection = ?', selection);
}
