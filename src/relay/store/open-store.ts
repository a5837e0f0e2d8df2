import type { Clock, Log } from '#core/base/ports.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import type { RelayStore } from './ports/relay-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

const SQLITE = 'sqlite:';

/**
 * Opens the database that `relay.json` names: `sqlite:<absolute file>` or `postgresql://…`. With a clock for the server,
 * without one for a command (see `openSqliteStore`). Throws `store/…`.
 */
export function openStore(database: string, clock?: Clock, log?: Log): Promise<RelayStore> {
  if (!database.startsWith(SQLITE)) return openPostgresStore(database);
  return new Promise((resolve) => {
    resolve(openSqliteStore(database.slice(SQLITE.length), clock, log));
  });
}
