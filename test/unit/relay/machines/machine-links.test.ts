import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
let relay: RelayFixture;
beforeEach(async () => {
  relay = await openRelayFixture([ONE, 'vm-0002']);
});
afterEach(() => relay.close());

interface Connected {
  readonly socket: StandInSocket;
  readonly handle: LinkHandle;
  say(message: unknown): void;
}

async function connect(
  machineId = ONE,
  credentialHash = `hash-${machineId}`,
): Promise<Connected | string> {
  const place = { machine: relay.machine(machineId), credentialHash };
  let connected: Connected | undefined;
  const result = await relay.links.tryConnect(place, () => {
    const socket = createStandInSocket();
    const handle = relay.links.connect(place, socket);
    connected = {
      socket,
      handle,
      say: (message) => {
        handle.onText(JSON.stringify(message));
      },
    };
  });
  return connected ?? result;
}

async function linked(machineId = ONE): Promise<Connected> {
  const connected = await connect(machineId);
  if (typeof connected === 'string') throw new Error(connected);
  connected.say({ type: 'hello', version: 1, software: 'test' });
  await settle();
  return connected;
}

async function keep(count: number, from = 0): Promise<void> {
  for (let index = from; index < from + count; index += 1) {
    const delivery = await relay.store.deliveries.add({
      machineId: ONE,
      key: `k${String(index)}`,
      body: `{"n":${String(index)}}`,
      atMs: 0,
    });
    if (delivery !== undefined) relay.links.deliver(ONE, delivery);
  }
}

const sequences = ({ socket }: Connected): number[] =>
  socket.sent
    .filter((frame) => frame['type'] === 'paymentEvent')
    .map((frame) => Number(frame['sequence']));
const heartbeat = { type: 'heartbeat', id: 1, state: 'ready', reasons: [] };

describe('events', () => {
  test('go a few at a time, in order, each once; new ones behind those that wait', async () => {
    await keep(50);
    const machine = await linked();
    expect(sequences(machine)).toHaveLength(32);
    await keep(10, 50);
    expect(sequences(machine)).toHaveLength(32);
    let acknowledged = 0;
    while (acknowledged !== sequences(machine).at(-1)) {
      acknowledged = sequences(machine).find((sequence) => sequence > acknowledged) ?? 0;
      machine.say({ type: 'ack', sequence: acknowledged });
      await settle();
    }
    const all = sequences(machine);
    expect(all).toEqual([...all].sort((one, two) => one - two));
    expect(new Set(all).size).toBe(60);
    await pass(relay.clock, 100);
    expect(await relay.store.deliveries.pending(ONE, { after: 0, most: 100 })).toEqual([]);
    await keep(1, 60);
    expect(sequences(machine)).toHaveLength(61);
  });

  test('an acknowledgement that the store cannot take is kept, and written when it can', async () => {
    const machine = await linked();
    await keep(2);
    const other = new Libsql(relay.file);
    other.exec('BEGIN IMMEDIATE');
    machine.say({ type: 'ack', sequence: sequences(machine)[0] });
    await pass(relay.clock, 6_000);
    machine.say({ type: 'ack', sequence: sequences(machine)[1] });
    await pass(relay.clock, 2_000);
    expect(relay.links.isConnected(ONE)).toBe(true);
    // A machine that comes back meanwhile is not told again what it has acknowledged.
    machine.handle.onClose();
    const again = await linked();
    expect(sequences(again)).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    await pass(relay.clock, 3_000);
    expect(await relay.store.deliveries.pending(ONE, { after: 0, most: 100 })).toEqual([]);
  });

  test('an acknowledgement of what was never sent, or known, is no write', async () => {
    const machine = await linked();
    await keep(1);
    const [first] = sequences(machine);
    machine.say({ type: 'ack', sequence: (first ?? 0) + 1_000 });
    await settle();
    expect(await relay.store.deliveries.pending(ONE, { after: 0, most: 9 })).toHaveLength(1);
    machine.say({ type: 'ack', sequence: first });
    machine.say({ type: 'ack', sequence: first });
    await settle();
    expect(relay.acknowledgements.unwrittenUpTo(ONE)).toBe(0);
  });
});

