import type { Clock, Log } from '#core/base/ports.ts';
import { openPostgresStore } from './postgres/postgres-store.ts';
import { postgresSchemaState } from './postgres/schema-state.ts';
import type { RelayStore } from './ports/relay-store.ts';
import type { SchemaState } from './ports/schema-state.ts';
import { sqliteSchemaState } from './sqlite/schema-state.ts';
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

/** How the database stands to this version's schema, without changing it. Throws `store/…`. */
export function schemaStateOf(database: string): Promise<SchemaState> {
  if (!database.startsWith(SQLITE)) return postgresSchemaState(database);
  return new Promise((resolve) => {
    resolve(sqliteSchemaState(database.slice(SQLITE.length)));
  });
}
