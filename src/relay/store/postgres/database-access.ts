import { KioskError } from '#core/base/errors.ts';
import { createHash } from 'node:crypto';
import { Pool, TypeOverrides, types, type PoolClient } from 'pg';
import type { z } from 'zod';
import { addressesOf, withoutPassword } from './addresses.ts';
import { endsConnection, isWrongServer, mayRetry, toStoreError } from './database-errors.ts';

type Value = string | number | boolean | null | readonly string[] | readonly number[];

/** Statements on one connection. Values are `$1`, `$2` …; rows become typed values here or are refused as corrupt. */
export interface Queries {
  all<Row>(schema: z.ZodType<Row>, sql: string, ...values: Value[]): Promise<readonly Row[]>;
  first<Row>(schema: z.ZodType<Row>, sql: string, ...values: Value[]): Promise<Row | undefined>;
  /** Runs one statement that returns no rows. @returns how many rows it changed */
  run(sql: string, ...values: Value[]): Promise<number>;
  /** Runs several statements without values, such as a migration. */
  script(sql: string): Promise<void>;
}

/**
 * A bounded pool of connections to PostgreSQL. A statement alone is a transaction of its own; a write is durable when it
 * resolves. Every failure is a `KioskError` `store/…` within the time-outs below; connections come back by themselves.
 */
export interface PostgresAccess extends Queries {
  /** Runs all of it or none of it. Work that lost a deadlock is done again, so it must touch nothing but the database. */
  atomically<Result>(work: (db: Queries) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Connections at most. */
  readonly connections?: number;
  /** How long work waits for a connection, new or free. */
  readonly connectMs?: number;
  readonly statementMs?: number;
  readonly lockMs?: number;
}

/** Vipps waits 10 s for an answer: it gets a refusal in time and sends the webhook again. */
const LIMITS = { connections: 12, connectMs: 2_000, statementMs: 4_000, lockMs: 3_000 };
/** The server cancels a slow statement itself; one that does not even say so in this time after it has gone. */
const SILENT_MS = 1_000;
const MOST_TRIES = 5;
/** Times and sequences fit into a number; pg would give text. */
const numbersForInt8 = new TypeOverrides();
numbersForInt8.setTypeParser(types.builtins.INT8, Number);

/** Longer queues could not be served in time for anybody. */
const MOST_WAITING = 2_000;

/** The names of prepared statements: the server parses each text once for a connection. */
const names = new Map<string, string>();

function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha1').update(sql).digest('base64url');
  names.set(sql, name);
  return name;
}

function createPool(address: string, limits: Required<PoolOptions>): Pool {
  const pool = new Pool({
    connectionString: address,
    application_name: 'vendskap-relay',
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.statementMs,
    query_timeout: limits.statementMs + SILENT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: numbersForInt8,
  });
  // A free connection that the server closed: the pool has dropped it already.
  pool.on('error', () => undefined);
  return pool;
}

/** Connections that were seen to take writes. */
const writing = new WeakSet<PoolClient>();

/**
 * A connection of the pool to a server that takes writes, not a standby. The pool's own `verify` loses a connection for good
 * when the wait for it ends during the check.
 */
async function connectTo(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  if (writing.has(client)) return client;
  try {
    const { rows } = await client.query<{ transaction_read_only: string }>(
      'SHOW transaction_read_only',
    );
    if (rows[0]?.transaction_read_only === 'on') {
      throw new Error('this server takes no writes (a standby)');
    }
    writing.add(client);
    return client;
  } catch (cause) {
    client.release(true);
    throw cause;
  }
}

