import { ok } from '#core/result.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { ChangeBook } from '#core/service/change.ts';
import type { UsbSticks } from '#core/service/usb.ts';
import type { Database } from '#sqlite/database.ts';
import type { KioskConfig } from './config.ts';
import { createDiagnosticsCalls, type Observers } from './diagnostics.ts';
import type { CallHandlers } from './ipc/handlers.ts';
import type { Kiosk } from './lifecycle/kiosk.ts';
import { createChangesCalls } from './service/changes.ts';
import { createHardwareCalls } from './service/hardware.ts';
import type { Session } from './service/session.ts';
import { createUsbCalls } from './service/usb.ts';
import { readSlots } from './store/catalogue.ts';

export interface ServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly changes: ChangeBook;
  readonly session: Session;
  readonly sticks: UsbSticks;
  readonly dataDir: string;
  readonly config: KioskConfig;
  readonly log: Log;
  readonly observers: Observers;
  readonly kiosk: Pick<Kiosk, 'giveOrder' | 'links'>;
  readonly snapshot: () => KioskSnapshot;
  /** What is shown may have changed. */
  readonly onChange: () => void;
}

/** Joins the rooms behind the bridge: everything that the window may ask of a running machine. */
export function createServiceCalls(deps: ServiceDeps): CallHandlers {
  const { changes } = deps;
  return {
    getSnapshot: () => Promise.resolve(ok(deps.snapshot())),
    ...deps.session.calls,
    ...createChangesCalls({ changes, onChange: deps.onChange }),
    ...createUsbCalls(deps.sticks),
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
