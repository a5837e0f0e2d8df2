import { Client } from 'pg';
import { expect, test } from 'vitest';
import type { DeliveryStore } from '../../../../src/relay/store/ports/deliveries.ts';
import { openPostgresStore } from '../../../../src/relay/store/postgres/postgres-store.ts';
import { freshDatabase } from '../../../support/postgres.ts';

const MACHINE = 'vm-0001';
/** Nothing is slow here but the computer. */
const PATIENT = { statementMs: 300_000, lockMs: 300_000, connectMs: 300_000 };

interface Both {
  readonly deliveries: DeliveryStore;
  readonly close: () => Promise<void>;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function asBuilt(url: string): Promise<Both> {
  const store = await openPostgresStore(url, PATIENT);
  return { deliveries: store.deliveries, close: () => store.close() };
}

/** The seeded fault: sequences of the whole database, which are not in the order of the commits. */
async function withDatabaseWideSequence(url: string): Promise<Both> {
  const store = await openPostgresStore(url, PATIENT);
  const clients = [await connect(url), await connect(url)];
  await clients[0]!.query('CREATE SEQUENCE all_machines');
  let next = 0;
  return {
    deliveries: {
      ...store.deliveries,
      add: async ({ machineId, key, body, atMs }) => {
        const { rows } = await clients[next++ % 2]!.query<{ sequence: string; body: string }>(
          `INSERT INTO delivery (machine_id, sequence, key, body, at)
           VALUES ($1, nextval('all_machines'), $2, $3, $4)
           ON CONFLICT (key) DO NOTHING RETURNING sequence, body`,
          [machineId, key, body, atMs],
        );
        return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }))[0];
      },
    },
    close: async () => {
      for (const client of clients) await client.end();
      await store.close();
    },
  };
}

async function waitingForLocks(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return Number(rows[0]!.count);
}

/** What a link does with events: it sends those after the last one, and the machine acknowledges the last. */
function createReader(deliveries: DeliveryStore): {
  readonly got: string[];
  readonly read: () => Promise<void>;
} {
  const got: string[] = [];
  let lastSent = 0;
  return {
    got,
    read: async () => {
      for (const { sequence, body } of await deliveries.pending(MACHINE, {
        after: lastSent,
        most: 32,
      })) {
        lastSent = sequence;
        got.push(body);
      }
      await deliveries.acknowledge(new Map([[MACHINE, lastSent]]));
    },
  };
}

/**
 * Two events for one machine, from two processes. The first has its sequence and is held up before its commit: a third
 * transaction, which never commits, writes the same key. The machine reads and acknowledges meanwhile, and after it.
 */
async function raceOn(open: (url: string) => Promise<Both>): Promise<readonly string[]> {
  const url = await freshDatabase();
  const { deliveries, close } = await open(url);
  const reader = createReader(deliveries);
  const [holder, watcher] = [await connect(url), await connect(url)];
  const event = (key: string) => ({ machineId: MACHINE, key, body: `{"key":"${key}"}`, atMs: 0 });
  try {
    await holder.query('BEGIN');
    await holder.query(
      `INSERT INTO delivery (machine_id, sequence, key, body, at) VALUES ('nobody', 1, 'first', '{}', 0)`,
    );
    const first = deliveries.add(event('first'));
    while ((await waitingForLocks(watcher)) < 1);
    const second = deliveries.add(event('second'));
    // It is stored, or it waits for the first.
    const isIn = second.then(() => true);
    const isWaiting = async () => (await waitingForLocks(watcher)) === 2;
    while (!(await Promise.race([isIn, isWaiting()])));
    await reader.read();
    await holder.query('ROLLBACK');
    await Promise.all([first, second]);
    await reader.read();
    return reader.got;
  } finally {
    await holder.end();
    await watcher.end();
    await close();
  }
}

test('a sequence of the whole database loses an event when commits come in another order', async () => {
  expect(await raceOn(withDatabaseWideSequence)).toEqual(['{"key":"second"}']);
});

test('a sequence under the machine’s row lock is in commit order: both events come, in order', async () => {
  expect(await raceOn(asBuilt)).toEqual(['{"key":"first"}', '{"key":"second"}']);
});
