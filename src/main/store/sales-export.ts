import type { ExportedAnswer, ExportedLine, ExportedSale } from '#core/sales/exported-sale.ts';
import type { PlacedNote } from '#core/sales/sale-note.ts';
import type { Database } from '#sqlite/database.ts';
import { readNotes } from './sale-note-rows.ts';
import { SALE_COLUMNS, saleRowSchema, type SaleRow } from './sale-row.ts';

function exportedNotes(notes: readonly PlacedNote[]): Pick<ExportedSale, 'device' | 'vipps'> {
  const device: ExportedLine[] = [];
  const vipps: ExportedAnswer[] = [];
  for (const { note } of notes) {
    const at = new Date(note.atMs).toISOString();
    if (note.kind === 'device') device.push({ at, direction: note.direction, line: note.raw });
    else {
      const { call, status = null, code = null, traceId = null, pspReference = null } = note;
      vipps.push({ at, call, status, code, traceId, pspReference });
    }
  }
  return { device, vipps };
}

function exported(row: SaleRow, notes: readonly PlacedNote[]): ExportedSale {
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
    ...exportedNotes(notes),
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
  const noted = readNotes(
    database,
    rows.map((row) => row.reference),
  );
  return rows.map((row) => exported(row, noted.get(row.reference) ?? []));
}
