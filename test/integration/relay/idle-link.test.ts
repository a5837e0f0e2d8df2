import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createRelayFeed } from '../../../src/main/gateway/relay-feed.ts';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { MACHINE_A, withRelay, type RelayWorld } from './relay-world.ts';

/** What a packet adds to its bytes: IPv4 20, TCP 20 and its time stamps 12. */
const PACKET = 52;
/** What TLS 1.3 adds to a record: header 5, content type 1, tag 16. */
const TLS_RECORD = 22;
const HOURS = 6;
const MONTH_HOURS = 30 * 24;

interface Wire {
  readonly url: string;
  bytes: number;
  /** Writes of either end. */
  segments: number;
  close(): void;
}

/** A line between machine and relay that counts what goes over it. */
async function startWire(target: string): Promise<Wire> {
  const { hostname, port } = new URL(target);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const count = (data: Buffer): void => {
      wire.bytes += data.length;
      wire.segments += 1;
    };
    near.on('data', count).pipe(far);
    far.on('data', count).pipe(near);
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  const wire: Wire = {
    url: `http://127.0.0.1:${String(address.port)}`,
    bytes: 0,
    segments: 0,
    close: () => {
      server.close();
    },
  };
  return wire;
}

/** Of a month, with everything that IP, TCP and TLS add. An answer carries the ACK of its question; a bare ACK follows it. */
async function megabytesAMonth(world: RelayWorld): Promise<number> {
  const wire = await startWire(world.url);
  let roundTrips = 0;
  const feed = createRelayFeed({
    relayUrl: wire.url,
    credential: world.credential(MACHINE_A),
    software: 'vendskap/0.1.0',
    clock: world.clock,
    log: world.log,
  });
  feed.onEvent(({ kind }) => {
    if (kind === 'latency') roundTrips += 1;
  });
  feed.reportAvailability({ state: 'ready', reasons: [] });
  feed.start();
  await until(() => roundTrips === 1, 'the first heartbeat');
  const before = { ...wire };
  const minutes = HOURS * 60;
  for (let minute = 1; minute <= minutes; minute += 1) {
    await world.pass(60_000);
    await until(() => roundTrips > minute, `minute ${String(minute)}`);
  }
  const segments = wire.segments - before.segments;
  await feed.stop();
  wire.close();
  const total =
    wire.bytes - before.bytes + segments * (PACKET + TLS_RECORD) + (segments / 2) * PACKET;
  return (total * MONTH_HOURS) / HOURS / 1e6;
}

test('an idle link costs at most 10 MB a month', async () => {
  await withRelay({}, async (world) => {
    const megabytes = await megabytesAMonth(world);
    expect(megabytes).toBeGreaterThan(5);
    expect(megabytes).toBeLessThanOrEqual(10);
  });
});
