import type { ExportedSale } from '#core/books/exported-sale.ts';
import type { Database } from '#sqlite/database.ts';
import { SALE_COLUMNS, saleRowSchema, type SaleRow } from './sale-row.ts';

function exported(row: SaleRow): ExportedSale {
  return {
    reference: row.reference,
    state: row.state,
    startedAt: new Date(row.started_at).toISOString(),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
    selection: row.selection,
    item: row.item,
    product: row.product,
    price: row.price,
    currency: row.currency,
    reserved: row.reserved,
    captured: row.captured,
    released: row.released,
    refunded: row.refunded,
    outcome: row.outcome,
    drop: row.drop_proof,
  };
}

/** The next `limit` sales after `last`, oldest first. */
export function readSalesPage(
  database: Database,
  last: ExportedSale | undefined,
  limit: number,
): readonly ExportedSale[] {
  const from = last === undefined ? -1 : Date.parse(last.startedAt);
  const rows = database.all(
    saleRowSchema,
    `SELECT ${SALE_COLUMNS} FROM sale WHERE (started_at, reference) > (?, ?)
     ORDER BY started_at, reference LIMIT ?`,
    from,
    last?.reference ?? '',
    limit,
  );
  return rows.map(exported);
}
