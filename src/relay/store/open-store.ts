import { isKioskError, KioskError } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { lockFile } from '#sqlite/database.ts';
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

/**
 * Keeps a second relay from serving from the same SQLite file: each would have half of the machines and know nothing of the
 * other. The lock dies with the process; the returned function gives it back. PostgreSQL serves any number. Throws `store/locked`.
 */
export function lockForServing(database: string): () => void {
  if (!database.startsWith(SQLITE)) return () => undefined;
  const file = database.slice(SQLITE.length);
  try {
    return lockFile(`${file}.serving`);
  } catch (cause) {
    if (!isKioskError(cause, 'store/locked')) throw cause;
    const sentence = `Another relay serves from ${file}: stop it first. Several relays need PostgreSQL.`;
    throw new KioskError('store/locked', sentence, { cause });
  }
}

/** How the database stands to this version's schema, without changing it. Throws `store/…`. */
export function schemaStateOf(database: string): Promise<SchemaState> {
  if (!database.startsWith(SQLITE)) return postgresSchemaState(database);
  return new Promise((resolve) => {
    resolve(sqliteSchemaState(database.slice(SQLITE.length)));
  });
}
