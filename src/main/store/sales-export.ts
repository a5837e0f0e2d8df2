import type { Database } from '#sqlite/database.ts';
import { SALE_COLUMNS, saleRowSchema, type SaleRow } from './sale-row.ts';

/** One sale as it is exported (design §11): amounts in minor units, times ISO 8601, absent = null. */
export interface ExportedSale {
  readonly reference: string;
  readonly state: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly selection: string | null;
  readonly item: number | null;
  readonly product: string | null;
  readonly price: number | null;
  readonly currency: string;
  readonly reserved: number;
  readonly captured: number;
  readonly released: number;
  readonly refunded: number;
  readonly outcome: string | null;
  /** Whether a sensor saw the product fall; null where the machine does not say. In JSON only. */
  readonly drop: 'confirmed' | 'assumed' | null;
}

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
