import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../src/relay/store/postgres/postgres-store.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { upTo } from '../support/both-stores.ts';
import {
  freshDatabase,
  startPostgres,
  startStandby,
  type PostgresServer,
} from '../support/postgres.ts';

const event = (key: string) => ({ machineId: 'vm-0001', key, body: '{}', atMs: 0 });
const ALL = { after: 0, most: 1_000 };
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function ownServer(): Promise<PostgresServer> {
  const server = await startPostgres();
  cleanUps.push(() => server.remove());
  return server;
}

async function open(...[url, options]: Parameters<typeof openPostgresStore>): Promise<RelayStore> {
  const store = await openPostgresStore(url, options);
  cleanUps.push(() => store.close());
  return store;
}

/** The codes that so many writes ended with, `kept` for those that were stored. */
async function writeMany(store: RelayStore, keys: readonly string[]): Promise<readonly string[]> {
  const results = await Promise.allSettled(keys.map((key) => store.deliveries.add(event(key))));
  return results.map((result) =>
    result.status === 'fulfilled' ? 'kept' : String(Reflect.get(Object(result.reason), 'code')),
  );
}

async function hold(url: string, sql: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(sql);
  cleanUps.push(() => client.end());
  return client;
}

describe('a server that is away', () => {
  test('fails writes and reads with store/unreachable; connections come back with it, and nothing is lost', async () => {
    const server = await ownServer();
    const url = await server.createDatabase();
    const store = await open(url, { connections: 4 });
    expect(await writeMany(store, ['before'])).toEqual(['kept']);
    await server.stop('immediate');
    const codes = await writeMany(store, ['a', 'b', 'c', 'd', 'e', 'f']);
    expect(new Set(codes)).toEqual(new Set(['store/unreachable']));
    await expect(store.machines.count()).rejects.toHaveProperty('code', 'store/unreachable');
    await server.start();
    expect(await writeMany(store, ['a', 'b', 'before'])).toEqual(['kept', 'kept', 'kept']);
    expect(await store.deliveries.pending('vm-0001', ALL)).toHaveLength(3);
  });

  test('a restart in the middle of many writes: each is stored, or fails and may be sent again', async () => {
    const server = await ownServer();
    const store = await open(await server.createDatabase(), { connections: 4 });
    const keys = upTo(400).map(String);
    const writing = writeMany(store, keys);
    await server.stop('fast');
    await server.start();
    const codes = await writing;
    const failed = keys.filter((_, index) => codes[index] !== 'kept');
    expect(codes.filter((code) => !['kept', 'store/unreachable'].includes(code))).toEqual([]);
    expect(new Set(await writeMany(store, failed))).toEqual(
      new Set(failed.length === 0 ? [] : ['kept']),
    );
    expect(await store.deliveries.pending('vm-0001', ALL)).toHaveLength(400);
  });

  test('a program that starts meanwhile says so, without the password', async () => {
    const server = await ownServer();
    const url = server.url('postgres').replace('vendskap@', 'vendskap:secret@');
    await server.stop();
    const error = await openPostgresStore(url).catch((reason: unknown) => reason);
    expect(error).toHaveProperty('code', 'store/unreachable');
    expect(String(error)).toContain(`127.0.0.1:${String(server.port)}/postgres`);
    expect(String(error)).not.toContain('secret');
  });
});

describe('a database that is slow', () => {
  test('a full pool fails like a database that is away, and works again afterwards', async () => {
    const url = await freshDatabase();
    const store = await open(url, { connections: 2, connectMs: 1_500, lockMs: 60_000 });
    const holder = await hold(url, 'LOCK TABLE machine_sequence');
    const held = writeMany(store, ['a', 'b']);
    expect(await writeMany(store, ['c'])).toEqual(['store/unreachable']);
    await holder.query('ROLLBACK');
    await held;
    expect(await writeMany(store, ['a', 'b', 'c'])).toEqual(['kept', 'kept', 'kept']);
  });

  test('a lock that lasts fails with store/locked, a statement that lasts with store/unreachable', async () => {
    const url = await freshDatabase();
    const store = await open(url, { lockMs: 200 });
    const impatient = await open(url, { statementMs: 200, lockMs: 60_000 });
    const holder = await hold(url, 'LOCK TABLE machine_sequence');
    expect(await writeMany(store, ['a'])).toEqual(['store/locked']);
    expect(await writeMany(impatient, ['a'])).toEqual(['store/unreachable']);
    await holder.query('ROLLBACK');
    expect(await writeMany(store, ['a'])).toEqual(['kept']);
    expect(await writeMany(impatient, ['b'])).toEqual(['kept']);
  });
});

/** A line to a server on which every answer is late. */
async function slowLine(to: number): Promise<{ readonly port: number; delayMs: number }> {
  const line = { port: 0, delayMs: 0 };
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: to });
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      setTimeout(() => near.write(bytes), line.delayMs);
    });
    for (const [end, other] of [[near, far] as const, [far, near] as const]) {
      end.on('error', () => end.destroy());
      end.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return Object.assign(line, { port: address.port });
}

describe('a pool', () => {
  test('loses no connection when somebody stops waiting for it while it is made', async () => {
    const server = await ownServer();
    const direct = await server.createDatabase();
    const line = await slowLine(server.port);
    const url = direct.replace(String(server.port), String(line.port));
    // One connection: if it were lost, nothing would work any more, and closing would never end.
    const patient = { statementMs: 120_000, lockMs: 120_000 };
    const store = await open(url, { connections: 1, connectMs: 3_000, ...patient });
    while ((await writeMany(store, ['connected']))[0] !== 'kept');
    const holder = await hold(direct, 'LOCK TABLE machine_sequence');
    const first = writeMany(store, ['a']);
    const isWaiting = async (): Promise<boolean> => {
      const { rows } = await holder.query(
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
      );
      return rows.length > 0;
    };
    while (!(await isWaiting()));
    const second = writeMany(store, ['b']);
    line.delayMs = 1_800;
    await holder.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
    );
    expect(await first).toEqual(['store/unreachable']);
    await holder.query('ROLLBACK');
    await second;
    line.delayMs = 0;
    expect(await writeMany(store, ['a', 'b', 'c'])).toEqual(['kept', 'kept', 'kept']);
  });
});

describe('a failover to a standby', () => {
  test('the URL names both: what was acknowledged is there, and sequences go on', async () => {
    const primary = await ownServer();
    const standby = await startStandby(primary);
    cleanUps.push(() => standby.remove());
    const database = new URL(await primary.createDatabase()).pathname;
    const ports = [standby, primary].map(({ port }) => `127.0.0.1:${String(port)}`);
    const url = `postgresql://vendskap@${ports.join()}${database}`;
    // As an operator sets it who wants no acknowledged event lost with the primary.
    await primary.makeSynchronous();
    const store = await open(url, { connections: 4 });
    const keys = upTo(50).map(String);
    expect(new Set(await writeMany(store, keys))).toEqual(new Set(['kept']));
    const before = await store.deliveries.pending('vm-0001', ALL);
    await primary.stop('immediate');
    expect(await writeMany(store, ['meanwhile'])).toEqual(['store/unreachable']);
    await standby.promote();
    expect(await writeMany(store, ['after'])).toEqual(['kept']);
    const after = await store.deliveries.pending('vm-0001', ALL);
    expect(after.slice(0, 50)).toEqual(before);
    expect(after).toHaveLength(51);
    expect(after[50]!.sequence).toBeGreaterThan(before[49]!.sequence);
  });
});
