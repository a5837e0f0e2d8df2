import { join } from 'node:path';
import { Agent, setGlobalDispatcher } from 'undici';
import type { RelayConfig } from '../../src/relay/config/relay-config.ts';
import { createRelay, type Relay, type RelayDeps } from '../../src/relay/relay.ts';
import { createGuardedClock } from '../../src/relay/runtime/clock.ts';
import { openStore } from '../../src/relay/store/open-store.ts';
import { freshDatabase } from './postgres.ts';
import { openFront, type RelayFront } from './relay-front.ts';
import { atDatabase, withTestTime } from './shared-time.ts';

const ON_POSTGRES = process.env['VENDSKAP_STORE'] === 'postgresql';

export type OpenStore = typeof openStore;

interface OwnDeps extends Omit<RelayDeps, 'store'> {
  readonly open?: OpenStore | undefined;
}

/** How many relay processes a run with `VENDSKAP_STORE=postgresql` has: `VENDSKAP_RELAYS`. */
export const RELAYS = ON_POSTGRES ? Number(process.env['VENDSKAP_RELAYS'] ?? '1') : 1;

/** One relay with its own connection to the database, which has the test's time. `stop` also closes it. */
function createOne(
  config: RelayConfig,
  { clock: time, log, check, tracing, open = openStore }: OwnDeps,
): Relay {
  const clock = createGuardedClock(time, log);
  let end = (): Promise<void> => Promise.resolve();
  return {
    start: async () => {
      const store = withTestTime(await atDatabase(open(config.database, clock, log)), time);
      const relay = createRelay(config, { store, clock, log, check, tracing });
      end = async () => {
        await relay.stop();
        await store.close();
      };
      try {
        return await relay.start();
      } catch (error) {
        await store.close();
        throw error;
      }
    },
    // No other process goes on.
    drain: () => Promise.resolve(),
    stop: () => end(),
  };
}

// Each call of a test goes to the next relay.
if (RELAYS > 1) setGlobalDispatcher(new Agent({ pipelining: 0 }));

/** Several relays on one PostgreSQL, behind one address: each connection goes to the next one. */
function createMany(config: RelayConfig, deps: OwnDeps): Relay {
  const { host, port } = config.listen;
  const own = { ...config, listen: { host, port: 0 }, admin: undefined };
  const relays = Array.from({ length: RELAYS }, (_, index) =>
    createOne(index === 0 ? { ...own, admin: config.admin } : own, deps),
  );
  let front: RelayFront | undefined;
  async function stop(): Promise<void> {
    await front?.close();
    for (const relay of relays) await relay.stop();
  }
  return {
    start: async () => {
      const [first, ...others] = relays;
      if (first === undefined) throw new Error('No relay.');
      // The first one makes the tables.
      const started = [await first.start()];
      started.push(...(await Promise.all(others.map((relay) => relay.start()))));
      const ports = started.map(({ url }) => Number(new URL(url).port));
      front = await openFront(port, ports);
      const url = `http://${host}:${String(front.port)}`;
      return { url, adminUrl: started[0]?.adminUrl ?? '' };
    },
    drain: () => Promise.resolve(),
    stop,
  };
}

/**
 * A relay on the database that its configuration names, or as many as the run has. `stop` closes the database as well. Their
 * time is the test's, whatever database they have.
 */
export function createRelayOnStore(config: RelayConfig, deps: OwnDeps): Relay {
  return RELAYS > 1 ? createMany(config, deps) : createOne(config, deps);
}

/** An empty database for a relay: SQLite, or PostgreSQL in a run with `VENDSKAP_STORE=postgresql`. */
export function databaseIn(folder: string): Promise<string> {
  if (ON_POSTGRES) return freshDatabase();
  return Promise.resolve(`sqlite:${join(folder, 'relay.db')}`);
}
