import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { DeliveryStore } from '../ports/deliveries.ts';
import { inBatches } from '../in-batches.ts';
import type { DatabaseAccess } from './database-access.ts';
import { deliveryRow } from '../rows.ts';

const waitingRow = z.object({ count: z.number(), oldestAtMs: z.number().nullable() });
const ageRow = z.object({ sequence: z.number(), at: z.number() });

const AGES = 'SELECT sequence, at FROM delivery WHERE sequence > ? ORDER BY sequence LIMIT 500';
const REMOVE = `DELETE FROM delivery
  WHERE sequence > ? AND sequence <= ? AND is_delivered = 1 AND at < ?`;

/** The index of waiting events finds them: there are few. */
const REMOVE_UNDELIVERABLE = `DELETE FROM delivery WHERE sequence IN (
  SELECT sequence FROM delivery AS waiting WHERE is_delivered = 0 AND at < ?
    AND NOT EXISTS (SELECT 1 FROM machine WHERE machine.machine_id = waiting.machine_id)
  LIMIT ?)`;

export function createDeliveryStore(db: Database, { read, write }: DatabaseAccess): DeliveryStore {
  return {
    add: ({ machineId, key, body, atMs }) =>
      write(() =>
        db.first(
          deliveryRow,
          `INSERT INTO delivery (machine_id, key, body, at) VALUES (?, ?, ?, ?)
           ON CONFLICT (key) DO NOTHING RETURNING sequence, body`,
          machineId ?? null,
          key,
          body,
          Math.round(atMs),
        ),
      ),
    pending: (machineId, { after, most }) =>
      read(() =>
        db.all(
          deliveryRow,
          `SELECT sequence, body FROM delivery
           WHERE machine_id = ? AND is_delivered = 0 AND sequence > ? ORDER BY sequence LIMIT ?`,
          machineId,
          after,
          most,
        ),
      ),
    acknowledge: (upTo) =>
      write(() => {
        for (const [machineId, sequence] of upTo) {
          db.run(
            'UPDATE delivery SET is_delivered = 1 WHERE machine_id = ? AND sequence <= ? AND is_delivered = 0',
            machineId,
            sequence,
          );
        }
      }),
    waiting: () =>
      read(
        () =>
          db.first(
            waitingRow,
            `SELECT count(*) AS count, min(at) AS oldestAtMs FROM delivery
             WHERE is_delivered = 0 AND machine_id IN (SELECT machine_id FROM machine)`,
          ) ?? { count: 0, oldestAtMs: null },
      ),
    removeAcknowledged: async (beforeMs) => {
      // Sequences follow time: from the lowest on, a page at a time, until a page has nothing old.
      let after = 0;
      for (;;) {
        const page = await read(() => db.all(ageRow, AGES, after));
        const last = page.findLast(({ at }) => at < beforeMs);
        if (last === undefined) return;
        await write(() => db.run(REMOVE, after, last.sequence, Math.round(beforeMs)));
        after = last.sequence;
      }
    },
    removeUndeliverable: (beforeMs) =>
      inBatches((most) => write(() => db.run(REMOVE_UNDELIVERABLE, Math.round(beforeMs), most))),
  };
}
