import type { ScreenSettings } from '../settings/screen.ts';
import type { VendCapabilities } from '../vend/controller.ts';
import { NO_UPDATES } from '../update/update-view.ts';
import type { KioskSnapshot, ServiceView } from './snapshot.ts';

const NO_MACHINE: VendCapabilities = {
  priceOwner: 'machine',
  keypad: false,
  canDispense: false,
  motorTest: false,
  dropSensor: false,
  stockOnDevice: false,
  temperature: false,
  door: false,
  light: false,
  machineDisplay: false,
  preauthSession: false,
  alwaysIdle: false,
  cashSale: false,
};

interface BareFacts {
  readonly revision: number;
  readonly atMs: number;
  readonly version: string;
  readonly service: ServiceView;
  readonly screen: ScreenSettings;
}

/** What is shown of a program that serves no machine yet: it has no name, no hardware and no relay. */
export function bareSnapshot({
  revision,
  atMs,
  version,
  service,
  screen,
}: BareFacts): KioskSnapshot {
  return {
    revision,
    atMs,
    version,
    machineId: '',
    location: undefined,
    currency: 'NOK',
    state: 'notReady',
    reasons: ['not-set-up'],
    relay: { state: 'down', latencyMs: undefined, detail: '' },
    hardware: { state: 'down', machine: 'offline', detail: '' },
    machine: {
      capabilities: NO_MACHINE,
      isInServiceMode: false,
      faults: [],
      motors: [],
      celsius: undefined,
      foodMaxCelsius: undefined,
      isDropSensorOn: undefined,
      task: undefined,
      lastTask: undefined,
      lastKey: undefined,
    },
    slots: [],
    service,
    setUpHold: undefined,
    screen,
    sale: undefined,
    lastSales: [],
    settlingCount: 0,
    reviewCount: 0,
    today: { count: 0, sumMinor: 0 },
    stockNotes: [],
    maxAmountMinor: undefined,
    capMinor: undefined,
    qr: undefined,
    testSale: undefined,
    sheet: 'unprinted',
    print: undefined,
    qrVerification: undefined,
    update: NO_UPDATES,
  };
}
