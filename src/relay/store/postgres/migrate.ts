import { KioskError } from '#core/base/errors.ts';
import { z } from 'zod';
import type { PoolOptions, PostgresAccess, Queries } from './database-access.ts';
import { POSTGRES_MIGRATIONS, type PostgresMigration } from './schema.ts';

const versionRow = z.object({ version: z.number(), oldest: z.number() });
type Version = z.infer<typeof versionRow>;

/** A migration may have to wait for another process, and may take its time. */
export const FOR_MIGRATIONS: PoolOptions = {
  connections: 1,
  statementMs: 600_000,
  lockMs: 600_000,
};

/** Any number: all programs that migrate this database take the same advisory lock. */
const LOCK = 7_364_826_391;
/** What nobody has migrated yet. */
const EMPTY: Version = { version: 0, oldest: 0 };

const CREATE_VERSION = `
  CREATE TABLE IF NOT EXISTS relay_schema (version integer NOT NULL, oldest integer NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS relay_schema_is_one ON relay_schema ((true));
  INSERT INTO relay_schema VALUES (0, 0) ON CONFLICT DO NOTHING;
`;

async function versionOf(db: Queries): Promise<Version> {
  return (await db.first(versionRow, 'SELECT version, oldest FROM relay_schema')) ?? EMPTY;
}

/** A newer schema is fine as long as it only added to what this version knows. */
function checkIsUsable({ version, oldest }: Version, known: number): void {
  if (version <= known || oldest <= known) return;
  throw new KioskError(
    'store/newer-version',
    `The database was changed by a newer version of Vendskap (schema ${String(version)}, this version knows ` +
      `${String(known)}): install that version or a later one.`,
  );
}

/** Brings the database to this version's schema. Any number of processes may do it at the same moment. */
export async function migrate(
  access: PostgresAccess,
  migrations: readonly PostgresMigration[] = POSTGRES_MIGRATIONS,
): Promise<void> {
  await access.atomically(async (db) => {
    await db.script(`SELECT pg_advisory_xact_lock(${String(LOCK)})`);
    await db.script(CREATE_VERSION);
    const found = await versionOf(db);
    checkIsUsable(found, migrations.length);
    let { oldest } = found;
    for (const [index, { sql, isBreaking }] of [...migrations.entries()].slice(found.version)) {
      await db.script(sql);
      if (isBreaking === true) oldest = index + 1;
    }
    if (found.version >= migrations.length) return;
    const update = 'UPDATE relay_schema SET version = $1, oldest = $2';
    await db.run(update, migrations.length, oldest);
  });
}
