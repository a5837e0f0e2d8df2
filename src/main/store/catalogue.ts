import type { Slot } from '#core/slots/slot.ts';
import type { PlacedSlot } from '#core/slots/slot.ts';
import { VAT_CATEGORIES } from '#core/market/vat-category.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const slotRow = z.object({
  selection: z.string(),
  position: z.number(),
  item: z.number(),
  product: z.string(),
  price: z.number(),
  vat_rate: z.number(),
  vat_category: z.enum(VAT_CATEGORIES).nullable(),
  stock: z.number(),
  capacity: z.number(),
  minimum_age: z.number(),
  allergens: z.string(),
  is_count_due: z.number(),
  failures: z.number(),
  is_latched: z.number(),
  is_blocked: z.number(),
  tray: z.string().nullable(),
  tray_column: z.number().nullable(),
  width: z.number().nullable(),
  device_price: z.number().nullable(),
});

const SELECT_SLOT = `SELECT selection, position, slot.item, product, slot.price, vat_rate, vat_category, stock, capacity,
    minimum_age, allergens, is_count_due, failures, is_latched, is_blocked, tray, tray_column, width,
    device_price.price AS device_price
  FROM slot LEFT JOIN device_price ON device_price.item = slot.item`;

function slotOf(row: z.infer<typeof slotRow>): Slot {
  return {
    selection: row.selection,
    item: row.item,
    product: row.product,
    priceMinor: row.price,
    vatRate: row.vat_rate,
    vatCategory: row.vat_category ?? undefined,
    stock: row.stock,
    capacity: row.capacity,
    minimumAge: row.minimum_age,
    allergens: row.allergens,
    isCountDue: row.is_count_due !== 0,
    failures: row.failures,
    isLatched: row.is_latched !== 0,
    isBlocked: row.is_blocked !== 0,
    place: placeOf(row),
    deviceMinor: row.device_price ?? undefined,
  };
}

/** All slots in the order of the file they came from. */
export function readSlots(database: Database): readonly Slot[] {
  return readPlacedSlots(database).map(({ slot }) => slot);
}

export function readPlacedSlots(database: Database): readonly PlacedSlot[] {
  const rows = database.all(slotRow, `${SELECT_SLOT} ORDER BY position`);
  return rows.map((row) => ({ slot: slotOf(row), position: row.position }));
}

export function readPlacedSlot(database: Database, selection: string): PlacedSlot | undefined {
  const row = database.first(slotRow, `${SELECT_SLOT} WHERE selection = ?`, selection);
  return row === undefined ? undefined : { slot: slotOf(row), position: row.position };
}

function placeOf({ tray, tray_column: column, width }: z.infer<typeof slotRow>): Slot['place'] {
  if (tray === null || column === null || width === null) return undefined;
  return { tray, column, width };
}

const INSERT_SLOT = `INSERT INTO slot (selection, position, item, product, price, vat_rate, vat_category, stock,
    capacity, minimum_age, allergens, is_count_due, failures, is_latched, is_blocked, tray, tray_column, width)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function insertSlot(database: Database, slot: Slot, position: number): void {
  const { selection, item, product, priceMinor, vatRate, stock, capacity, minimumAge } = slot;
  database.run(
    INSERT_SLOT,
    selection,
    position,
    item,
    product,
    priceMinor,
    vatRate,
    slot.vatCategory ?? null,
    stock,
    capacity,
    minimumAge,
    slot.allergens,
    Number(slot.isCountDue),
    slot.failures,
    Number(slot.isLatched),
    Number(slot.isBlocked),
    slot.place?.tray ?? null,
    slot.place?.column ?? null,
    slot.place?.width ?? null,
  );
}

/** Stores the price that the machine asked for this item. */
export function noteDevicePrice(
  database: Database,
  told: { readonly item: number; readonly priceMinor: number; readonly atMs: number },
): void {
  database.run(
    `INSERT INTO device_price (item, price, at) VALUES (?, ?, ?)
     ON CONFLICT (item) DO UPDATE SET price = excluded.price, at = excluded.at WHERE price <> excluded.price`,
    told.item,
    told.priceMinor,
    Math.round(told.atMs),
  );
}

/** Puts a slot back in sale. False: there is no such slot. */
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

/** Marks the count of a slot as uncertain. */
export function markForCount(database: Database, selection: string): void {
  database.run('UPDATE slot SET is_count_due = 1 WHERE selection = ?', selection);
}

/** Takes a slot out of sale until a technician clears it. */
export function latchSlot(database: Database, selection: string): void {
  database.run('UPDATE slot SET is_latched = 1 WHERE selection = ?', selection);
}