describe('a flood', () => {
  test.each([
    ['heartbeats', heartbeat],
    ['hellos', { type: 'hello', version: 1, software: 'x' }],
    ['acknowledgements', { type: 'ack', sequence: 7 }],
    ['answers to nothing', { type: 'checkInAnswer', checkInId: 'x', accepted: true }],
    ['proofs', { type: 'awaitProof', withinMs: 1 }],
    ['alerts', { type: 'alert', id: 'a', kind: 'machineFault', sinceMs: 1, detail: '' }],
    ['what nobody knows', { type: 'dance' }],
  ])('of %s is slowed down, then cut off, and kept away for a while', async (_what, frame) => {
    const machine = await linked();
    for (let second = 0; second < 10 && machine.socket.closedWith === undefined; second += 1) {
      for (let count = 0; count < 2_000; count += 1) machine.say(frame);
      if (second === 0) expect(machine.socket.isPaused).toBe(true);
      await pass(relay.clock, 1_000);
    }
    expect(machine.socket.closedWith).toBe(4429);
    expect(machine.socket.sent.length).toBeLessThan(3_000);
    expect(await connect()).toBe('tooOften');
    await pass(relay.clock, 31_000);
    await linked();
  });

  test('an honest machine that beats and acknowledges is never slowed down', async () => {
    const machine = await linked();
    for (let count = 0; count < 150; count += 1) {
      await keep(1, count);
      machine.say({ type: 'ack', sequence: sequences(machine).at(-1) });
    }
    for (let beat = 0; beat < 100; beat += 1) {
      machine.say(heartbeat);
      await pass(relay.clock, 1_000);
    }
    expect(machine.socket).toMatchObject({ isPaused: false, closedWith: undefined });
  });

  test('a machine that reads nothing is cut off', async () => {
    const machine = await linked();
    machine.socket.buffered = 2_000_000;
    machine.say(heartbeat);
    expect(machine.socket.isTerminated).toBe(true);
    expect(relay.links.isConnected(ONE)).toBe(false);
  });

  test('connecting again and again is refused, for that machine alone', async () => {
    let admitted = 0;
    for (let time = 0; time < 100; time += 1) {
      const connected = await connect();
      if (typeof connected === 'string') continue;
      admitted += 1;
      connected.handle.onClose();
    }
    expect(admitted).toBe(20);
    await linked('vm-0002');
  });
});

describe('a frame', () => {
  test('of a newer machine, or an alert that makes no sense, is passed over', async () => {
    const machine = await linked();
    machine.say({ type: 'dance', steps: 3 });
    machine.say({ type: 'alert', id: 'a', kind: 'machineFault', sinceMs: 1e300, detail: '' });
    expect(machine.socket.closedWith).toBeUndefined();
    expect(relay.alerts).toEqual([]);
    machine.say({ type: 'alert', id: 'b', kind: 'receiptNotPosted', sinceMs: 5, detail: 'x' });
    await settle();
    expect(machine.socket.sent.at(-1)).toEqual({ type: 'alertAck', id: 'b' });
  });

  test.each(['', '[]', 'null', '{"type":7}', '{"type":"ack","sequence":-1}'])(
    'that is not of the link ends it: %s',
    async (text) => {
      const machine = await linked();
      machine.handle.onText(text);
      expect(machine.socket.closedWith).toBe(4400);
    },
  );

  test('an alert that cannot be kept, or is too many, is not acknowledged and ends nothing', async () => {
    const machine = await linked();
    const alert = { type: 'alert', id: 'a', kind: 'machineFault', sinceMs: 5, detail: '' };
    relay.keepAlert = () => Promise.reject(new Error('disk full'));
    machine.say(alert);
    await settle();
    relay.keepAlert = () => Promise.resolve('tooMany');
    machine.say(alert);
    await settle();
    expect(machine.socket.sent.filter((frame) => frame['type'] === 'alertAck')).toEqual([]);
    expect(relay.links.isConnected(ONE)).toBe(true);
  });
});

describe('the same credential twice', () => {
  test('the older link answers: it stays, the newer one is refused, and it is reported', async () => {
    const older = await linked();
    const newer = connect();
    await settle();
    expect(older.socket.pings).toBe(1);
    older.handle.onPong();
    expect(await newer).toBe('inUse');
    expect(older.socket.closedWith).toBeUndefined();
    expect(relay.usedTwice).toEqual([ONE]);
  });

  test('the older link is dead: the machine is back within seconds, and nothing is reported', async () => {
    const older = await linked();
    const newer = connect();
    await pass(relay.clock, 5_000);
    expect(typeof (await newer)).toBe('object');
    expect(older.socket.closedWith).toBe(4409);
    expect([relay.links.isConnected(ONE), relay.usedTwice]).toEqual([true, []]);
  });

  test('two that come while the older is asked: one of them gets in', async () => {
    await linked();
    const both = [connect(), connect()];
    await pass(relay.clock, 10_000);
    const got = await Promise.all(both);
    expect(got.filter((one) => typeof one === 'object').length).toBeGreaterThan(0);
    expect(relay.links.connectedCount()).toBe(1);
  });

  test('an older link under a credential that was taken back makes room at once', async () => {
    const older = await linked();
    await relay.store.machines.setCredential(ONE, 'hash-new', 0);
    expect(typeof (await connect(ONE, 'hash-new'))).toBe('object');
    expect(older.socket.closedWith).toBe(4401);
    expect(relay.usedTwice).toEqual([]);
  });
});

test('heartbeats in a row ask the store once, and a credential that is gone ends the link', async () => {
  relay.credentials.start();
  const machine = await linked();
  machine.say(heartbeat);
  await settle();
  await relay.store.machines.setCredential(ONE, undefined, 0);
  for (let beat = 0; beat < 10; beat += 1) machine.say(heartbeat);
  await settle();
  expect(machine.socket.closedWith).toBeUndefined();
  await pass(relay.clock, 10_000);
  machine.say(heartbeat);
  await settle();
  expect(machine.socket.closedWith).toBe(4401);
});
