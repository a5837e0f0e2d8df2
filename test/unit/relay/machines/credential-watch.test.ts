import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../../../src/relay/store/sqlite/sqlite-store.ts';
import {
  createStandInSocket,
  openRelayFixture,
  pass,
  type RelayFixture,
  type StandInSocket,
} from '../relay-fixture.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';
let relay: RelayFixture;
beforeEach(async () => {
  relay = await openRelayFixture([ONE, TWO]);
  relay.credentials.start();
});
afterEach(() => relay.close());

function connect(machineId: string): StandInSocket {
  const socket = createStandInSocket();
  const place = { machine: relay.machine(machineId), credentialHash: `hash-${machineId}` };
  relay.links.connect(place, socket);
  return socket;
}

test('a credential that another program takes back ends its link within seconds, and no other', async () => {
  const [one, two] = [connect(ONE), connect(TWO)];
  await pass(relay.clock, 10_000);
  const command = openSqliteStore(relay.file);
  await command.machines.setCredential(ONE, undefined, 0);
  await command.close();
  await pass(relay.clock, 3_100);
  expect([one.closedWith, two.closedWith]).toEqual([4401, undefined]);
});

test('a machine that another program removes is no longer connected', async () => {
  const one = connect(ONE);
  await relay.store.machines.remove(ONE, 0);
  await pass(relay.clock, 3_100);
  expect(one.closedWith).toBe(4401);
});

test('a link that begins just after its credential was taken back ends as well', async () => {
  await relay.store.machines.setCredential(ONE, undefined, 0);
  await pass(relay.clock, 6_500);
  const one = connect(ONE);
  await pass(relay.clock, 3_100);
  expect(one.closedWith).toBe(4401);
});

test('a change of long ago is not looked at again', async () => {
  await relay.store.machines.setCredential(ONE, 'hash-other', 0);
  await relay.store.machines.setCredential(ONE, `hash-${ONE}`, 0);
  await pass(relay.clock, 40_000);
  const { last } = await relay.store.machines.credentialChanges(undefined);
  expect(await relay.store.machines.credentialChanges(last)).toEqual({ last, machineIds: [] });
  const one = connect(ONE);
  await pass(relay.clock, 10_000);
  expect(one.closedWith).toBeUndefined();
});
