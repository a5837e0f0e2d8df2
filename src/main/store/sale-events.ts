import { decodeSaleEvent } from '#contract/journal/sale-event.ts';
import { KioskError } from '#core/base/errors.ts';
import type { SaleEvent } from '#core/sale/event.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const eventRow = z.object({ sequence: z.number(), event: z.string() });

/** The journal of one sale in order. Throws `store/corrupt`. */
export function readEvents(database: Database, reference: string): readonly SaleEvent[] {
  const rows = database.all(
    eventRow,
    'SELECT sequence, event FROM journal WHERE reference = ? ORDER BY sequence',
    reference,
  );
  return rows.map((row) => {
    const event = decodeSaleEvent(row.event);
    if (event !== undefined) return event;
    throw new KioskError(
      'store/corrupt',
      `Entry ${String(row.sequence)} of the journal cannot be read: the machine must not sell until the journal ` +
        'has been looked at.',
    );
  });
}
