import { z } from 'zod';
import type { DeliveryStore } from '../ports/deliveries.ts';
import type { Queries } from './database-access.ts';
import { inBatches } from '../in-batches.ts';
import { deliveryRow } from '../rows.ts';

const waitingRow = z.object({ count: z.number(), oldestAtMs: z.number().nullable() });

/**
 * One statement, so one transaction: the row of `machine_sequence` is locked until the event is committed. Whoever reads a
 * sequence therefore sees every lower one of that machine, which a sequence of the database would not give: an
 * acknowledgement, which covers all lower ones, would lose what commits later.
 */
const ADD = `
  WITH raised AS (
    INSERT INTO machine_sequence AS known (machine_id, last_sequence)
    SELECT $1, floor + 1 FROM sequence_floor WHERE NOT EXISTS (SELECT FROM delivery WHERE key = $2)
    ON CONFLICT (machine_id) DO UPDATE SET last_sequence = known.last_sequence + 1
    RETURNING last_sequence
  )
  INSERT INTO delivery (machine_id, sequence, key, body, at)
  SELECT $1, last_sequence, $2, $3, $4 FROM raised
  ON CONFLICT (key) DO NOTHING RETURNING sequence, body`;

/** Sorted, so that two processes lock rows in the same order. */
const ACKNOWLEDGE = `
  UPDATE delivery SET is_delivered = true FROM (
    SELECT waiting.machine_id, waiting.sequence
    FROM unnest($1::text[], $2::bigint[]) AS upto (machine_id, sequence)
    JOIN delivery AS waiting
      ON waiting.machine_id = upto.machine_id AND waiting.sequence <= upto.sequence AND NOT waiting.is_delivered
    ORDER BY 1, 2 FOR UPDATE OF waiting
  ) AS done
  WHERE delivery.machine_id = done.machine_id AND delivery.sequence = done.sequence`;

const PENDING = `
  SELECT sequence, body FROM delivery
  WHERE machine_id = $1 AND NOT is_delivered AND sequence > $2 ORDER BY sequence LIMIT $3`;

const WAITING = `
  SELECT count(*) AS count, min(at) AS "oldestAtMs" FROM delivery
  WHERE NOT is_delivered AND machine_id IN (SELECT machine_id FROM machine)`;

const REMOVE_ACKNOWLEDGED = `
  DELETE FROM delivery WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM delivery WHERE is_delivered AND at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))`;

/** The index of waiting events finds them: there are few. */
const REMOVE_UNDELIVERABLE = `
  DELETE FROM delivery WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM delivery AS waiting WHERE NOT is_delivered AND at < $1
      AND NOT EXISTS (SELECT FROM machine WHERE machine.machine_id = waiting.machine_id)
    LIMIT $2 FOR UPDATE SKIP LOCKED))`;

export function createDeliveryStore(db: Queries): DeliveryStore {
  return {
    add: ({ machineId, key, body, atMs }) =>
      db.first(deliveryRow, ADD, machineId ?? '', key, body, Math.round(atMs)),
    pending: (machineId, { after, most }) => db.all(deliveryRow, PENDING, machineId, after, most),
    acknowledge: async (upTo) => {
      if (upTo.size > 0) await db.run(ACKNOWLEDGE, [...upTo.keys()], [...upTo.values()]);
    },
    waiting: async () => (await db.first(waitingRow, WAITING)) ?? { count: 0, oldestAtMs: null },
    removeAcknowledged: (beforeMs) =>
      inBatches((most) => db.run(REMOVE_ACKNOWLEDGED, Math.round(beforeMs), most)),
    removeUndeliverable: (beforeMs) =>
      inBatches((most) => db.run(REMOVE_UNDELIVERABLE, Math.round(beforeMs), most)),
  };
}
