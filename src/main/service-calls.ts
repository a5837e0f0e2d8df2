import { ok } from '#core/result.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Clock } from '#core/ports.ts';
import type { ChangeBook } from '#core/service/change.ts';
import type { Backlight } from '#core/service/backlight.ts';
import type { People } from '#core/service/people.ts';
import type { UsbSticks } from '#core/service/usb.ts';
import type { Database } from '#sqlite/database.ts';
import type { CallHandlers } from './ipc/handlers.ts';
import { createChangesCalls } from './service/changes.ts';
import { createPeopleCalls } from './service/people.ts';
import type { Session } from './service/session.ts';
import { createSettingsCalls } from './service/settings.ts';
import { createUsbCalls } from './service/usb.ts';
import { createSettingTexts } from './store/settings.ts';

export interface ServiceDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly changes: ChangeBook;
  readonly people: People;
  readonly session: Session;
  readonly backlight: Backlight;
  readonly machineId: string;
  readonly newId: () => string;
  readonly sticks: UsbSticks;
  readonly snapshot: () => KioskSnapshot;
  /** What is shown may have changed. */
  readonly onChange: () => void;
}

/** Joins the rooms behind the bridge: everything that the window may ask of a running machine. */
export function createServiceCalls(deps: ServiceDeps): CallHandlers {
  return {
    getSnapshot: () => Promise.resolve(ok(deps.snapshot())),
    ...deps.session.calls,
    ...createChangesCalls(deps),
    ...createPeopleCalls({ ...deps, lockLeftMs: (person) => deps.session.lockLeftMs(person) }),
    ...createSettingsCalls({ ...deps, settings: createSettingTexts(deps.database) }),
    ...createUsbCalls(deps.sticks),
  };
}
