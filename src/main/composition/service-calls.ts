import type { ChangesCallMap } from '#contract/ipc/topics/changes.ts';
import type { PeopleCallMap } from '#contract/ipc/topics/people.ts';
import type { SessionCallMap } from '#contract/ipc/topics/session.ts';
import type { SettingsCallMap } from '#contract/ipc/topics/settings.ts';
import type { SetupCallMap } from '#contract/ipc/topics/setup.ts';
import type { StatusCallMap } from '#contract/ipc/topics/status.ts';
import type { UsbCallMap } from '#contract/ipc/topics/usb.ts';
import { marketOf } from '#core/money/money.ts';
import { ok } from '#core/base/result.ts';
import type { FoundLine } from '#core/setup/setup.ts';
import { marketDay } from '#core/time/market-day.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import type { Printers } from '#core/sheet/printer.ts';
import type { Database } from '#sqlite/database.ts';
import type { ComposedKiosk } from './compose-kiosk.ts';
import { readKioskConfig, type KioskConfig } from '../config/config.ts';
import { formatPickList } from '../products/export-csv.ts';
import { createCatalogueFiles } from './catalogue-files.ts';
import { createDiagnosticsCalls, type DiagnosticBuffers } from './diagnostics.ts';
import type { CallHandlers } from '../ipc/handlers.ts';
import { describePayment } from '#contract/vipps/description.ts';
import { createMeasure } from '../label/fonts.ts';
import { pdfOf } from '../label/pdf.ts';
import { createHardwareCalls } from '../service/hardware.ts';
import { createBacklight, watchBrightness } from '../ops/backlight.ts';
import { createChangesCalls } from '../service/changes.ts';
import { createMaximumCalls } from '../service/maximum.ts';
import { createPeopleCalls } from '../service/people.ts';
import { createProductsCalls } from '../service/products.ts';
import { createRefillCalls } from '../service/refill.ts';
import { createReportsCalls } from '../service/reports.ts';
import { createReviewsCalls } from '../service/reviews.ts';
import { createSalesCalls } from '../service/sales.ts';
import type { Session } from '../service/session.ts';
import { createSettingsCalls } from '../service/settings.ts';
import { createSlotsCalls } from '../service/slots.ts';
import type { PrintWatch } from '../service/print-watch.ts';
import type { Handlers } from '../service/handler.ts';
import { createSetupCalls } from '../service/setup.ts';
import { createSheetCalls } from '../service/sheet.ts';
import { createUsbCalls } from '../service/usb.ts';
import { createSetupPorts } from './setup-ports.ts';
import { readPlacedSlots, readSlots } from '../store/catalogue.ts';
import { createPrintHistory } from '../store/print-history.ts';
import { createPeople } from '../store/people.ts';
import { readReviews } from '../store/reviews.ts';
import { readSalesPage } from '../store/sales-export.ts';
import { createSalesFigures } from '../store/sales-figures.ts';
import { createSalesSearch } from '../store/sales-search.ts';
import { createSetupStore } from '../store/setup-store.ts';
import { createRelayMemory } from '../store/relay-memory.ts';
import { createSettingTexts, readSettings } from '../store/settings.ts';

/** What people can ask for with or without a machine. */
export interface SetUpCallsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly changes: AuditLog;
  readonly session: Session;
  readonly log: Log;
  readonly machineId: string;
  readonly newId: () => string;
  readonly sticks: UsbSticks;
  readonly dataDir: string;
  /** Starts the program again as what it has been set up as. */
  readonly restart: () => Promise<void>;
  readonly snapshot: () => KioskSnapshot;
  /** Undefined: there is no machine that takes an order. */
  readonly giveCommand: ((order: OperatorCommand) => Promise<string>) | undefined;
  /** What is shown may have changed. */
  readonly onChange: () => void;
}

interface ServiceDeps extends Omit<SetUpCallsDeps, 'giveCommand'> {
  readonly printers: Printers;
  readonly prints: PrintWatch;
  readonly config: KioskConfig;
  readonly observers: DiagnosticBuffers;
  readonly noticesFile?: string | undefined;
  readonly kiosk: Pick<ComposedKiosk, 'giveCommand' | 'links' | 'changeLocation'>;
}

