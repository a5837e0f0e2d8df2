import { z } from 'zod';
import type { SchemaState } from '../ports/schema-state.ts';
import { createPostgresAccess } from './database-access.ts';
import { POSTGRES_MIGRATIONS } from './schema.ts';

const tableRow = z.object({ isThere: z.boolean() });
const versionRow = z.object({ version: z.number() });

/** Looks at a database without changing it. Throws `store/…` when it cannot be reached or read. */
export async function postgresSchemaState(url: string): Promise<SchemaState> {
  const newest = POSTGRES_MIGRATIONS.length;
  const access = createPostgresAccess(url, { connections: 1 });
  try {
    const table = await access.first(
      tableRow,
      `SELECT to_regclass('relay_schema') IS NOT NULL AS "isThere"`,
    );
    if (table?.isThere !== true) return { version: undefined, newest };
    const found = await access.first(versionRow, 'SELECT version FROM relay_schema');
    return { version: found?.version, newest };
  } finally {
    await access.close();
  }
}
