import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LinkHandle } from '../../../../src/relay/machines/connection.ts';
import {
  createStandInSocket,
  openRelayFixture,
  pass,
  settle,
  type RelayFixture,
  type StandInSocket,
} from '../relay-fixture.ts';

const ONE = 'vm-0001';
const CHECK_IN = {
  type: 'checkIn',
  checkInId: 'scan',
  customerToken: 'token',
  initiatedAt: '2026-01-01T12:00:00Z',
  ageMs: 0,
  answerWithinMs: 1_500,
} as const;
let relay: RelayFixture;
beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
});
afterEach(() => relay.close());

function connect(): { readonly socket: StandInSocket; readonly handle: LinkHandle } {
  const socket = createStandInSocket();
  const place = { machine: relay.machine(ONE), credentialHash: `hash-${ONE}` };
  const handle = relay.links.connect(place, socket);
  handle.onText(JSON.stringify({ type: 'hello', version: 1, software: 'test' }));
  return { socket, handle };
}

function beat({ handle }: { readonly handle: LinkHandle }, pace: object = {}): void {
  handle.onText(JSON.stringify({ type: 'heartbeat', id: 1, state: 'ready', reasons: [], ...pace }));
}

test('the welcome says how often a sign of life is wanted', () => {
  expect(connect().socket.sent[0]).toMatchObject({ type: 'welcome', heartbeatSeconds: 60 });
});

test('a machine of an older version is given up after 30 s of silence', async () => {
  const machine = connect();
  await pass(relay.clock, 10_000);
  beat(machine);
  await pass(relay.clock, 29_000);
  expect(machine.socket.closedWith).toBeUndefined();
  await pass(relay.clock, 1_000);
  expect(machine.socket.closedWith).toBe(4408);
});

test('one that follows the pace has 80 s, and a ping is a sign of life', async () => {
  const machine = connect();
  beat(machine, { nextWithinSeconds: 60 });
  for (let minute = 0; minute < 3; minute += 1) {
    await pass(relay.clock, 79_000);
    machine.handle.onPing();
  }
  await pass(relay.clock, 79_000);
  expect(machine.socket.closedWith).toBeUndefined();
  await pass(relay.clock, 1_000);
  expect(machine.socket.closedWith).toBe(4408);
});

test('no machine may promise itself more time than the relay gave', async () => {
  const machine = connect();
  beat(machine, { nextWithinSeconds: 3_600 });
  await pass(relay.clock, 80_000);
  expect(machine.socket.closedWith).toBe(4408);
});

test('a customer whom nobody answers shows that the line is dead: the next one is refused at once', async () => {
  const machine = connect();
  beat(machine, { nextWithinSeconds: 60 });
  const first = relay.links.askCheckIn(ONE, CHECK_IN);
  await pass(relay.clock, 1_500);
  expect(await first).toEqual({ accepted: false, reason: 'no-answer' });
  expect(machine.socket.pings).toBe(1);
  await pass(relay.clock, 4_000);
  expect(machine.socket.closedWith).toBe(4408);
  const second = relay.links.askCheckIn(ONE, { ...CHECK_IN, checkInId: 'next' });
  expect(await second).toEqual({ accepted: false, reason: 'offline' });
});

test('a machine that is only slow with one check-in stays connected', async () => {
  const machine = connect();
  const first = relay.links.askCheckIn(ONE, CHECK_IN);
  await pass(relay.clock, 1_500);
  await first;
  machine.handle.onPong();
  await settle();
  await pass(relay.clock, 5_000);
  expect(machine.socket.closedWith).toBeUndefined();
});

test('a flood of pings is slowed down, then cut off', async () => {
  const machine = connect();
  for (let second = 0; second < 10 && machine.socket.closedWith === undefined; second += 1) {
    for (let count = 0; count < 2_000; count += 1) machine.handle.onPing();
    if (second === 0) expect(machine.socket.isPaused).toBe(true);
    await pass(relay.clock, 1_000);
  }
  expect(machine.socket.closedWith).toBe(4429);
});
