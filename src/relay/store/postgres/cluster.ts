import { z } from 'zod';
import type { LeaseStore, LimitStore, ProcessStore, SealedCheckInStore } from '../ports/cluster.ts';
import type { PostgresAccess } from './database-access.ts';

const nowRow = z.object({ nowMs: z.number() });
const countRow = z.object({ count: z.number() });
const sealedRow = z.object({
  machineId: z.string(),
  checkInId: z.string(),
  atMs: z.number(),
  answerByMs: z.number(),
  askedBy: z.string(),
  sealed: z.string(),
});
const namedRow = z.object({ machineId: z.string(), checkInId: z.string() });
const NAMED = 'machine_id AS "machineId", check_in_id AS "checkInId"';

export function createProcessStore(access: PostgresAccess): ProcessStore {
  return {
    nowMs: async () => {
      const sql = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"`;
      return (await access.first(nowRow, sql))?.nowMs ?? Date.now();
    },
    renew: async (processId, untilMs) => {
      await access.run(
        `INSERT INTO relay_process (process_id, lease_until) VALUES ($1, $2)
         ON CONFLICT (process_id) DO UPDATE SET lease_until = excluded.lease_until`,
        processId,
        Math.round(untilMs),
      );
    },
    end: (processId) =>
      access.atomically(async (db) => {
        await db.run('DELETE FROM relay_process WHERE process_id = $1', processId);
        await db.run('DELETE FROM job_lease WHERE process_id = $1', processId);
        await db.run('UPDATE machine_link SET process_id = NULL WHERE process_id = $1', processId);
      }),
    removeOver: async (beforeMs) => {
      await access.run('DELETE FROM relay_process WHERE lease_until < $1', Math.round(beforeMs));
    },
  };
}

export function createLeaseStore(access: PostgresAccess): LeaseStore {
  return {
    take: async ({ name, processId }, { nowMs, untilMs }) =>
      (await access.run(
        `INSERT INTO job_lease AS known (name, process_id, until) VALUES ($1, $2, $4)
         ON CONFLICT (name) DO UPDATE SET process_id = excluded.process_id, until = excluded.until
         WHERE known.process_id = excluded.process_id OR known.until <= $3`,
        name,
        processId,
        Math.round(nowMs),
        Math.round(untilMs),
      )) === 1,
    release: async ({ name, processId }) => {
      const sql = 'DELETE FROM job_lease WHERE name = $1 AND process_id = $2';
      await access.run(sql, name, processId);
    },
  };
}

export function createLimitStore(access: PostgresAccess): LimitStore {
  return {
    count: async (name, windowStartMs, by = 1) => {
      const counted = await access.first(
        countRow,
        `INSERT INTO rate_count AS known (name, window_start, count) VALUES ($1, $2, $3)
         ON CONFLICT (name, window_start) DO UPDATE SET count = known.count + excluded.count RETURNING count`,
        name,
        Math.round(windowStartMs),
        by,
      );
      return counted?.count ?? by;
    },
    removeBefore: async (windowStartMs) => {
      await access.run('DELETE FROM rate_count WHERE window_start < $1', Math.round(windowStartMs));
    },
  };
}

export function createSealedCheckInStore(access: PostgresAccess): SealedCheckInStore {
  return {
    waitingFor: (processId, nowMs) =>
      access.all(
        sealedRow,
        `SELECT machine_id AS "machineId", check_in_id AS "checkInId", at AS "atMs",
           answer_by AS "answerByMs", asked_by AS "askedBy", sealed
         FROM check_in JOIN machine_link AS link USING (machine_id)
         WHERE is_accepted IS NULL AND sealed IS NOT NULL AND answer_by > $2 AND link.process_id = $1`,
        processId,
        Math.round(nowMs),
      ),
    refuseUnanswered: (beforeMs) =>
      access.all(
        namedRow,
        `UPDATE check_in SET is_accepted = false, reason = 'no-answer', sealed = NULL, is_void_due = true
         WHERE is_accepted IS NULL AND answer_by < $1
           OR is_accepted AND told_by = '{}' AND answer_by < $1
         RETURNING ${NAMED}`,
        Math.round(beforeMs),
      ),
    voidsDue: (processId) =>
      access.all(
        namedRow,
        `SELECT ${NAMED} FROM check_in JOIN machine_link AS link USING (machine_id)
         WHERE is_void_due AND link.process_id = $1`,
        processId,
      ),
    voidsTold: async (checkIns) => {
      const ids = checkIns.map(({ checkInId }) => checkInId);
      await access.run(
        'UPDATE check_in SET is_void_due = false WHERE check_in_id = ANY ($1) AND is_void_due',
        ids,
      );
    },
  };
}
