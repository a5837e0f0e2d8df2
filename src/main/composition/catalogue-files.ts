import type { Clock } from '#core/base/ports.ts';
import { planImport } from '#core/products/plan-import.ts';
import { slotsUnderTodaysLaw } from '#core/slots/lawful-slots.ts';
import type { MarketDay } from '#core/time/market-day.ts';
import { formatCatalogue } from '../products/export-csv.ts';
import { MOST_FILE_BYTES, readCatalogueBytes } from '../products/import-csv.ts';
import type { CatalogueFiles } from '../service/products.ts';
import { importCatalogue } from '../store/import-catalogue.ts';
import { marketDayOf } from '../store/relay-memory.ts';
import type { KioskStores } from './open-stores.ts';

/** The catalogue of this machine as it is read from a file and written to one: from the screen and the command line. */
export function createCatalogueFiles(
  stores: Pick<KioskStores, 'slots' | 'placedSlots' | 'changes' | 'relayMemory'>,
  clock: Pick<Clock, 'nowMs'>,
): CatalogueFiles {
  const { slots, placedSlots, relayMemory } = stores;
  const today = (): MarketDay => marketDayOf(relayMemory, clock.nowMs());
  return {
    mostBytes: MOST_FILE_BYTES,
    read: (bytes) => readCatalogueBytes(bytes, relayMemory.load().terms?.currency),
    plan: (wanted) => planImport(placedSlots(), wanted, today()),
    bring: (wanted, said) => importCatalogue(stores, { ...said, slots: wanted, at: today() }),
    text: () => formatCatalogue(slotsUnderTodaysLaw(slots(), today())),
  };
}
