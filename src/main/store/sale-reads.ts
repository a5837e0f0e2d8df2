import type { ListedSale, SaleCursor } from '#core/sales/sale-query.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { LISTED_COLUMNS, listedRow, listedSaleOf } from './listed-sale.ts';
import type { Stream } from './sale-streams.ts';

/** From the oldest sale of the search to just before `before`. */
export interface Span {
  readonly fromMs: number;
  readonly before: SaleCursor;
}

/** Ended sales: of which kinds, and with which amount as price, charge or reservation. */
interface Kinds {
  readonly kinds: readonly number[];
  readonly amountMinor: number | undefined;
}

/** How many rows of one kind to read at once. */
const BATCH = 16;
/** References with a text of four characters in their end: one in a hundred thousand. */
const MOST_CONTAINING = 2_000;

const headRow = z.object({ kind: z.number(), way: z.number(), head: z.number() });

const WITHIN = '(started_at, reference) < (?, ?) AND started_at >= ?';
const NEWEST = 'ORDER BY started_at DESC, reference DESC';

/** Names the index: with a million rows another choice of the planner would take seconds. */
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
