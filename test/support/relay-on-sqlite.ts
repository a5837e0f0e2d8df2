import type { Clock, Log } from '#core/base/ports.ts';
import type { RelayConfig } from '../../src/relay/config/relay-config.ts';
import { createRelay, type Relay } from '../../src/relay/relay.ts';
import { createGuardedClock } from '../../src/relay/runtime/clock.ts';
import { openSqliteStore } from '../../src/relay/store/sqlite/sqlite-store.ts';

/** A relay on its SQLite file, opened as `relay -- serve` opens it. `stop` closes the file as well. */
export function createRelayOnSqlite(
  config: RelayConfig,
  { clock: time, log }: { readonly clock: Clock; readonly log: Log },
): Relay {
  const clock = createGuardedClock(time, log);
  const store = openSqliteStore(config.databaseFile, clock);
  const relay = createRelay(config, { store, clock, log });
  return {
    start: async () => {
      try {
        return await relay.start();
      } catch (error) {
        await store.close();
        throw error;
      }
    },
    stop: async () => {
      await relay.stop();
      await store.close();
    },
  };
}
