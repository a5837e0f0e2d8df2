import type { Clock } from '#core/base/ports.ts';
import { planImport } from '#core/products/plan-import.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import { slotsUnderTodaysLaw } from '#core/slots/lawful-slots.ts';
import type { Database } from '#sqlite/database.ts';
import { formatCatalogue } from '../products/export-csv.ts';
import { MOST_FILE_BYTES, readCatalogueBytes } from '../products/import-csv.ts';
import type { CatalogueFiles } from '../service/products.ts';
import { readPlacedSlots, readSlots } from '../store/catalogue.ts';
import { importCatalogue } from '../store/import-catalogue.ts';
import { currencyKnown, vatToday } from '../store/relay-memory.ts';

/** Joins files and store: the catalogue of this machine as it is read from a file and written to one. */
export function createCatalogueFiles(
  database: Database,
  changes: AuditLog,
  clock: Clock,
): CatalogueFiles {
  const at = (): ReturnType<typeof vatToday> => vatToday(database, clock);
  return {
    mostBytes: MOST_FILE_BYTES,
    read: (bytes) => readCatalogueBytes(bytes, currencyKnown(database, clock)),
    plan: (slots) => planImport(readPlacedSlots(database), slots, at()),
    bring: (slots, said) => importCatalogue(database, changes, { ...said, slots, at: at() }),
    text: () => formatCatalogue(slotsUnderTodaysLaw(readSlots(database), at())),
  };
}
