import { ok } from '#core/result.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock } from '#core/ports.ts';
import type { PersonOrder } from '#core/store/person-orders.ts';
import type { ChangeBook } from '#core/service/change.ts';
import type { UsbSticks } from '#core/service/usb.ts';
import type { Database } from '#sqlite/database.ts';
import type { CallHandlers } from './ipc/handlers.ts';
import { createChangesCalls } from './service/changes.ts';
import type { Session } from './service/session.ts';
import { createSlotsCalls } from './service/slots.ts';
import { readSlots } from './store/catalogue.ts';
import { createUsbCalls } from './service/usb.ts';

export interface ServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly changes: ChangeBook;
  readonly session: Session;
  readonly sticks: UsbSticks;
  readonly giveOrder: (order: PersonOrder) => Promise<string>;
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
    ...createSlotsCalls({
      changes,
      slots: () => readSlots(deps.database),
      currency: () => deps.snapshot().currency,
      giveOrder: deps.giveOrder,
      onChange: deps.onChange,
    }),
  };
}
