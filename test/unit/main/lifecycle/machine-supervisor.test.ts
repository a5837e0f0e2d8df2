import { NEW_SLOT_DEFAULTS } from '#core/slots/slot.ts';
import { openDatabase } from '#sqlite/database.ts';
import { DEFAULT_SETTINGS } from '#core/settings/settings.ts';
import type { VendController, VendEvent } from '#core/vend/controller.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createMachineSupervisor } from '../../../../src/main/lifecycle/machine-supervisor.ts';
import { readSlots } from '../../../../src/main/store/catalogue.ts';
import { replaceSlots } from '../../../support/slots.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { createHealthStore } from '../../../../src/main/store/health-store.ts';
import { createMachineStore } from '../../../../src/main/store/machine-store.ts';
import { createQibixxDriver } from '../../../../src/main/vend/qibixx/driver.ts';
import { qibixxOptionsSchema } from '../../../../src/main/vend/qibixx/options.ts';
import { createVirtualClock } from '../../../support/house/virtual-clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'vendskap-room-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const silent = (): undefined => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

const COLA = {
  selection: 'A1',
  item: 1,
  product: 'Cola',
  priceMinor: 3_000,
  vatRate: 1_500,
  stock: 2,
  capacity: 10,
  ...NEW_SLOT_DEFAULTS,
};

it('what the machine reports while the disk takes nothing stops nobody, and is kept when it does', () => {
  const database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  replaceSlots(database, [COLA]);
  const clock = createVirtualClock();
  const machine: VendController = createQibixxDriver({
    path: '/dev/null',
    sessionMode: 'authorise-first',
    currency: 'NOK',
    options: qibixxOptionsSchema.parse({}),
    clock,
    log,
    newId: () => 'request',
  });
  const store = createMachineStore(database);
  const room = createMachineSupervisor({
    machine,
    store,
    health: createHealthStore(database),
    slots: () => readSlots(database),
    settings: () => DEFAULT_SETTINGS,
    clock,
    log,
    isInServiceMode: () => false,
    isSaleRunning: () => false,
    onChange: silent,
  });
  const door = (isPresent: boolean): VendEvent => {
    return { kind: 'fault', code: 'doorOpen', item: undefined, isPresent, detail: 'door' };
  };
  room.onVendEvent(door(true));
  expect(room.isDoorOpen()).toBe(true);

  database.run('PRAGMA query_only = 1');
  room.onVendEvent({ kind: 'temperature', celsius: 4 });
  room.onVendEvent({ kind: 'allFilled' });
  room.onVendEvent(door(false));
  room.onVendEvent({
    kind: 'fault',
    code: 'motorJammed',
    item: 1,
    isPresent: true,
    detail: '04 03',
  });
  expect(room.isDoorOpen()).toBe(true);
  expect(readSlots(database)[0]?.stock).toBe(2);

  database.run('PRAGMA query_only = 0');
  room.onVendEvent({ kind: 'temperature', celsius: 4 });
  room.onVendEvent(door(false));
  clock.runNext();
  expect(store.temperaturesSince(0).map(({ celsius }) => celsius)).toEqual([4]);
  expect(room.isDoorOpen()).toBe(false);
  expect(readSlots(database)[0]?.isLatched).toBe(true);
  expect(store.openFaults().map(({ code }) => code)).toEqual(['motorJammed']);
  room.stop();
  database.close();
});

it.each([
  [true, false, 7],
  [false, false, undefined],
  [true, true, undefined],
])(
  'a key is learnt in service mode (%s), never of a sale (%s)',
  (isInServiceMode, isSaleRunning, item) => {
    const path = join(mkdtempSync(join(tmpdir(), 'vendskap-room-')), 'kiosk.db');
    const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
    replaceSlots(database, [COLA]);
    const clock = createVirtualClock();
    const room = createMachineSupervisor({
      machine: createQibixxDriver({
        path: '/dev/null',
        sessionMode: 'always-idle',
        currency: 'NOK',
        options: qibixxOptionsSchema.parse({}),
        clock,
        log,
        newId: () => 'request',
      }),
      store: createMachineStore(database),
      health: createHealthStore(database),
      slots: () => readSlots(database),
      settings: () => DEFAULT_SETTINGS,
      clock,
      log,
      isInServiceMode: () => isInServiceMode,
      isSaleRunning: () => isSaleRunning,
      onChange: silent,
    });
    const pressed = (key: number | undefined): VendEvent => ({
      kind: 'selection',
      selection: { requestId: 'r', item: key, priceMinor: 2_500, answerWithinMs: 1_000 },
    });
    room.onVendEvent(pressed(7));
    room.onVendEvent(pressed(undefined));
    expect(room.view([], DEFAULT_SETTINGS).lastKey?.item).toBe(item);
    database.close();
  },
);
