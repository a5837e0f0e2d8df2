import type { ChangeSubject, ChangeValue, Patch } from '#core/changes/audit-log.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { makeRoomForItem, readItem, readSlotRow, writeSlotRow } from './slot-rows.ts';

/** Reads and writes the values of one subject. Null: there is no value. */
interface Subject {
  read(database: Database, id: string, field: string): ChangeValue;
  /** False: no such thing. */
  write(database: Database, id: string, patch: Pick<Patch, 'field' | 'new'>): boolean;
}

const valueRow = z.object({ value: z.union([z.string(), z.number()]).nullable() });

const toSql = (value: ChangeValue): string | number | null =>
  typeof value === 'boolean' ? Number(value) : value;

interface Column {
  readonly name: string;
  readonly isFlag?: boolean;
}

/** A row of a table whose fields are columns. */
function rowSubject(
  table: string,
  key: string,
  columns: Readonly<Record<string, Column>>,
): Subject {
  const columnOf = (field: string): Column | undefined =>
    Object.hasOwn(columns, field) ? columns[field] : undefined;
  return {
    read: (database, id, field) => {
      const column = columnOf(field);
      if (column === undefined) return null;
      const sql = `SELECT ${column.name} AS value FROM ${table} WHERE ${key} = ?`;
      const value = database.first(valueRow, sql, id)?.value ?? null;
      return column.isFlag === true && value !== null ? value !== 0 : value;
    },
    write: (database, id, patch) => {
      const column = columnOf(patch.field);
      if (column === undefined) return false;
      const sql = `UPDATE ${table} SET ${column.name} = ? WHERE ${key} = ?`;
      return database.run(sql, toSql(patch.new), id) === 1;
    },
  };
}

const slotColumns = rowSubject('slot', 'selection', {
  item: { name: 'item' },
  product: { name: 'product' },
  priceMinor: { name: 'price' },
  vatRate: { name: 'vat_rate' },
  vatCategory: { name: 'vat_category' },
  position: { name: 'position' },
  stock: { name: 'stock' },
  capacity: { name: 'capacity' },
  minimumAge: { name: 'minimum_age' },
  isCountDue: { name: 'is_count_due', isFlag: true },
  allergens: { name: 'allergens' },
  isBlocked: { name: 'is_blocked', isFlag: true },
  tray: { name: 'tray' },
  column: { name: 'tray_column' },
  width: { name: 'width' },
  isLatched: { name: 'is_latched', isFlag: true },
});

const SUBJECTS: Readonly<Record<ChangeSubject, Subject>> = {
  person: rowSubject('person', 'id', {
    name: { name: 'name' },
    role: { name: 'role' },
    language: { name: 'language' },
    isActive: { name: 'is_active', isFlag: true },
  }),
  review: rowSubject('review', 'id', { isOpen: { name: 'is_open', isFlag: true } }),
  // Whether an unfinished set-up keeps the machine out of sale (setup-store.ts).
  setup: {
    read: (database) =>
      database.first(
        valueRow,
        `SELECT json_extract(value, '$.hold') AS value FROM remembered WHERE key = 'setup'`,
      )?.value ?? null,
    write: (database, _id, { new: hold }) =>
      database.run(
        `UPDATE remembered SET value = json_set(value, '$.hold', ?) WHERE key = 'setup'`,
        toSql(hold),
      ) === 1,
  },
  slot: {
    read: (database, id, field) => {
      if (field === 'row') return readSlotRow(database, id);
      return field === 'item' ? readItem(database, id) : slotColumns.read(database, id, field);
    },
    write: (database, id, patch) => {
      if (patch.field === 'row') return writeSlotRow(database, id, patch.new);
      if (patch.field === 'item') makeRoomForItem(database, Number(patch.new));
      return slotColumns.write(database, id, patch);
    },
  },
  setting: {
    read: (database, id) =>
      database.first(valueRow, 'SELECT value FROM setting WHERE key = ?', id)?.value ?? null,
    write: (database, id, patch) => {
      if (patch.new === null) database.run('DELETE FROM setting WHERE key = ?', id);
      else {
        database.run(
          'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          id,
          String(patch.new),
        );
      }
      return true;
    },
  },
};

export function readValue(database: Database, patch: Patch): ChangeValue {
  return SUBJECTS[patch.subject].read(database, patch.id, patch.field);
}

/** False: no such thing. */
export function writeValue(database: Database, patch: Patch): boolean {
  return SUBJECTS[patch.subject].write(database, patch.id, patch);
}
