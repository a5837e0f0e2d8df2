import { openDatabase, type Database } from '#sqlite/database.ts';
import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KIOSK_MIGRATIONS, KIOSK_PAGE_BYTES } from '../../src/main/store/kiosk-schema.ts';
import { SALES_SCHEMA } from '../../src/main/store/schema/sales.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const letter = (index: string): string => `substr('${ALPHABET}', 1 + (${index}), 1)`;
/** SQL for the ULID of a time. */
const TIME = [45, 40, 35, 30, 25, 20, 15, 10, 5, 0]
  .map((shift) => letter(`(at >> ${String(shift)}) & 31`))
  .join(' || ');
const CHANCE = Array.from({ length: 16 }, () => letter('random() & 31')).join(' || ');

/**
 * Three hundred products over the years, twenty maximum amounts, every outcome. The sums are consistent:
 * reserved = captured + released.
 */
export function fill(database: Database, count: number, untilMs: number, spanMs: number): void {
  database.atomically(() => {
    database.run(
      `INSERT INTO sale (reference, check_in_id, state, outcome, is_open, started_at, ended_at, selection, item, product,
         price, currency, reserved, captured, released, refunded, receipt)
       WITH RECURSIVE given AS (SELECT cast(? AS INTEGER) AS many, cast(? AS INTEGER) AS until, cast(? AS INTEGER) AS span),
       number (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number, given WHERE i < many - 1),
       drawn AS MATERIALIZED (
         SELECT i, until - (many - i) * (span / many) + abs(random()) % 30000 AS at, abs(random()) % 60 AS slot,
           abs(random()) % 1000 AS fate, abs(random()) % 20 AS high, i * 5 / many AS era FROM number, given
       ),
       priced AS (
         SELECT *, 1500 + (slot % 15) * 100 + era * 50 AS price, 4000 + high * 100 AS reserved,
           CASE WHEN fate < 900 THEN 'sold' WHEN fate < 930 THEN 'noSelection' WHEN fate < 950 THEN 'vendFailed'
             WHEN fate < 970 THEN 'declined' WHEN fate < 975 THEN 'unknownReleased' WHEN fate < 980 THEN 'sold'
             ELSE 'expired' END AS outcome FROM drawn
       )
       SELECT 'vm-0001-' || ${TIME} || ${CHANCE}, 'check-in-' || i, 'settled', outcome, 0, at, at + 30000,
         CASE WHEN outcome IN ('sold', 'vendFailed', 'unknownReleased') THEN char(65 + slot / 10) || (1 + slot % 10) END,
         CASE WHEN outcome IN ('sold', 'vendFailed', 'unknownReleased') THEN slot + 1 END,
         CASE WHEN outcome IN ('sold', 'vendFailed', 'unknownReleased') THEN
           CASE slot % 4 WHEN 0 THEN 'Cola ' WHEN 1 THEN 'Water ' WHEN 2 THEN 'Nuts ' ELSE 'Bar ' END || (slot + 1) || ' ' || char(97 + era) END,
         CASE WHEN outcome IN ('sold', 'vendFailed', 'unknownReleased') THEN price END, 'NOK',
         CASE WHEN outcome IN ('declined', 'expired') THEN 0 ELSE reserved END,
         CASE WHEN outcome = 'sold' THEN price ELSE 0 END,
         CASE WHEN outcome IN ('declined', 'expired') THEN 0 WHEN outcome = 'sold' THEN reserved - price ELSE reserved END,
         CASE WHEN fate BETWEEN 975 AND 979 THEN price ELSE 0 END,
         CASE WHEN outcome = 'sold' THEN 'posted' ELSE 'none' END
       FROM priced`,
      count,
      untilMs,
      spanMs,
    );
  });
}

interface ManySales {
  readonly path: string;
  readonly count: number;
  readonly untilMs: number;
  readonly spanMs: number;
}

/** Writes a kiosk.db with this many ended sales in an old schema without search, then migrates it. */
export function seedManySales({ path, count, untilMs, spanMs }: ManySales): void {
  const before = KIOSK_MIGRATIONS.indexOf(SALES_SCHEMA);
  const old = openDatabase({
    path,
    migrations: KIOSK_MIGRATIONS.slice(0, before),
    pageBytes: KIOSK_PAGE_BYTES,
  });
  fill(old, count, untilMs, spanMs);
  old.close();
  openDatabase({ path, migrations: KIOSK_MIGRATIONS }).close();
}

const DAY = 86_400_000;
/** Start of the newest of a million sales. */
export const MILLION_UNTIL_MS = 1_790_000_000_000;

/**
 * A kiosk.db with a million sales over three years. Read it or copy it, never write. It takes a minute to make, so it stays in
 * the temporary folder for later tests, as long as the schema is the same.
 */
export function aMillionSales(): string {
  const schema = createHash('sha256')
    .update(`${String(KIOSK_PAGE_BYTES)} ${KIOSK_MIGRATIONS.join('')}`)
    .digest('hex');
  const path = join(tmpdir(), `vendskap-million-${schema.slice(0, 12)}.db`);
  if (existsSync(path)) return path;
  const part = `${path}-${String(process.pid)}`;
  seedManySales({ path: part, count: 1_000_000, untilMs: MILLION_UNTIL_MS, spanMs: 3 * 365 * DAY });
  const database = openDatabase({ path: part, migrations: KIOSK_MIGRATIONS });
  // Puts everything into the one file that tests copy.
  database.checkpoint();
  database.close();
  renameSync(part, path);
  for (const end of ['-wal', '-shm']) rmSync(part + end, { force: true });
  return path;
}
