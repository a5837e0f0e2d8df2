import Libsql from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFleet, type Fleet } from '../../../../src/relay/machines/fleet.ts';
import type { LinkHandle } from '../../../../src/relay/machines/connection.ts';
import type { FleetEntry, MachineReport } from '../../../../src/relay/store/ports/fleet.ts';
import {
  createStandInSocket,
  openRelayFixture,
  pass,
  type RelayFixture,
} from '../relay-fixture.ts';

const ONE = 'vm-0001';
let relay: RelayFixture;
let fleet: Fleet;
let writes: (readonly MachineReport[])[];
beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
  writes = [];
  const { store, links, clock, log } = relay;
  const counted = {
    find: (machineId: string) => store.fleet.find(machineId),
    save: (reports: readonly MachineReport[]) => {
      writes.push(reports);
      return store.fleet.save(reports);
    },
  };
  fleet = createFleet({ store: counted, links, clock, log });
  fleet.start();
});
afterEach(async () => {
  await fleet.stop();
  await relay.close();
});

function connect(): LinkHandle {
  const socket = createStandInSocket();
  const place = { machine: relay.machine(ONE), credentialHash: `hash-${ONE}` };
  const handle = relay.links.connect(place, socket);
  handle.onText(JSON.stringify({ type: 'hello', version: 1, software: 'vendskap/1.2' }));
  return handle;
}

function beat(handle: LinkHandle, told: object = {}): void {
  const heartbeat = { type: 'heartbeat', id: 1, state: 'ready', reasons: [], ...told };
  handle.onText(JSON.stringify(heartbeat));
}

async function kept(): Promise<FleetEntry | undefined> {
  await pass(relay.clock, 5_000);
  return relay.store.fleet.find(ONE);
}

test('what a machine says in hello and heartbeats is kept', async () => {
  const handle = connect();
  beat(handle, { faults: ['motorJam'], driver: 'xy', lastSaleAtMs: 7, roundTripMs: 31 });
  expect(await kept()).toMatchObject({
    ...{ isConnected: true, state: 'ready', reasons: [], software: 'vendskap/1.2', connects: 1 },
    ...{ faults: ['motorJam'], driver: 'xy', lastSaleAtMs: 7, roundTripMs: 31 },
  });
  // An older machine says less; what is known of it stays.
  beat(handle, { state: 'notReady', reasons: ['door-open'] });
  expect(await kept()).toMatchObject({ reasons: ['door-open'], lastSaleAtMs: 7, roundTripMs: 31 });
  handle.onClose();
  expect(await kept()).toMatchObject({ isConnected: false, sinceMs: relay.clock.nowMs() - 5_000 });
});

test('many heartbeats cost one write, and their history is what changed', async () => {
  const handle = connect();
  for (let sale = 0; sale < 12; sale += 1) {
    beat(handle, { state: 'busy' });
    beat(handle, { lastSaleAtMs: sale });
  }
  expect(await kept()).toMatchObject({ lastSaleAtMs: 11 });
  beat(handle, { lastSaleAtMs: 12 });
  await kept();
  expect(writes.map((reports) => reports.map(({ isNews }) => isNews))).toEqual([[true], [false]]);
});

test('the history of a machine that comes and goes all day is bounded', async () => {
  for (let time = 0; time < 60; time += 1) {
    beat(connect(), { reasons: [String(time)] });
    await kept();
  }
  const history = await relay.store.fleet.history(ONE, 1_000);
  expect(history.length).toBeLessThanOrEqual(21);
  expect(await relay.store.fleet.find(ONE)).toMatchObject({ reasons: ['59'], connects: 60 });
});

test('a full disk loses none of it, and nothing else waits', async () => {
  const other = new Libsql(relay.file);
  other.exec('BEGIN IMMEDIATE');
  beat(connect(), { reasons: ['door-open'] });
  await pass(relay.clock, 30_000);
  expect(await fleet.statusOf(ONE)).toMatchObject({ reasons: ['door-open'] });
  other.exec('ROLLBACK');
  other.close();
  expect(await kept()).toMatchObject({ connects: 1, reasons: ['door-open'] });
});

test('after a restart of the relay the last status is known before the machine speaks', async () => {
  beat(connect(), { reasons: ['nothing-sellable'] });
  await fleet.stop();
  const { store, links, clock, log } = relay;
  const next = createFleet({ store: store.fleet, links, clock, log });
  expect(await next.statusOf(ONE)).toMatchObject({ reasons: ['nothing-sellable'] });
  next.start();
  // Its connection is news about the link, and not about the rest.
  relay.links.closeAll();
  connect();
  expect(await next.statusOf(ONE)).toMatchObject({ reasons: ['nothing-sellable'] });
  expect(await kept()).toMatchObject({ reasons: ['nothing-sellable'], connects: 2 });
  await next.stop();
});
