import type { PastSale } from '#core/kiosk/snapshot.ts';
import {
  isClosed,
  NO_MONEY,
  type SaleOutcome,
  type SaleStateName,
  type Selection,
  type StartedSale,
} from '#core/sale/state.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const isText = (value: unknown): boolean => typeof value === 'string';

export const saleRowSchema = z.object({
  reference: z.string(),
  state: z.custom<SaleStateName>(isText),
  outcome: z.custom<SaleOutcome>(isText).nullable(),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  selection: z.string().nullable(),
  item: z.number().nullable(),
  product: z.string().nullable(),
  price: z.number().nullable(),
  currency: z.string(),
  reserved: z.number(),
  captured: z.number(),
  released: z.number(),
  refunded: z.number(),
  drop_proof: z.enum(['confirmed', 'assumed']).nullable(),
});
export type SaleRow = z.infer<typeof saleRowSchema>;

export const SALE_COLUMNS =
  'reference, state, outcome, started_at, ended_at, selection, item, product, price, currency, reserved, captured, released, refunded, drop_proof';

/** The product a sale is about, once it has been approved. */
function vendOf(sale: StartedSale): Selection | undefined {
  return 'vend' in sale ? sale.vend : undefined;
}

function vendColumns(vend: Selection | undefined): (string | number | null)[] {
  if (vend === undefined) return [null, null, null, null];
  return [vend.selection ?? null, vend.item ?? null, vend.product, vend.priceMinor];
}

/**
 * The sale as the transaction log shows it: a projection, written in the commit of each event. A column that did not change
 * is not named: SQLite would write the pages of its indexes again.
 */
export function writeSaleRow(database: Database, sale: StartedSale): void {
  const money = sale.aggregate.authorizedMinor > 0 ? sale.aggregate : NO_MONEY;
  const isOpen = isClosed(sale) ? 0 : 1;
  const values = [
    sale.name,
    'outcome' in sale ? sale.outcome : null,
    sale.name === 'settled' ? sale.sinceMs : null,
    ...vendColumns(vendOf(sale)),
    money.authorizedMinor,
    money.capturedMinor,
    money.cancelledMinor,
    money.refundedMinor,
    sale.name === 'settled' ? sale.receipt : null,
  ];
  const isKnown = database.run(
    `UPDATE sale SET state = ?, outcome = ?, ended_at = ?, selection = ?, item = ?, product = ?, price = ?, reserved = ?,
       captured = ?, released = ?, refunded = ?, receipt = ? WHERE reference = ?`,
    ...values,
    sale.reference,
  );
  if (isKnown === 0) {
    database.run(
      `INSERT INTO sale (state, outcome, ended_at, selection, item, product, price, reserved, captured, released, refunded,
         receipt, reference, check_in_id, is_open, started_at, currency) VALUES (${'?, '.repeat(16)}?)`,
      ...values,
      sale.reference,
      sale.checkInId,
      isOpen,
      sale.startedAtMs,
      sale.currency,
    );
    return;
  }
  database.run(
    'UPDATE sale SET is_open = ? WHERE reference = ? AND is_open <> ?',
    isOpen,
    sale.reference,
    isOpen,
  );
}

export function pastSaleOf(row: SaleRow): PastSale {
  return {
    reference: row.reference,
    state: row.state,
    outcome: row.outcome ?? undefined,
    startedAtMs: row.started_at,
    endedAtMs: row.ended_at ?? undefined,
    selection: row.selection ?? undefined,
    product: row.product ?? undefined,
    reservedMinor: row.reserved,
    capturedMinor: row.captured,
    releasedMinor: row.released,
    refundedMinor: row.refunded,
  };
}
