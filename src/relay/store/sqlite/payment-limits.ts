import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import { inBatches } from '../in-batches.ts';
import type { RefundStore } from '../ports/payment-limits.ts';
import type { DatabaseAccess } from './database-access.ts';

const sumRow = z.object({ known: z.number(), sum: z.number() });

/** Refunds are few, and kept for two days: no index is worth its writes. */
const REMOVE = `DELETE FROM refund_order WHERE rowid IN (
  SELECT rowid FROM refund_order WHERE at < ? LIMIT ?)`;

export function createRefundStore(db: Database, { write }: DatabaseAccess): RefundStore {
  return {
    reserve: ({ machineId, key, amountMinor, atMs }, { capMinor, sinceMs }) =>
      write(() => {
        const found = db.first(
          sumRow,
          `SELECT coalesce(sum(key = ?), 0) AS known, coalesce(sum(amount) FILTER (WHERE at > ?), 0) AS sum
             FROM refund_order WHERE machine_id = ?`,
          key,
          Math.round(sinceMs),
          machineId,
        ) ?? { known: 0, sum: 0 };
        if (found.known > 0) return true;
        if (found.sum + amountMinor > capMinor) return false;
        db.run(
          'INSERT INTO refund_order (machine_id, key, amount, at) VALUES (?, ?, ?, ?)',
          machineId,
          key,
          amountMinor,
          Math.round(atMs),
        );
        return true;
      }),
    release: ({ machineId, key }) =>
      write(() => {
        db.run('DELETE FROM refund_order WHERE machine_id = ? AND key = ?', machineId, key);
      }),
    removeBefore: (atMs) =>
      inBatches((most) => write(() => db.run(REMOVE, Math.round(atMs), most))),
  };
}
