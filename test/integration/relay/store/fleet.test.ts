import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MachineReport, MachineStatus } from '../../../../src/relay/store/ports/fleet.ts';
import type { RelayStore } from '../../../../src/relay/store/ports/relay-store.ts';
import { emptyDatabase, onBothStores, type EmptyDatabase } from '../../../support/both-stores.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';

function status(changes: Partial<MachineStatus> = {}): MachineStatus {
  return {
    ...{ isConnected: true, sinceMs: 10, heardAtMs: 10, state: 'ready', software: 'vendskap/1' },
    ...{ reasons: [], faults: [], driver: 'xy', lastSaleAtMs: undefined, roundTripMs: 40 },
    ...changes,
  };
}

function report(machineId: string, changes: Partial<MachineReport> = {}): MachineReport {
  return { machineId, status: status(), connects: 0, isNews: false, ...changes };
}

onBothStores((kind) => {
  let db: EmptyDatabase;
  let store: RelayStore;
  beforeEach(async () => {
    db = await emptyDatabase(kind);
    store = await db.open();
    for (const machineId of [TWO, ONE]) {
      await store.machines.add({ machineId, merchantSerialNumber: '123456', location: 'Hall' }, 1);
    }
  });
  afterEach(() => db.remove());

  test('the last status of a machine is kept, and its connections are counted', async () => {
    await store.fleet.save([report(TWO, { connects: 1 }), report(ONE, { connects: 2 })]);
    const sold = status({ lastSaleAtMs: 20.5, reasons: ['door-open'], state: 'notReady' });
    await store.fleet.save([report(ONE, { status: sold, connects: 3 })]);
    const other = await db.open();
    expect(await other.fleet.list()).toEqual([
      { machineId: ONE, connects: 5, ...sold },
      { machineId: TWO, connects: 1, ...status() },
    ]);
    expect(await other.fleet.find(ONE)).toEqual({ machineId: ONE, connects: 5, ...sold });
    expect(await other.fleet.find('vm-0003')).toBeUndefined();
    await store.fleet.save([]);
  });

  test('only news goes into the history, the newest first, and old news is removed', async () => {
    for (const heardAtMs of [10, 20, 30]) {
      await store.fleet.save([report(ONE, { status: status({ heardAtMs }), isNews: true })]);
    }
    await store.fleet.save([report(ONE), report(TWO, { isNews: true })]);
    const times = async (most: number): Promise<number[]> =>
      (await store.fleet.history(ONE, most)).map(({ heardAtMs }) => heardAtMs);
    expect(await times(2)).toEqual([30, 20]);
    await store.fleet.removeHistoryBefore(20);
    expect(await times(9)).toEqual([30, 20]);
    expect(await store.fleet.history(TWO, 9)).toEqual([]);
  });

  test('what is known of a machine goes with it, and a late report does not bring it back', async () => {
    await store.fleet.save([report(ONE, { isNews: true })]);
    await store.machines.remove(ONE, 2);
    await store.fleet.save([report(ONE, { isNews: true })]);
    expect(await store.fleet.list()).toEqual([]);
    expect(await store.fleet.history(ONE, 9)).toEqual([]);
  });
});
