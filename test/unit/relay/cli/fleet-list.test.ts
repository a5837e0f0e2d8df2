import { afterEach, beforeEach, expect, test } from 'vitest';
import { listMachines, machineTable } from '../../../../src/relay/cli/fleet-list.ts';
import type { MachineStatus } from '../../../../src/relay/store/ports/fleet.ts';
import { openRelayFixture, type RelayFixture } from '../relay-fixture.ts';

const NOON_MS = Date.UTC(2026, 10, 30, 12);
let relay: RelayFixture;
beforeEach(async () => {
  relay = await openRelayFixture(['vm-0001', 'vm-0002', 'vm-0003', 'vm-0004']);
  await relay.store.machines.setCredential('vm-0004', undefined, 0);
});
afterEach(() => relay.close());

async function tell(machineId: string, changes: Partial<MachineStatus>): Promise<void> {
  const status: MachineStatus = {
    ...{ isConnected: true, sinceMs: NOON_MS, heardAtMs: NOON_MS, state: 'ready', reasons: [] },
    ...{ faults: [], software: 'vendskap/0.1.0', driver: 'xy', roundTripMs: 41.6 },
    lastSaleAtMs: NOON_MS - 60_000,
    ...changes,
  };
  await relay.store.fleet.save([{ machineId, status, connects: 1, isNews: false }]);
}

test('each machine is a line of JSON: what it was, and what it last told', async () => {
  await tell('vm-0001', { faults: ['motorJam'] });
  const [one, two] = await listMachines(relay.store, NOON_MS + 1_000);
  expect(JSON.parse(JSON.stringify(one))).toEqual({
    machineId: 'vm-0001',
    merchantSerialNumber: '123456',
    location: 'Hall of vm-0001',
    isEnrolled: true,
    status: {
      ...{ isConnected: true, since: '2026-11-30T12:00:00.000Z', state: 'ready', reasons: [] },
      ...{ faults: ['motorJam'], software: 'vendskap/0.1.0', driver: 'xy', connects: 1 },
      ...{ lastSaleAt: '2026-11-30T11:59:00.000Z', roundTripMs: 41.6 },
      heardAt: '2026-11-30T12:00:00.000Z',
    },
  });
  expect(two?.status).toBeNull();
});

test('a relay that died told no end of its links: after a while they count as ended', async () => {
  await tell('vm-0001', {});
  const isConnectedAt = async (nowMs: number): Promise<boolean | undefined> =>
    (await listMachines(relay.store, nowMs))[0]?.status?.isConnected;
  expect(await isConnectedAt(NOON_MS + 900_000)).toBe(true);
  expect(await isConnectedAt(NOON_MS + 1_200_000)).toBe(false);
});

test('a person reads a table', async () => {
  await tell('vm-0001', {});
  await tell('vm-0002', { state: 'notReady', reasons: ['door-open', 'nothing-sellable'] });
  await tell('vm-0003', { isConnected: false, lastSaleAtMs: undefined, roundTripMs: undefined });
  const table = machineTable(await listMachines(relay.store, NOON_MS));
  const lines = table.split('\n').map((line) => line.split(/ {2,}/));
  expect(lines).toEqual([
    ['Machine', 'Location', 'State', 'Since (UTC)', 'Software', 'Last sale (UTC)', 'Round trip'],
    [
      ...['vm-0001', 'Hall of vm-0001', 'ready', '2026-11-30 12:00', 'vendskap/0.1.0'],
      ...['2026-11-30 11:59', '42 ms'],
    ],
    [
      ...['vm-0002', 'Hall of vm-0002', 'door-open, nothing-sellable', '2026-11-30 12:00'],
      ...['vendskap/0.1.0', '2026-11-30 11:59', '42 ms'],
    ],
    ['vm-0003', 'Hall of vm-0003', 'away', '2026-11-30 12:00', 'vendskap/0.1.0', '-', '-'],
    ['vm-0004', 'Hall of vm-0004', 'not enrolled', '-', '-', '-', '-'],
    [''],
  ]);
});
