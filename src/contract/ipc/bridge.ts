import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { Result } from '#core/base/result.ts';
import type { IpcError } from './call.ts';
import type { ChangesCallMap } from './topics/changes.ts';
import type { HardwareCallMap } from './topics/hardware.ts';
import type { HealthCallMap } from './topics/health.ts';
import type { MaximumCallMap } from './topics/maximum.ts';
import type { PeopleCallMap } from './topics/people.ts';
import type { ProductsCallMap } from './topics/products.ts';
import type { RefillCallMap } from './topics/refill.ts';
import type { ReportsCallMap } from './topics/reports.ts';
import type { ReviewsCallMap } from './topics/reviews.ts';
import type { SalesCallMap } from './topics/sales.ts';
import type { SessionCallMap } from './topics/session.ts';
import type { SlotsCallMap } from './topics/slots.ts';
import type { SettingsCallMap } from './topics/settings.ts';
import type { SetupCallMap } from './topics/setup.ts';
import type { SheetCallMap } from './topics/sheet.ts';
import type { StatusCallMap } from './topics/status.ts';
import type { UpdateCallMap } from './topics/update.ts';
import type { UsbCallMap } from './topics/usb.ts';

/** Everything the window may ask of main: one method per intention, one named-parameters object in. */
export interface CallMap
  extends
    StatusCallMap,
    SessionCallMap,
    HardwareCallMap,
    HealthCallMap,
    ChangesCallMap,
    MaximumCallMap,
    PeopleCallMap,
    ProductsCallMap,
    RefillCallMap,
    SettingsCallMap,
    SetupCallMap,
    SlotsCallMap,
    SheetCallMap,
    UpdateCallMap,
    UsbCallMap,
    SalesCallMap,
    ReviewsCallMap,
    ReportsCallMap {}

export type Method = keyof CallMap;

export type KioskCalls = {
  readonly [M in Method]: (
    input: CallMap[M]['input'],
  ) => Promise<Result<CallMap[M]['output'], IpcError>>;
};

/** The whole of `window.kiosk`. */
export interface KioskBridge extends KioskCalls {
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): () => void;
}
