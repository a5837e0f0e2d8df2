import type { Clock, Log } from '#core/base/ports.ts';
import type { RelayConfig } from '../../src/relay/config/relay-config.ts';
import { createRelay, type Relay, type RelayDeps } from '../../src/relay/relay.ts';
import { createGuardedClock } from '../../src/relay/runtime/clock.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import { openSqliteStore } from '../../src/relay/store/sqlite/sqlite-store.ts';

/** Opens a relay's SQLite file; without a clock, as a command does. */
function openSqliteOf({ database }: RelayConfig, clock?: Clock, log?: Log): RelayStore {
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
