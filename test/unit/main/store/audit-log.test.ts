import { openDatabase, type Database } from '#sqlite/database.ts';
import type { AuditLog, Patch } from '#core/changes/audit-log.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { createSettingTexts } from '../../../../src/main/store/settings.ts';

let folder: string;
let database: Database;
let book: AuditLog;
let nowMs = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-changes-'));
  database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  nowMs = 1_000;
  book = createAuditLog(database, { nowMs: () => nowMs });
  for (const selection of ['A1', 'A2']) {
    database.run(
      `INSERT INTO slot (selection, position, item, product, price, vat_rate, stock, capacity, minimum_age, is_count_due)
       VALUES (?, 1, ?, 'Cola', 2000, 1500, 4, 10, 0, 0)`,
      selection,
      selection === 'A1' ? 1 : 2,
    );
  }
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const numbers = z.object({ price: z.number(), stock: z.number() });
const slot = (selection: string) =>
  database.first(numbers, 'SELECT price, stock FROM slot WHERE selection = ?', selection);

const price = (id: string, old: number, next: number): Patch => ({
  subject: 'slot',
  id,
  field: 'priceMinor',
  old,
  new: next,
});
const stock = (old: number, next: number): Patch => ({
  subject: 'slot',
  id: 'A1',
  field: 'stock',
  old,
  new: next,
});
const setting = (id: string, old: string | null, next: string | null): Patch => ({
  subject: 'setting',
  id,
  field: 'value',
  old,
  new: next,
});
const edit = (...patches: readonly Patch[]) =>
  book.apply({ kind: 'edit', by: 'Anna', patches, detail: 'test' });

describe('a change', () => {
  it('is written with its entry, and taken back by an entry of its own', () => {
    expect(edit(price('A1', 2000, 2500))).toEqual({ ok: true, value: 1 });
    expect(slot('A1')?.price).toBe(2500);
    expect(book.entry(1)).toMatchObject({ by: 'Anna', atMs: 1_000, detail: 'test' });
    expect(book.undo(1, 'Ola')).toEqual({ ok: true, value: 2 });
    expect(slot('A1')?.price).toBe(2000);
    expect(book.entry(1)?.undoneBy).toBe(2);
    expect(book.entry(2)).toMatchObject({ kind: 'undo', by: 'Ola', undoes: 1 });
    expect(book.undo(1, 'Ola')).toEqual({ ok: false, error: 'already-undone' });
    expect(book.undo(2, 'Ola')).toEqual({ ok: true, value: 3 });
    expect(slot('A1')?.price).toBe(2500);
    expect(book.verify()).toEqual({ isWhole: true, entries: 3 });
  });

  it('is refused whole when one of its values is not what it was', () => {
    expect(edit(price('A1', 2000, 2500), price('A2', 1900, 2500))).toEqual({
      ok: false,
      error: 'changed-meanwhile',
    });
    expect(slot('A1')?.price).toBe(2000);
    expect(book.entries(undefined, 10)).toEqual([]);
  });

  it('is not taken back over a later one', () => {
    edit(price('A1', 2000, 2500), price('A2', 2000, 2500));
    edit(price('A2', 2500, 3000));
    expect(book.undo(1, 'Anna')).toEqual({ ok: false, error: 'changed-meanwhile' });
    expect([slot('A1')?.price, slot('A2')?.price]).toEqual([2500, 3000]);
  });

  it('of the stock is taken back by the difference: what was sold stays sold', () => {
    edit(stock(4, 10));
    database.run("UPDATE slot SET stock = stock - 3 WHERE selection = 'A1'");
    book.undo(1, 'Anna');
    expect(slot('A1')?.stock).toBe(1);
    edit(stock(1, 3));
    database.run("UPDATE slot SET stock = 1 WHERE selection = 'A1'");
    book.undo(3, 'Anna');
    expect(slot('A1')?.stock).toBe(0);
  });

  it('of a setting that was never set is taken back to nothing', () => {
    edit(setting('gloveMode', null, 'on'));
    expect(createSettingTexts(database).stored('gloveMode')).toBe('on');
    book.undo(1, 'Anna');
    expect(createSettingTexts(database).stored('gloveMode')).toBeUndefined();
  });

  it('goes with what is written alongside, or both do not', () => {
    const failing = book.apply({ kind: 'edit', by: 'Anna', patches: [price('A1', 1, 2)] }, () =>
      database.run("UPDATE slot SET stock = 0 WHERE selection = 'A1'"),
    );
    expect(failing.ok).toBe(false);
    expect(slot('A1')?.stock).toBe(4);
  });

  it('of something that is not there, or cannot be taken back, is refused', () => {
    expect(edit(price('Z9', 1, 2))).toEqual({ ok: false, error: 'changed-meanwhile' });
    expect(book.undo(7, 'Anna')).toEqual({ ok: false, error: 'no-such-entry' });
    book.apply({ kind: 'signedIn', by: 'Anna', patches: [] });
    expect(book.undo(1, 'Anna')).toEqual({ ok: false, error: 'cannot-be-undone' });
  });

  it('is refused when the disk does not take it', () => {
    database.run('PRAGMA query_only = 1');
    expect(edit(price('A1', 2000, 2500))).toEqual({ ok: false, error: 'store-unwritable' });
    database.run('PRAGMA query_only = 0');
    expect(slot('A1')?.price).toBe(2000);
  });
});

