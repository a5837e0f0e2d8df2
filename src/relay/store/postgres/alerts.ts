import { z } from 'zod';
import type { AlertStore } from '../ports/alerts.ts';
import type { PostgresAccess } from './database-access.ts';
import { inBatches } from '../in-batches.ts';
import { alertRow, machineIdRow } from '../rows.ts';

const keptRow = z.object({ isKnown: z.boolean(), count: z.number() });
const waitingRow = z.object({ count: z.number(), oldestAtMs: z.number().nullable() });

/** Of several processes one gets the alert: the others pass over a row that is locked, and then over its new time. */
const TAKE = `
  UPDATE alert SET next_at = $4 WHERE (machine_id, id, channel) = (
    SELECT machine_id, id, channel FROM alert
    WHERE machine_id = $1 AND channel = $2 AND next_at <= $3 ORDER BY at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING machine_id AS "machineId", id, channel, body, at AS "atMs", tries`;

const REMOVE_FINISHED = `
  DELETE FROM alert WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM alert WHERE next_at IS NULL AND at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))`;

export function createAlertStore(access: PostgresAccess): AlertStore {
  return {
    add: async ({ machineId, id, body, atMs }, channels, most) => {
      // An alert that is known, or one too many, costs a read and no write.
      const { isKnown, count } = (await access.first(
        keptRow,
        `SELECT coalesce(bool_or(id = $2), false) AS "isKnown", count(DISTINCT id) AS count
         FROM alert WHERE machine_id = $1`,
        machineId,
        id,
      )) ?? { isKnown: false, count: 0 };
      if (isKnown) return 'known';
      if (count >= most) return 'tooMany';
      const added = await access.run(
        `INSERT INTO alert (machine_id, id, channel, body, at, next_at)
         SELECT $1, $2, channel, $4, $5, $5 FROM unnest($3::text[]) AS channel ON CONFLICT DO NOTHING`,
        machineId,
        id,
        channels,
        body,
        Math.round(atMs),
      );
      return added < channels.length ? 'known' : 'kept';
    },
    machinesWithDue: async (channel, nowMs) => {
      const due = await access.all(
        machineIdRow,
        `SELECT machine_id AS "machineId" FROM alert WHERE next_at <= $1 AND channel = $2
         GROUP BY machine_id ORDER BY machine_id <> '', min(at)`,
        Math.round(nowMs),
        channel,
      );
      return due.map(({ machineId }) => machineId);
    },
    take: (machineId, channel, { nowMs, untilMs }) =>
      access.first(alertRow, TAKE, machineId, channel, Math.round(nowMs), Math.round(untilMs)),
    recordAttempt: async ({ machineId, id, channel }, nextAtMs) => {
      await access.run(
        `UPDATE alert SET tries = tries + 1, next_at = $4 WHERE machine_id = $1 AND id = $2 AND channel = $3`,
        machineId,
        id,
        channel,
        nextAtMs === undefined ? null : Math.round(nextAtMs),
      );
    },
    removeOld: async (beforeMs, channels) => {
      await access.run(
        'UPDATE alert SET next_at = NULL WHERE next_at IS NOT NULL AND channel <> ALL ($1::text[])',
        channels,
      );
      await inBatches((limit) => access.run(REMOVE_FINISHED, Math.round(beforeMs), limit));
    },
    waiting: async () =>
      (await access.first(
        waitingRow,
        'SELECT count(*) AS count, min(at) AS "oldestAtMs" FROM alert WHERE next_at IS NOT NULL',
      )) ?? { count: 0, oldestAtMs: null },
  };
}
