import type { ChangesCallMap } from '#contract/ipc/topics/changes.ts';
import type { PeopleCallMap } from '#contract/ipc/topics/people.ts';
import type { SessionCallMap } from '#contract/ipc/topics/session.ts';
import type { SettingsCallMap } from '#contract/ipc/topics/settings.ts';
import type { SetupCallMap } from '#contract/ipc/topics/setup.ts';
import type { StatusCallMap } from '#contract/ipc/topics/status.ts';
import type { UsbCallMap } from '#contract/ipc/topics/usb.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { LocationFault } from '#core/kiosk/location.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import type { CallHandlers } from '../ipc/handlers.ts';
import { openTypesetter } from '../label/open-typesetter.ts';
import { formatPickList } from '../products/export-csv.ts';
import { createChangesCalls } from '../service/changes.ts';
import type { Handlers } from '../service/handler.ts';
import { createHardwareCalls } from '../service/hardware.ts';
import { createMaximumCalls } from '../service/maximum.ts';
import { createPeopleCalls } from '../service/people.ts';
import type { PrintWatch } from '../service/print-watch.ts';
import { createProductsCalls } from '../service/products.ts';
import { createRefillCalls } from '../service/refill.ts';
import { createReportsCalls } from '../service/reports.ts';
import { createReviewsCalls } from '../service/reviews.ts';
import { createSalesCalls } from '../service/sales.ts';
import type { Session } from '../service/session.ts';
import { createSettingsCalls } from '../service/settings.ts';
import { createSetupCalls } from '../service/setup.ts';
import { createSheetCalls } from '../service/sheet.ts';
import { createSlotsCalls } from '../service/slots.ts';
import { createUpdateCalls, type UpdatePort } from '../service/update.ts';
import { createUsbCalls } from '../service/usb.ts';
import { createCatalogueFiles } from './catalogue-files.ts';
import type { ComputerPorts, KioskPorts } from './connect-ports.ts';
import { createDiagnosticsCalls, type DiagnosticsDeps } from './diagnostics.ts';
import type { KioskStores } from './open-stores.ts';
import { createSetupPorts } from './setup-ports.ts';

/** What people can ask for with or without a machine. */
export interface SetUpCallsDeps extends KioskStores, ComputerPorts {
  readonly dataDir: string;
  readonly machineId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly session: Session;
  /** Starts the program again as what it has been set up as. */
  readonly restart: () => Promise<void>;
  readonly snapshot: () => KioskSnapshot;
  /** Undefined: there is no machine that takes a command. */
  readonly giveCommand: ((order: OperatorCommand) => Promise<string>) | undefined;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

type SetUpCalls = StatusCallMap &
  SessionCallMap &
  ChangesCallMap &
  PeopleCallMap &
  SettingsCallMap &
  SetupCallMap &
  UsbCallMap;

/** The calls of the bridge that need no machine. */
export function createSetUpCalls(deps: SetUpCallsDeps): Handlers<SetUpCalls> {
  return {
    getSnapshot: () => Promise.resolve(ok(deps.snapshot())),
    ...deps.session.calls,
    ...createChangesCalls(deps),
    ...createPeopleCalls(deps),
    ...createSettingsCalls(deps),
    ...createUsbCalls(deps),
    ...createSetupCalls({ ...deps, ports: createSetupPorts(deps) }),
  };
}

interface ServiceCallsDeps extends SetUpCallsDeps, KioskPorts, Omit<DiagnosticsDeps, 'sticks'> {
  readonly giveCommand: (order: OperatorCommand) => Promise<string>;
  readonly printWatch: PrintWatch;
  /** Undefined: this computer has no chooser. */
  readonly updates: UpdatePort | undefined;
  readonly changeLocation: (location: string) => Promise<Result<string, LocationFault>>;
}

/** Every call of the bridge: each topic takes what it needs of the stores and ports. */
export function createServiceCalls(deps: ServiceCallsDeps): CallHandlers {
  const saleSearch = deps.searchSales(deps.machineId);
  return {
    ...createSetUpCalls(deps),
    ...createHardwareCalls(deps),
    ...createMaximumCalls(deps),
    ...createSheetCalls({ ...deps, typesetter: openTypesetter }),
    ...createProductsCalls({ ...deps, files: createCatalogueFiles(deps, deps.clock) }),
    ...createRefillCalls({ ...deps, pickListText: formatPickList }),
    ...createSlotsCalls(deps),
    ...createUpdateCalls(deps),
    ...createDiagnosticsCalls(deps),
    ...createReportsCalls(deps),
    ...createReviewsCalls(deps),
    ...createSalesCalls({ ...deps, saleSearch }),
  };
}
