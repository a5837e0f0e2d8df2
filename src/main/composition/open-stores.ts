import type { Clock, Log } from '#core/base/ports.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { People } from '#core/people/people.ts';
import type { SalesFigures } from '#core/reports/sales-report.ts';
import type { ReviewEntry } from '#core/reviews/review.ts';
import type { ReadExported } from '#core/sales/exported-sale.ts';
import type { SaleSearch } from '#core/sales/sale-query.ts';
import type { SettingTexts } from '#core/settings/setting-texts.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { SetupStore } from '#core/setup/setup.ts';
import type { PrintHistory } from '#core/sheet/print-history.ts';
import type { PlacedSlot, Slot } from '#core/slots/slot.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { MachineStore } from '#core/store/machine-store.ts';
import type { OperatorCommands } from '#core/store/operator-commands.ts';
import type { RelayMemoryStore } from '#core/store/relay-memory.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { join } from 'node:path';
import { lockDataDir, warnWhenOpen } from '../config/data-dir.ts';
import { keepDataDirPrivate } from '../config/private-files.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { readPlacedSlots, readSlots } from '../store/catalogue.ts';
import { createHealthStore } from '../store/health-store.ts';
import { KIOSK_MIGRATIONS, KIOSK_PAGE_BYTES, KIOSK_RUNS_FROM } from '../store/kiosk-schema.ts';
import { createMachineStore } from '../store/machine-store.ts';
import { createOperatorCommands } from '../store/operator-commands.ts';
import { createPeople } from '../store/people.ts';
import { createPrintHistory } from '../store/print-history.ts';
import { createRelayMemory, marketDayOf } from '../store/relay-memory.ts';
import { readReviews } from '../store/reviews.ts';
import { createSaleStore } from '../store/sale-store.ts';
import { readSalesPage } from '../store/sales-export.ts';
import { createSalesFigures } from '../store/sales-figures.ts';
import { createSalesSearch } from '../store/sales-search.ts';
import { createSettingTexts, readSettings } from '../store/settings.ts';
import { repairWhenDamaged } from '../store/repair.ts';
import { copyBeforeMigration } from '../store/schema-copy.ts';
import { createSetupStore } from '../store/setup-store.ts';
import { adoptTakenOver } from './staged-database.ts';
import type { Teardown } from './teardown.ts';

/** Everything that is stored in kiosk.db. Made once for each start and handed on. */
export interface KioskStores {
  /** For what only diagnostics and the command line read. */
  readonly database: Database;
  readonly saleStore: SaleStore;
  readonly operatorCommands: OperatorCommands;
  readonly machineStore: MachineStore;
  readonly health: HealthStore;
  readonly relayMemory: RelayMemoryStore;
  readonly setup: SetupStore;
  readonly people: People;
  readonly changes: AuditLog;
  readonly settings: () => Settings;
  readonly settingTexts: SettingTexts;
  readonly slots: () => readonly Slot[];
  readonly placedSlots: () => readonly PlacedSlot[];
  readonly printHistory: PrintHistory;
  readonly figures: SalesFigures;
  readonly readExported: ReadExported;
  /** Newest first. */
  readonly openReviews: () => readonly ReviewEntry[];
  /** Finds sales by what a person types of their reference, which names the machine. */
  searchSales(machineId: string): SaleSearch;
}

export function createKioskStores(database: Database, clock: Pick<Clock, 'nowMs'>): KioskStores {
  const relayMemory = createRelayMemory(database, clock);
  return {
    database,
    saleStore: createSaleStore(database, () => marketDayOf(relayMemory, clock.nowMs())),
    operatorCommands: createOperatorCommands(database),
    machineStore: createMachineStore(database),
    health: createHealthStore(database),
    relayMemory,
    setup: createSetupStore(database, clock),
    people: createPeople(database),
    changes: createAuditLog(database, clock),
    settings: () => readSettings(database),
    settingTexts: createSettingTexts(database),
    slots: () => readSlots(database),
    placedSlots: () => readPlacedSlots(database),
    printHistory: createPrintHistory(database),
    figures: createSalesFigures(database),
    readExported: (last, limit) => readSalesPage(database, last, limit),
    openReviews: () => readReviews(database, true),
    searchSales: (machineId) => createSalesSearch(database, machineId),
  };
}

/** Opens `kiosk.db` in the data directory and makes it when it is not there. Throws `store/…`. */
export function openKioskDatabase(dataDir: string): Database {
  keepDataDirPrivate(dataDir);
  copyBeforeMigration(dataDir);
  return openDatabase({
    path: join(dataDir, 'kiosk.db'),
    migrations: KIOSK_MIGRATIONS,
    runsFrom: KIOSK_RUNS_FROM,
    pageBytes: KIOSK_PAGE_BYTES,
  });
}

/** Takes the data directory for this program alone and opens everything that is stored in it. Throws `store/…`. */
export function openStores(
  given: { readonly dataDir: string; readonly clock: Clock; readonly log: Log },
  teardown: Teardown,
): KioskStores {
  const { dataDir, clock, log } = given;
  warnWhenOpen(dataDir, log);
  teardown.add(lockDataDir(dataDir));
  adoptTakenOver(dataDir);
  repairWhenDamaged(dataDir, { log, nowMs: clock.nowMs() });
  const database = openKioskDatabase(dataDir);
  teardown.add(() => {
    database.close();
  });
  return createKioskStores(database, clock);
}
