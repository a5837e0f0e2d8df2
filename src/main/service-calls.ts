import { ok } from '#core/result.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { ChangeBook } from '#core/service/change.ts';
import type { UsbSticks } from '#core/service/usb.ts';
import type { Printers } from '#core/sheet/printer.ts';
import type { Database } from '#sqlite/database.ts';
import type { KioskConfig } from './config.ts';
import { createDiagnosticsCalls, type Observers } from './diagnostics.ts';
import type { CallHandlers } from './ipc/handlers.ts';
import type { Kiosk } from './lifecycle/kiosk.ts';
import { describePayment } from './gateway/description.ts';
import { createMeasure } from './label/fonts.ts';
import { pdfOf } from './label/pdf.ts';
import { createHardwareCalls } from './service/hardware.ts';
import { createBacklight, watchBrightness } from './ops/backlight.ts';
import { createChangesCalls } from './service/changes.ts';
import { createMaximumCalls } from './service/maximum.ts';
import { createPeopleCalls } from './service/people.ts';
import type { Session } from './service/session.ts';
import { createSettingsCalls } from './service/settings.ts';
import type { PrintWatch } from './service/print-watch.ts';
import { createSlotsCalls } from './service/slots.ts';
import { createSheetCalls } from './service/sheet.ts';
import { createUsbCalls } from './service/usb.ts';
import { readSlots } from './store/catalogue.ts';
import { createPostedBook } from './store/posted.ts';
import { createPeople } from './store/people.ts';
import { createRelayMemory } from './store/relay-memory.ts';
import { createSettingTexts, readSettings } from './store/settings.ts';

export interface ServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly changes: ChangeBook;
  readonly session: Session;
  readonly log: Log;
  readonly machineId: string;
  readonly newId: () => string;
  readonly sticks: UsbSticks;
  readonly printers: Printers;
  readonly prints: PrintWatch;
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly observers: Observers;
  readonly kiosk: Pick<Kiosk, 'giveOrder' | 'links'>;
  readonly snapshot: () => KioskSnapshot;
  /** What is shown may have changed. */
  readonly onChange: () => void;
}

/** Joins the rooms behind the bridge: everything that the window may ask of a running machine. */
export function createServiceCalls(given: ServiceDeps): CallHandlers {
  const { changes, database, log, session } = given;
  const backlight = createBacklight(log);
  const brightness = watchBrightness(backlight, () => readSettings(database).brightness);
  const deps: ServiceDeps = {
    ...given,
    onChange: () => {
      brightness();
      given.onChange();
    },
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
    ...createMaximumCalls({
      slots: () => readSlots(database),
      settings: () => readSettings(database),
      terms: () => createRelayMemory(database, deps.clock).load().terms,
      describe: (amountMinor, { currency, market }) =>
        describePayment({ amountMinor, currency, market, isExactPrice: false }),
    }),
    ...createSheetCalls({
      ...deps,
      posted: createPostedBook(database),
      settings: () => readSettings(database),
      measure: createMeasure(),
      giveOrder: (order) => deps.kiosk.giveOrder(order),
      pdf: pdfOf,
    }),
    ...createUsbCalls(deps.sticks),
    ...createSlotsCalls({
      changes,
      slots: () => readSlots(database),
      currency: () => deps.snapshot().currency,
      onChange: deps.onChange,
    }),
    ...createHardwareCalls({
      giveOrder: (order) => deps.kiosk.giveOrder(order),
      slots: () => readSlots(deps.database),
      changes,
      log: deps.log,
      onChange: deps.onChange,
    }),
    ...createDiagnosticsCalls({ ...deps, changes, links: deps.kiosk.links() }),
  };
}