function queriesOn(client: PoolClient): Queries {
  const query = async (sql: string, values: readonly Value[]) => {
    const prepared = { name: nameOf(sql), text: sql, values: [...values] };
    try {
      return await client.query<Record<string, unknown>>(prepared);
    } catch (cause) {
      throw toStoreError(cause);
    }
  };
  const all = async <Row>(
    schema: z.ZodType<Row>,
    sql: string,
    ...values: Value[]
  ): Promise<readonly Row[]> => {
    const { rows } = await query(sql, values);
    return rows.map((row) => parseRow(schema, row));
  };
  return {
    all,
    first: async (schema, sql, ...values) => (await all(schema, sql, ...values))[0],
    run: async (sql, ...values) => (await query(sql, values)).rowCount ?? 0,
    script: async (sql) => {
      try {
        await client.query(sql);
      } catch (cause) {
        throw toStoreError(cause);
      }
    },
  };
}

function parseRow<Row>(schema: z.ZodType<Row>, row: unknown): Row {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const sentence = 'The database holds a row that makes no sense.';
  throw new KioskError('store/corrupt', sentence, { cause: parsed.error });
}

/** Connects when there is work. The URL may name several hosts: the one that takes writes is used. */
export function createPostgresAccess(url: string, options: PoolOptions = {}): PostgresAccess {
  const limits = { ...LIMITS, ...options };
  const addresses = addressesOf(url);
  let current = 0;
  let pool = createPool(addresses[0] ?? url, limits);
  let isClosed = false;

  /** Turns to the next host, unless somebody has done so since `failed` was used. */
  function turnFrom(failed: Pool): void {
    if (addresses.length === 1 || failed !== pool || isClosed) return;
    current = (current + 1) % addresses.length;
    pool = createPool(addresses[current] ?? url, limits);
    failed.end().catch(() => undefined);
  }

  async function connect(): Promise<readonly [client: PoolClient, from: Pool]> {
    const from = pool;
    if (from.waitingCount >= MOST_WAITING) {
      throw new KioskError('store/unreachable', 'Too much waits for the database already.');
    }
    try {
      return [await connectTo(from), from];
    } catch (cause) {
      const error = toStoreError(cause, withoutPassword(addresses[current] ?? url));
      // With every connection at work the server is slow, not away.
      const isFull = from.totalCount >= limits.connections;
      if (!isFull && isWrongServer(error)) turnFrom(from);
      throw error;
    }
  }

  /** Each host is tried once before the work fails. */
  async function connectSomewhere(): Promise<readonly [client: PoolClient, from: Pool]> {
    for (let left = addresses.length - 1; left > 0; left -= 1) {
      const began = pool;
      try {
        return await connect();
      } catch (error) {
        if (pool === began) throw error;
      }
    }
    return connect();
  }

  async function on<Result>(work: (db: Queries) => Promise<Result>): Promise<Result> {
    const [client, from] = await connectSomewhere();
    // A connection that breaks while it works says so to the work as well.
    const onError = (): undefined => undefined;
    client.on('error', onError);
    let isOver = true;
    try {
      const result = await work(queriesOn(client));
      isOver = false;
      return result;
    } catch (error) {
      isOver = endsConnection(error);
      if (isOver && isWrongServer(error)) turnFrom(from);
      throw error;
    } finally {
      client.off('error', onError);
      client.release(isOver);
    }
  }

  const once = <Result>(work: (db: Queries) => Promise<Result>): Promise<Result> =>
    on(async (db) => {
      await db.script('BEGIN');
      try {
        const result = await work(db);
        await db.script('COMMIT');
        return result;
      } catch (error) {
        // Throw the first error, not the rollback's. A connection that cannot even roll back is closed.
        if (!endsConnection(error)) await db.script('ROLLBACK');
        throw error;
      }
    });

  return {
    all: (schema, sql, ...values) => on((db) => db.all(schema, sql, ...values)),
    first: (schema, sql, ...values) => on((db) => db.first(schema, sql, ...values)),
    run: (sql, ...values) => on((db) => db.run(sql, ...values)),
    script: (sql) => on((db) => db.script(sql)),
    atomically: async (work) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await once(work);
        } catch (error) {
          if (!mayRetry(error) || tries === MOST_TRIES) throw error;
        }
      }
    },
    close: async () => {
      isClosed = true;
      await pool.end();
    },
  };
}
