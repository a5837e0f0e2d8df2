import { z } from 'zod';
import type { RefundStore } from '../ports/payment-limits.ts';
import type { PostgresAccess } from './database-access.ts';
import { inBatches } from '../in-batches.ts';

const refundsRow = z.object({ isKnown: z.boolean(), sumMinor: z.number() });

export function createRefundStore(access: PostgresAccess): RefundStore {
  return {
    reserve: ({ machineId, key, amountMinor, atMs }, { capMinor, sinceMs }) =>
      access.atomically(async (db) => {
        // One refund of a machine at a time, on whatever process: the sum below must not change until this one is in it.
        await db.run(
          "SELECT pg_advisory_xact_lock(hashtextextended('refund ' || $1, 0))",
          machineId,
        );
        const found = (await db.first(
          refundsRow,
          `SELECT coalesce(bool_or(key = $2), false) AS "isKnown",
             coalesce(sum(amount) FILTER (WHERE at > $3), 0)::bigint AS "sumMinor"
           FROM refund_order WHERE machine_id = $1`,
          machineId,
          key,
          Math.round(sinceMs),
        )) ?? { isKnown: false, sumMinor: 0 };
        if (found.isKnown) return true;
        if (found.sumMinor + amountMinor > capMinor) return false;
        await db.run(
          'INSERT INTO refund_order (machine_id, key, amount, at) VALUES ($1, $2, $3, $4)',
          machineId,
          key,
          amountMinor,
          Math.round(atMs),
        );
        return true;
      }),
    release: async ({ machineId, key }) => {
      await access.run(
        'DELETE FROM refund_order WHERE machine_id = $1 AND key = $2',
        machineId,
        key,
      );
    },
    removeBefore: (atMs) =>
      inBatches((most) =>
        access.run(
          `DELETE FROM refund_order WHERE ctid = ANY (ARRAY(
             SELECT ctid FROM refund_order WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))`,
          Math.round(atMs),
          most,
        ),
      ),
  };
}
