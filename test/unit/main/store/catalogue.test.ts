import { openDatabase, type Database } from '#sqlite/database.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPlacedSlots, readSlots } from '../../../../src/main/store/catalogue.ts';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { importCatalogue } from '../../../../src/main/store/import-catalogue.ts';
import { createMachineStore } from '../../../../src/main/store/machine-store.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { replaceSlots, slotWith } from '../../../support/slots.ts';

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-slots-'));
  database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

it('an import leaves alone what only a technician can say of a selection', () => {
  replaceSlots(database, [slotWith(), slotWith({ selection: 'A2', item: 2 })]);
  database.run(
    `UPDATE slot SET is_blocked = 1, is_latched = 1, failures = 2, allergens = 'milk', tray = 'C', tray_column = 2,
       width = 3 WHERE selection = 'A1'`,
  );
  const fromFile = [
    slotWith({ item: 7, priceMinor: 3_000, stock: 9 }),
    slotWith({ selection: 'B1' }),
  ];
  const changes = createAuditLog(database, { nowMs: () => 0 });
  const placedSlots = (): ReturnType<typeof readPlacedSlots> => readPlacedSlots(database);
  const at = { market: 'NO', day: '2026-11-25' } as const;
  const change = { at, by: 'Kari', detail: 'slots.csv' };
  const done = importCatalogue({ placedSlots, changes }, { ...change, slots: fromFile });
  expect(done).toEqual({ ok: true, value: 1 });
  expect(readSlots(database)).toEqual([
    slotWith({
      item: 7,
      priceMinor: 3_000,
      stock: 9,
      allergens: 'milk',
      failures: 2,
      isLatched: true,
      isBlocked: true,
      place: { tray: 'C', column: 2, width: 3 },
    }),
    slotWith({ selection: 'B1' }),
  ]);
});

it('the price that the machine asks belongs to its item', () => {
  replaceSlots(database, [slotWith()]);
  const store = createMachineStore(database);
  store.noteDevicePrice({ item: 1, priceMinor: 2_800, atMs: 5 });
  store.noteDevicePrice({ item: 1, priceMinor: 2_900, atMs: 6.5 });
  store.noteDevicePrice({ item: 8, priceMinor: 100, atMs: 7 });
  expect(readSlots(database)[0]?.deviceMinor).toBe(2_900);
  replaceSlots(database, [slotWith({ item: 8 })]);
  expect(readSlots(database)[0]?.deviceMinor).toBe(100);
});
