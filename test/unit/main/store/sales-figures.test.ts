import { openDatabase, type Database } from '#sqlite/database.ts';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { createSalesFigures } from '../../../../src/main/store/sales-figures.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Row {
  readonly atMs: number;
  readonly product: string | null;
  readonly captured: number;
  readonly refunded: number;
}

let folder: string;
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-figures-'));
  database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function insert(index: number, row: Row): void {
  database.run(
    `INSERT INTO sale (reference, check_in_id, state, is_open, started_at, selection, product, currency, reserved, captured,
       released, refunded) VALUES (?, ?, 'settled', 0, ?, ?, ?, 'NOK', 5000, ?, 0, ?)`,
    `r${String(index)}`,
    `c${String(index)}`,
    row.atMs,
    row.product === null ? null : `slot of ${row.product}`,
    row.product,
    row.captured,
    row.refunded,
  );
}

const arbitraryRow = fc.record({
  atMs: fc.integer({ min: 0, max: 5 * DAY }),
  product: fc.constantFrom('Cola', 'Water', null),
  captured: fc.constantFrom(0, 2000, 3500),
  refunded: fc.constantFrom(0, 0, 2000),
});

/** Sorted text of what a plain sum over the rows gives. */
function expected(rows: readonly Row[], keyOf: (row: Row) => string): readonly string[] {
  const sums = new Map<string, readonly [number, number, number]>();
  for (const row of rows) {
    if (row.captured === 0) continue;
    const [count, charged, refunded] = sums.get(keyOf(row)) ?? [0, 0, 0];
    sums.set(keyOf(row), [count + 1, charged + row.captured, refunded + row.refunded]);
  }
  return [...sums].map((one) => JSON.stringify(one)).sort();
}

it('the sums of any span are those of its sales, whatever changed in them', () => {
  const time = fc.integer({ min: -DAY, max: 6 * DAY });
  const figures = createSalesFigures(database);
  const run = fc.property(
    fc.array(fc.tuple(arbitraryRow, fc.option(arbitraryRow)), { maxLength: 12 }),
    fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 6 }),
    (sales, spans) => {
      database.run('DELETE FROM sale');
      const rows = sales.map(([first, later], index) => {
        insert(index, first);
        if (later === null) return first;
        database.run(
          'UPDATE sale SET product = ?, selection = ?, captured = ?, refunded = ? WHERE reference = ?',
          later.product,
          later.product === null ? null : `slot of ${later.product}`,
          later.captured,
          later.refunded,
          `r${String(index)}`,
        );
        return { ...later, atMs: first.atMs };
      });
      for (const [one, other] of spans) {
        const [fromMs, toMs] = [Math.min(one, other), Math.max(one, other)];
        const within = rows.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
        const bySlot = figures
          .bySlot(fromMs, toMs)
          .map((row) =>
            JSON.stringify([row.product, [row.count, row.chargedMinor, row.refundedMinor]]),
          );
        const byHour = figures
          .byHour(fromMs, toMs)
          .map((row) =>
            JSON.stringify([String(row.startMs), [row.count, row.chargedMinor, row.refundedMinor]]),
          );
        expect([...bySlot].sort()).toEqual(expected(within, ({ product }) => product ?? ''));
        const hourOf = ({ atMs }: Row): string => String(Math.floor(atMs / HOUR) * HOUR);
        expect([...byHour].sort()).toEqual(expected(within, hourOf));
      }
    },
  );
  fc.assert(run, { numRuns: 60 });
});
