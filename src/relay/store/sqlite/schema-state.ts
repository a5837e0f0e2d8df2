import { schemaVersionOf } from '#sqlite/database.ts';
import { existsSync } from 'node:fs';
import type { SchemaState } from '../ports/schema-state.ts';
import { RELAY_MIGRATIONS } from './schema.ts';

/** Looks at a file without changing it. Throws `store/…` when it cannot be read. */
export function sqliteSchemaState(path: string): SchemaState {
  const newest = RELAY_MIGRATIONS.length;
  return { version: existsSync(path) ? schemaVersionOf(path) : undefined, newest };
}
