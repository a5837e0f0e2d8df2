import { COUNTED_SALES, type ListedSale, type SaleCursor } from '#core/books/sale-query.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { LISTED_COLUMNS, listedRow, listedSaleOf } from './listed-sale.ts';
import type { Stream } from './sale-streams.ts';

/** From the oldest sale that is looked at, to just before `before`. */
export interface Span {
  readonly fromMs: number;
  readonly before: SaleCursor;
}

/** Ended sales: of which kinds, and with which amount as price, charge or reservation. */
interface Kinds {
  readonly kinds: readonly number[];
  readonly amountMinor: number | undefined;
}

/** So many rows of one kind are read at once. */
const BATCH = 16;
/** References with a text of four characters in their end: one in a hundred thousand. */
const MOST_CONTAINING = 2_000;
/** Kinds that are counted by one statement. */
const COUNTED_AT_ONCE = 100;

const headRow = z.object({ kind: z.number(), way: z.number(), head: z.number() });
const countRow = z.object({ count: z.number().nullable() });

const WITHIN = '(started_at, reference) < (?, ?) AND started_at >= ?';
const NEWEST = 'ORDER BY started_at DESC, reference DESC';

/** The index is named: with a million rows another choice of the planner would be a pause. */
const BY_KIND = 'INDEXED BY sale_by_kind WHERE is_open = 0';
/** An amount is each of these; a sale whose price is what was reserved is found twice. */
const BY_AMOUNT: readonly string[] = [
  'INDEXED BY sale_by_price WHERE is_open = 0 AND price IS NOT NULL AND price = ?',
  'INDEXED BY sale_by_reserve WHERE is_open = 0 AND reserved > 0 AND reserved = ?',
  'INDEXED BY sale_by_charge WHERE is_open = 0 AND captured > 0 AND captured IS NOT price AND captured = ?',
];

function spanValues({ before, fromMs }: Span): readonly (string | number)[] {
  return [before.startedAtMs, before.reference, fromMs];
}

function rows(
  database: Database,
  sql: string,
  ...values: readonly (string | number)[]
): readonly ListedSale[] {
  return database
    .all(listedRow, `SELECT ${LISTED_COLUMNS} FROM sale ${sql}`, ...values)
    .map(listedSaleOf);
}

export function readAll(database: Database, span: Span, limit: number): readonly ListedSale[] {
  const sql = `INDEXED BY sale_by_start WHERE ${WITHIN} ${NEWEST} LIMIT ?`;
  return rows(database, sql, ...spanValues(span), limit);
}

/** Sales with something left to do: a handful. */
export function readOpen(database: Database, span: Span): readonly ListedSale[] {
  const sql = `INDEXED BY sale_open WHERE is_open = 1 AND ${WITHIN} ${NEWEST}`;
  return rows(database, sql, ...spanValues(span));
}

/** Ended sales with this in the end of their reference. */
export function readContaining(database: Database, text: string): readonly ListedSale[] {
  const sql = `WHERE reference IN
    (SELECT reference FROM sale_tail WHERE tail LIKE ? ORDER BY rowid DESC LIMIT ${String(MOST_CONTAINING)})`;
  return rows(database, sql, `%${text}%`);
}

export function readSale(database: Database, reference: string): ListedSale | undefined {
  return rows(database, 'WHERE reference = ?', reference)[0];
}

function waysOf(amountMinor: number | undefined): {
  readonly ways: readonly string[];
  readonly values: readonly number[];
} {
  return amountMinor === undefined
    ? { ways: [BY_KIND], values: [] }
    : { ways: BY_AMOUNT, values: [amountMinor] };
}

/** One stream for each kind and way that has a sale in the span; those that cannot be among the first `limit` are left out. */
export function readKinds(
  database: Database,
  { kinds, amountMinor }: Kinds,
  { span, limit }: { readonly span: Span; readonly limit: number },
): readonly Stream[] {
  const { ways, values } = waysOf(amountMinor);
  const list = JSON.stringify(kinds);
  const heads = ways.map(
    (way, index) => `SELECT value AS kind, ${String(index)} AS way, (
        SELECT started_at FROM sale ${way} AND kind = value AND ${WITHIN} ${NEWEST} LIMIT 1
      ) AS head FROM json_each(?)`,
  );
  const found = database.all(
    headRow,
    `SELECT * FROM (${heads.join(' UNION ALL ')}) WHERE head IS NOT NULL ORDER BY head DESC LIMIT ?`,
    ...ways.flatMap(() => [...values, ...spanValues(span), list]),
    ways.length * limit,
  );
  return found.map(({ kind, way, head }) => ({
    headMs: head,
    batch: BATCH,
    read: (before, count) =>
      rows(
        database,
        `${ways[way] ?? BY_KIND} AND kind = ? AND ${WITHIN} ${NEWEST} LIMIT ?`,
        ...values,
        kind,
        ...spanValues({ ...span, before }),
        count,
      ),
  }));
}

/** Stops soon after COUNTED_SALES. */
export function countKinds(database: Database, { kinds, amountMinor }: Kinds, span: Span): number {
  const { ways, values } = waysOf(amountMinor);
  const { before, fromMs } = span;
  const some = ways.map(
    (way) => `SELECT reference FROM sale ${way} AND kind = value AND started_at >= ? AND started_at < ?`,
  );
  const sql = `SELECT sum((SELECT count(*) FROM (${some.join(' UNION ')} LIMIT ${String(COUNTED_SALES + 1)}))) AS count
    FROM json_each(?)`;
  let sum = 0;
  for (let index = 0; index < kinds.length && sum <= COUNTED_SALES; index += COUNTED_AT_ONCE) {
    const row = database.first(
      countRow,
      sql,
      ...ways.flatMap(() => [...values, fromMs, before.startedAtMs]),
      JSON.stringify(kinds.slice(index, index + COUNTED_AT_ONCE)),
    );
    sum += row?.count ?? 0;
  }
  return sum;
}

export function countAll(database: Database, { before, fromMs }: Span): number {
  const row = database.first(
    countRow,
    `SELECT count(*) AS count FROM (SELECT 1 FROM sale INDEXED BY sale_by_start
       WHERE started_at >= ? AND started_at < ? LIMIT ${String(COUNTED_SALES + 1)})`,
    fromMs,
    before.startedAtMs,
  );
  return row?.count ?? 0;
}
