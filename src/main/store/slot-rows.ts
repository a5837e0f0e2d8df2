import { NEW_SLOT_DEFAULTS } from '#core/slots/slot.ts';
import { slotRowText } from '#core/slots/slot-row.ts';
import type { ChangeValue } from '#core/changes/audit-log.ts';
import { VAT_CATEGORIES } from '#core/market/vat-category.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { insertSlot, readPlacedSlot } from './catalogue.ts';

const rowSchema = z.object({
  position: z.int(),
  item: z.int().positive(),
  product: z.string(),
  priceMinor: z.int(),
  vatRate: z.int(),
  vatCategory: z.enum(VAT_CATEGORIES).nullable(),
  stock: z.int(),
  capacity: z.int(),
  minimumAge: z.int(),
  allergens: z.string(),
  isCountDue: z.boolean(),
  failures: z.int(),
  isLatched: z.boolean(),
  isBlocked: z.boolean(),
  place: z.tuple([z.string(), z.int(), z.int()]).nullable(),
});
const itemRow = z.object({ item: z.number() });
const countRow = z.object({ count: z.number() });

/** A whole slot as one value of the change log; null: there is none of that name. */
export function readSlotRow(database: Database, selection: string): string | null {
  const known = readPlacedSlot(database, selection);
  return known === undefined ? null : slotRowText(known.slot, known.position);
}

/** Adds, replaces or removes a slot. False: the value is no slot. */
export function writeSlotRow(database: Database, selection: string, row: ChangeValue): boolean {
  database.run('DELETE FROM slot WHERE selection = ?', selection);
  if (row === null) return true;
  const parsed = rowSchema.safeParse(JSON.parse(String(row)));
  if (!parsed.success) return false;
  const { position, place, vatCategory, ...fields } = parsed.data;
  makeRoomForItem(database, fields.item);
  const slot = {
    ...NEW_SLOT_DEFAULTS,
    ...fields,
    selection,
    vatCategory: vatCategory ?? undefined,
    place: place === null ? undefined : { tray: place[0], column: place[1], width: place[2] },
  };
  insertSlot(database, slot, position);
  return true;
}

/**
 * One change may swap the items of two slots, but no two slots may have the same item at any moment: the one in the way gets
 * its negative number until its own turn.
 */
export function makeRoomForItem(database: Database, item: number): void {
  database.run('UPDATE slot SET item = -item WHERE item = ?', item);
}

/** Also finds a slot that has its negative number. */
export function readItem(database: Database, selection: string): number | null {
  const row = database.first(itemRow, 'SELECT item FROM slot WHERE selection = ?', selection);
  return row === undefined ? null : Math.abs(row.item);
}

/** The machine is dropping from this slot, and the result must be written to it. */
export function isBeingSold(database: Database, selection: string): boolean {
  const sql =
    "SELECT count(*) AS count FROM sale WHERE is_open = 1 AND state = 'vending' AND selection = ?";
  return database.first(countRow, sql, selection)?.count !== 0;
}

/** Another slot took this item, and its own slot got none instead. */
export function isItemLost(database: Database): boolean {
  const put = database.first(countRow, 'SELECT count(*) AS count FROM slot WHERE item < 0');
  return put !== undefined && put.count > 0;
}
