import { join } from 'node:path';
import type { Clock, Log } from '#core/base/ports.ts';
import type { RelayConfig } from '../../src/relay/config/relay-config.ts';
import { createRelay, type Relay, type RelayDeps } from '../../src/relay/relay.ts';
import { createGuardedClock } from '../../src/relay/runtime/clock.ts';
import { openStore } from '../../src/relay/store/open-store.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { openSqliteStore } from '../../src/relay/store/sqlite/sqlite-store.ts';
import { freshDatabase } from './postgres.ts';

/** Opens a relay's SQLite file; without a clock, as a command does. */
export function openSqliteOf({ database }: RelayConfig, clock?: Clock, log?: Log): RelayStore {
  return openSqliteStore(database.replace(/^sqlite:/, ''), clock, log);
}

/** A relay on its SQLite file, as `relay -- serve` starts it. `stop` also closes the file. */
export function createRelayOnSqlite(
  config: RelayConfig,
  { clock: time, log, check }: Pick<RelayDeps, 'clock' | 'log' | 'check'>,
): Relay {
  const clock = createGuardedClock(time, log);
  const store = openSqliteOf(config, clock, log);
  const relay = createRelay(config, { store, clock, log, check });
  return {
    start: async () => {
      try {
        return await relay.start();
      } catch (error) {
        await store.close();
        throw error;
      }
    },
    drain: () => relay.drain(),
    stop: async () => {
      await relay.stop();
      await store.close();
    },
  };
}

export type OpenStore = typeof openStore;

interface StoreRelayDeps extends Pick<RelayDeps, 'clock' | 'log' | 'check'> {
  readonly open?: OpenStore | undefined;
}

/** A relay on the database that its configuration names. `stop` closes the database as well. */
export function createRelayOnStore(
  config: RelayConfig,
  { clock: time, log, check, open = openStore }: StoreRelayDeps,
): Relay {
  const clock = createGuardedClock(time, log);
  let end = (): Promise<void> => Promise.resolve();
  return {
    start: async () => {
      const store = await open(config.database, clock, log);
      const relay = createRelay(config, { store, clock, log, check });
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

/** An empty database for a relay: SQLite, or PostgreSQL in a run with `VENDSKAP_STORE=postgresql`. */
export function databaseIn(folder: string): Promise<string> {
  if (process.env['VENDSKAP_STORE'] === 'postgresql') return freshDatabase();
  return Promise.resolve(`sqlite:${join(folder, 'relay.db')}`);
}