/** Ten entries, one of them taken back. */
function writeTen(): void {
  for (let count = 0; count < 9; count += 1) {
    nowMs += 1_000;
    edit(price('A1', 2000 + count, 2001 + count));
  }
  book.undo(9, 'Ola');
}

const TAMPERINGS: Readonly<Record<string, string>> = {
  'another time': 'UPDATE change SET at = at + 1 WHERE sequence = ?',
  'another person': "UPDATE change SET person = 'Kari' WHERE sequence = ?",
  'another kind': "UPDATE change SET kind = 'signedIn' WHERE sequence = ?",
  'other values': "UPDATE change SET patches = '[]' WHERE sequence = ?",
  'another detail': "UPDATE change SET detail = 'other' WHERE sequence = ?",
  'another undoing': 'UPDATE change SET undoes = 3 WHERE sequence = ?',
  'another hash':
    "UPDATE change SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE sequence = ?",
  'taken back, as it says': 'UPDATE change SET undone_by = 4 WHERE sequence = ?',
  removed: 'DELETE FROM change WHERE sequence = ?',
  'all after it removed': 'DELETE FROM change WHERE sequence >= ?',
  'all up to it removed': 'DELETE FROM change WHERE sequence <= ?',
  inserted: `INSERT INTO change SELECT ? + 10, at, person, kind, patches, detail, undoes, NULL, hash FROM change WHERE sequence = 1`,
};

describe('the chain', () => {
  it('shows every entry that was edited, removed or put in', () => {
    writeTen();
    expect(book.verify()).toEqual({ isWhole: true, entries: 10 });
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(TAMPERINGS)),
        fc.integer({ min: 1, max: 10 }),
        (how, sequence) => {
          database.run('BEGIN');
          try {
            database.run(TAMPERINGS[how] ?? '', sequence);
            const verdict = book.verify();
            expect(verdict.isWhole, `${how} ${String(sequence)}`).toBe(false);
          } finally {
            database.run('ROLLBACK');
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(book.verify()).toEqual({ isWhole: true, entries: 10 });
  });

  it('says where it is broken', () => {
    writeTen();
    database.run("UPDATE change SET person = 'Kari' WHERE sequence = 4");
    expect(book.verify()).toEqual({ isWhole: false, entries: 3, brokenAt: 4 });
  });

  it('can be verified from where it was cut, and goes on', () => {
    writeTen();
    book.forgetBefore(6_000);
    expect(book.entries(undefined, 20).map(({ sequence }) => sequence)).toEqual([
      10, 9, 8, 7, 6, 5,
    ]);
    expect(book.verify()).toEqual({ isWhole: true, entries: 6 });
    edit(price('A1', 2008, 3000));
    expect(book.verify()).toEqual({ isWhole: true, entries: 7 });
    // The newest one stays, however old it is.
    book.forgetBefore(Number.MAX_SAFE_INTEGER);
    expect(book.verify().entries).toBe(7);
  });
});
