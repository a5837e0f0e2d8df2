import { saleGroupOf } from '#core/sales/sale-group.ts';
import { TAIL_LENGTH } from '#core/sales/sale-query.ts';
import { isClosed, type StartedSale } from '#core/sale/state.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const kindRow = z.object({ kind: z.number().nullable() });
const idRow = z.object({ id: z.number() });

function kindOf(database: Database, sale: StartedSale): number {
  const outcome = 'outcome' in sale ? sale.outcome : undefined;
  const { refundedMinor } = sale.aggregate;
  const product = 'vend' in sale ? sale.vend?.product : undefined;
  const kind = [
    product ?? '',
    saleGroupOf({ state: sale.name, isOpen: false, outcome, refundedMinor }),
  ];
  const sql = 'INSERT INTO sale_kind (product, sale_group) VALUES (?, ?) ON CONFLICT DO NOTHING';
  database.run(sql, ...kind);
  const row = database.first(
    idRow,
    'SELECT id FROM sale_kind WHERE product = ? AND sale_group = ?',
    ...kind,
  );
  return row?.id ?? 0;
}

/**
 * Indexes a sale in the commit that ends it, so that a search finds it among a million. A running sale is not indexed: that
 * would cost the customer time.
 */
export function indexSale(database: Database, sale: StartedSale): void {
  if (!isClosed(sale)) return;
  const { reference } = sale;
  const kind = kindOf(database, sale);
  const before = database.first(kindRow, 'SELECT kind FROM sale WHERE reference = ?', reference);
  database.run('UPDATE sale SET kind = ? WHERE reference = ?', kind, reference);
  if (typeof before?.kind === 'number') return;
  database.run(
    'INSERT INTO sale_tail (reference, tail) VALUES (?, ?)',
    reference,
    reference.slice(-TAIL_LENGTH),
  );
}
