import { KioskError } from '#core/base/errors.ts';
import type Libsql from 'libsql';

type File = InstanceType<typeof Libsql>;

/** The schema that a program makes. Forward only: going back means that an older program runs on a newer schema. */
export interface Schema {
  readonly path: string;
  /** Statements that lead from schema version n to n + 1, in order. */
  readonly migrations: readonly string[];
  /**
   * The oldest program, by the schema that it makes, that runs on what `migrations` make: it finds every table and column that
   * it knows, and may write them. Absent: only this one and later ones.
   */
  readonly runsFrom?: number;
}

/** What a database says of itself. */
export interface SchemaState {
  /** 0: a new file. */
  readonly version: number;
  /** The oldest program, by the schema that it makes, that runs on it. */
  readonly runsFrom: number;
}

export function pragmaNumber(file: File, name: 'user_version' | 'page_size'): number {
  return numberOf(file.prepare(`PRAGMA ${name}`).get(), name);
}

function numberOf(row: unknown, name: string): number {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, name) : 0;
  return typeof value === 'number' ? value : 0;
}

const COMPATIBLE = 'schema_compatible';

export function readSchemaState(file: File): SchemaState {
  const version = pragmaNumber(file, 'user_version');
  const table = file.prepare(
    `SELECT count(*) AS tables FROM sqlite_schema WHERE name = '${COMPATIBLE}'`,
  );
  if (numberOf(table.get(), 'tables') === 0) return { version, runsFrom: version };
  // Said of another schema it says nothing.
  const row = file.prepare(`SELECT runs_from FROM ${COMPATIBLE} WHERE schema = ?`).get(version);
  const runsFrom = numberOf(row, 'runs_from');
  return { version, runsFrom: runsFrom === 0 ? version : runsFrom };
}

/** Throws `store/newer-version` when this program may not run on the file. Changes nothing. */
export function refuseNewer(file: File, { path, migrations }: Schema): void {
  const { version, runsFrom } = readSchemaState(file);
  if (version <= migrations.length || runsFrom <= migrations.length) return;
  throw new KioskError(
    'store/newer-version',
    `The database ${path} was written by a newer version of Vendskap (schema ${String(version)}, ` +
      `this version knows ${String(migrations.length)}): install that version or a later one.`,
  );
}

/** Brings the file to this program's schema, all or nothing. One of a newer schema stays as it is. */
export function migrate(file: File, schema: Schema): void {
  const { migrations, runsFrom } = schema;
  const versionOf = (): number => pragmaNumber(file, 'user_version');
  if (versionOf() >= migrations.length) return;
  file
    .transaction(() => {
      // Read the version again inside the transaction: two programs may open a new file at the same moment.
      refuseNewer(file, schema);
      for (const [index, sql] of [...migrations.entries()].slice(versionOf())) {
        file.exec(sql);
        file.pragma(`user_version = ${String(index + 1)}`);
      }
      if (runsFrom !== undefined) file.exec(compatibleSql(migrations.length, runsFrom));
    })
    .immediate();
}

function compatibleSql(schema: number, runsFrom: number): string {
  return `CREATE TABLE IF NOT EXISTS ${COMPATIBLE} (schema INTEGER PRIMARY KEY, runs_from INTEGER NOT NULL) STRICT;
    INSERT INTO ${COMPATIBLE} (schema, runs_from) VALUES (${String(schema)}, ${String(runsFrom)})
      ON CONFLICT (schema) DO UPDATE SET runs_from = excluded.runs_from;`;
}
