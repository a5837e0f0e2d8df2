import { createHash } from 'node:crypto';
import { openDatabase, schemaStateOf } from '#sqlite/database.ts';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKioskDatabase } from '../../../../src/main/composition/open-stores.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { OWN_SCHEMA, readSchema, removeOldCopies } from '../../../../src/main/store/schema-copy.ts';

const OWN = KIOSK_MIGRATIONS.length;
const DAY = 86_400_000;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-schema-'));
  path = join(folder, 'kiosk.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A database of the version after this one. */
function makeNewer(runsFrom: number): void {
  const next =
    'ALTER TABLE slot ADD COLUMN later TEXT; CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;';
  openDatabase({ path, migrations: [...KIOSK_MIGRATIONS, next], runsFrom }).close();
}

describe('before a change of the schema', () => {
  it.each(KIOSK_MIGRATIONS.map((_, index) => index).slice(1))(
    'from schema %i the database is copied as it was',
    (schema) => {
      openDatabase({ path, migrations: KIOSK_MIGRATIONS.slice(0, schema) }).close();
      openKioskDatabase(folder).close();
      const copy = join(folder, `kiosk-schema-${String(schema)}.db`);
      expect(schemaStateOf(copy).version).toBe(schema);
      expect(statSync(copy).mode & 0o077).toBe(0);
      expect(readSchema(folder)).toEqual(OWN_SCHEMA);
    },
  );

  it('the older copy goes, and the last one after a month', () => {
    openDatabase({ path, migrations: KIOSK_MIGRATIONS.slice(0, 5) }).close();
    openKioskDatabase(folder).close();
    rmSync(path);
    openDatabase({ path, migrations: KIOSK_MIGRATIONS.slice(0, 9) }).close();
    openKioskDatabase(folder).close();
    expect(existsSync(join(folder, 'kiosk-schema-5.db'))).toBe(false);
    const copy = join(folder, 'kiosk-schema-9.db');
    removeOldCopies(folder, statSync(copy).mtimeMs + 29 * DAY);
    expect(existsSync(copy)).toBe(true);
    utimesSync(copy, 0, 0);
    removeOldCopies(folder, 31 * DAY);
    expect(existsSync(copy)).toBe(false);
  });

  it('a new database is not copied', () => {
    openKioskDatabase(folder).close();
    openKioskDatabase(folder).close();
    expect(existsSync(join(folder, 'kiosk-schema-0.db'))).toBe(false);
    expect(existsSync(join(folder, `kiosk-schema-${String(OWN)}.db`))).toBe(false);
  });
});

describe('a database of a newer version', () => {
  it('is run on when that version allows it, and stays as it is', () => {
    makeNewer(OWN);
    openKioskDatabase(folder).close();
    expect(readSchema(folder)).toEqual({ version: OWN + 1, runsFrom: OWN });
  });

  it('is refused otherwise, in one sentence, and not one byte is changed', () => {
    makeNewer(OWN + 1);
    // A backup of another program may have opened it.
    chmodSync(path, 0o600);
    const before = readFileSync(path);
    expect(() => openKioskDatabase(folder)).toThrow(
      `written by a newer version of Vendskap (schema ${String(OWN + 1)}, this version knows ${String(OWN)}): install that version or a later one.`,
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

/** Of what leads to each schema. Add to it; an entry that has been released is never changed. */
const RELEASED = [
  'e6fdc925a60c',
  '05d643378d79',
  'e21a6ba353bc',
  '3a543388a35c',
  'b4a0d776c1e8',
  '6dae77c13b9d',
  '1261fabbdaff',
  '92ba4173c7a1',
  '87712347f41e',
  'ca80609a8f37',
  '9c67c9ed41b7',
  '56a2b93c6ffa',
  '4a5cf45ac257',
];

it('what a released version did to a database is never edited', () => {
  const hashes = KIOSK_MIGRATIONS.map((sql) =>
    createHash('sha256').update(sql).digest('hex').slice(0, 12),
  );
  expect(hashes.slice(0, RELEASED.length)).toEqual(RELEASED);
});
