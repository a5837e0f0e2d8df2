import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { AlertStore, AlertStored } from '../ports/alerts.ts';
import type { DatabaseAccess } from './database-access.ts';
import { alertRow, countRow, machineIdRow } from '../rows.ts';

const channelRow = z.object({ channel: z.string() });
const waitingRow = z.object({ count: z.number(), oldestAtMs: z.number().nullable() });

export function createAlertStore(db: Database, { read, write }: DatabaseAccess): AlertStore {
  const isKnown = (machineId: string, id: string): boolean =>
    (db.first(
      countRow,
      'SELECT count(*) AS count FROM alert WHERE machine_id = ? AND id = ?',
      machineId,
      id,
    )?.count ?? 0) > 0;
  const countOf = (machineId: string): number =>
    db.first(
      countRow,
      'SELECT count(DISTINCT id) AS count FROM alert WHERE machine_id = ?',
      machineId,
    )?.count ?? 0;

  const check = (machineId: string, id: string, most: number): AlertStored => {
    if (isKnown(machineId, id)) return 'known';
    return countOf(machineId) >= most ? 'tooMany' : 'kept';
  };

  return {
    add: async ({ machineId, id, body, atMs }, channels, most) => {
      // An alert that is known, or one too many, costs a read and no write.
      const checked = await read(() => check(machineId, id, most));
      if (checked !== 'kept') return checked;
      await write(() => {
        for (const channel of channels) {
          db.run(
            `INSERT INTO alert (machine_id, id, channel, body, at, next_at) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT DO NOTHING`,
            machineId,
            id,
            channel,
            body,
            Math.round(atMs),
            Math.round(atMs),
          );
        }
      });
      return 'kept';
    },
    machinesWithDue: (channel, nowMs) =>
      read(() =>
        db
          .all(
            machineIdRow,
            `SELECT machine_id AS machineId FROM alert WHERE next_at <= ? AND channel = ?
             GROUP BY machine_id ORDER BY machine_id <> '', min(at)`,
            nowMs,
            channel,
          )
          .map(({ machineId }) => machineId),
      ),
    take: (machineId, channel, { nowMs, untilMs }) =>
      write(() =>
        db.first(
          alertRow,
          `UPDATE alert SET next_at = ? WHERE (machine_id, id, channel) = (
             SELECT machine_id, id, channel FROM alert
             WHERE machine_id = ? AND channel = ? AND next_at <= ? ORDER BY at, id LIMIT 1)
           RETURNING machine_id AS machineId, id, channel, body, at AS atMs, tries`,
          Math.round(untilMs),
          machineId,
          channel,
          Math.round(nowMs),
        ),
      ),
    recordAttempt: ({ machineId, id, channel }, nextAtMs) =>
      write(() => {
        db.run(
          `UPDATE alert SET tries = tries + 1, next_at = ? WHERE machine_id = ? AND id = ? AND channel = ?`,
          nextAtMs === undefined ? null : Math.round(nextAtMs),
          machineId,
          id,
          channel,
        );
      }),
    removeOld: async (beforeMs, channels) => {
      const waiting = await read(() =>
        db.all(channelRow, 'SELECT DISTINCT channel FROM alert WHERE next_at IS NOT NULL'),
      );
      const gone = waiting.filter(({ channel }) => !channels.includes(channel));
      await write(() => {
        for (const { channel } of gone) {
          db.run('UPDATE alert SET next_at = NULL WHERE channel = ?', channel);
        }
        db.run('DELETE FROM alert WHERE next_at IS NULL AND at < ?', Math.round(beforeMs));
      });
    },
    waiting: () =>
      read(
        () =>
          db.first(
            waitingRow,
            'SELECT count(*) AS count, min(at) AS oldestAtMs FROM alert WHERE next_at IS NOT NULL',
          ) ?? { count: 0, oldestAtMs: null },
      ),
  };
}
