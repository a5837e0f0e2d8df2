import { isKioskError } from '#core/base/errors.ts';
import { openDatabase } from '#sqlite/database.ts';
import Libsql from 'libsql';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const row = z.object({ text: z.string() });
const MIGRATIONS = ['CREATE TABLE word (text TEXT NOT NULL) STRICT'];

test.each([
  ['run', "INSERT INTO word (text) VALUES ('a')"],
  ['first', "INSERT INTO word (text) VALUES ('a') RETURNING text"],
  ['all', "UPDATE word SET text = 'a' RETURNING text"],
] as const)(
  '%s: a write that another program refused leaves no other write behind it stuck',
  (how, sql) => {
    const path = join(mkdtempSync(join(tmpdir(), 'vendskap-refused-')), 'a.db');
    const db = openDatabase({ path, migrations: MIGRATIONS, busyTimeoutMs: 0 });
    const write = (): unknown => (how === 'run' ? db.run(sql) : db[how](row, sql));
    const other = new Libsql(path);
    other.exec('BEGIN IMMEDIATE');
    let refused: unknown;
    try {
      write();
    } catch (error) {
      refused = error;
    }
    expect(isKioskError(refused, 'store/locked')).toBe(true);
    other.exec('ROLLBACK');
    other.close();
    db.atomically(() => db.run("INSERT INTO word (text) VALUES ('b')"));
    expect(db.all(row, 'SELECT text FROM word').map(({ text }) => text)).toEqual(['b']);
  },
);
