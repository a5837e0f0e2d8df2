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

/** The sale as the transaction log shows it: a projection, written in the commit of each event. */
export function writeSaleRow(database: Database, sale: StartedSale): void {
  const money = sale.aggregate.authorizedMinor > 0 ? sale.aggregate : NO_MONEY;
  database.run(
    `INSERT INTO sale (reference, check_in_id, state, outcome, is_open, started_at, ended_at, selection, item,
       product, price, currency, reserved, captured, released, refunded, receipt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (reference) DO UPDATE SET
       state = excluded.state, outcome = excluded.outcome, is_open = excluded.is_open, ended_at = excluded.ended_at,
       selection = excluded.selection, item = excluded.item, product = excluded.product, price = excluded.price,
       reserved = excluded.reserved, captured = excluded.captured, released = excluded.released,
       refunded = excluded.refunded, receipt = excluded.receipt`,
    sale.reference,
    sale.checkInId,
    sale.name,
    'outcome' in sale ? sale.outcome : null,
    isClosed(sale) ? 0 : 1,
    sale.startedAtMs,
    sale.name === 'settled' ? sale.sinceMs : null,
    ...vendColumns(vendOf(sale)),
    sale.currency,
    money.authorizedMinor,
    money.capturedMinor,
    money.cancelledMinor,
    money.refundedMinor,
    sale.name === 'settled' ? sale.receipt : null,
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