type SetUpCalls = StatusCallMap &
  SessionCallMap &
  ChangesCallMap &
  PeopleCallMap &
  SettingsCallMap &
  SetupCallMap &
  UsbCallMap;

/** The part of the bridge that needs no machine. */
export function createSetUpCalls(given: SetUpCallsDeps): Handlers<SetUpCalls> {
  const { clock, database, log, session } = given;
  const backlight = createBacklight(log);
  const brightness = watchBrightness(backlight, () => readSettings(database).brightness);
  const deps: SetUpCallsDeps = {
    ...given,
    onChange: () => {
      brightness();
      given.onChange();
    },
  };
  const ownLine = (): FoundLine | undefined => {
    const config = readKioskConfig(given.dataDir);
    const { hardware, reasons } = given.snapshot();
    if (config === undefined || reasons.includes('not-set-up')) return undefined;
    const { driver, path } = config.hardware;
    return { path, driver: hardware.state === 'up' ? driver : undefined, detail: hardware.detail };
  };
  return {
    getSnapshot: () => Promise.resolve(ok(deps.snapshot())),
    ...session.calls,
    ...createChangesCalls(deps),
    ...createPeopleCalls({
      ...deps,
      people: createPeople(database),
      lockLeftMs: (person) => session.lockLeftMs(person),
    }),
    ...createSettingsCalls({ ...deps, backlight, settings: createSettingTexts(database) }),
    ...createUsbCalls(deps.sticks),
    ...createSetupCalls({
      ...deps,
      store: createSetupStore(database, clock),
      ports: createSetupPorts({
        ...deps,
        ownLine,
      }),
    }),
  };
}

/** Joins the rooms behind the bridge: everything that the window may ask of a running machine. */
export function createServiceCalls(deps: ServiceDeps): CallHandlers {
  const { changes, database } = deps;
  return {
    ...createSetUpCalls({ ...deps, giveCommand: (order) => deps.kiosk.giveCommand(order) }),
    ...createHardwareCalls({
      giveCommand: (order) => deps.kiosk.giveCommand(order),
      slots: () => readSlots(database),
      changes,
      log: deps.log,
      onChange: deps.onChange,
    }),
    ...createMaximumCalls({
      slots: () => readSlots(database),
      settings: () => readSettings(database),
      terms: () => createRelayMemory(database, deps.clock).load().terms,
      describe: (amountMinor, { currency, market }) =>
        describePayment({ amountMinor, currency, market, isExactPrice: false }),
    }),
    ...createSheetCalls({
      ...deps,
      posted: createPrintHistory(database),
      settings: () => readSettings(database),
      measure: createMeasure(),
      changeLocation: deps.kiosk.changeLocation,
      giveCommand: (order) => deps.kiosk.giveCommand(order),
      pdf: pdfOf,
    }),
    ...createProductsCalls({ ...deps, files: createCatalogueFiles(database, changes, deps.clock) }),
    ...createRefillCalls({
      ...deps,
      slots: () => readSlots(database),
      pickListText: formatPickList,
    }),
    ...createSlotsCalls({
      changes,
      slots: () => readPlacedSlots(database),
      terms: () => {
        const { currency, capMinor } = deps.snapshot();
        const vatDay = marketDay(marketOf(currency), deps.clock.nowMs());
        return { currency, capMinor, vatDay };
      },
      chosen: () => deps.snapshot().sale?.selection,
      onChange: deps.onChange,
    }),
    ...createDiagnosticsCalls({ ...deps, changes, links: deps.kiosk.links() }),
    ...createReportsCalls({ ...deps, figures: createSalesFigures(database) }),
    ...createReviewsCalls({ ...deps, readReviews: () => readReviews(database, true) }),
    ...createSalesCalls({
      ...deps,
      readExported: (last, limit) => readSalesPage(database, last, limit),
      books: createSalesSearch(database, deps.machineId),
      giveCommand: (order) => deps.kiosk.giveCommand(order),
    }),
  };
}
