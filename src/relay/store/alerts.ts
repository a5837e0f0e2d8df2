import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import type { RelayStore } from './relay-store.ts';

const alertRow = z.object({
  machineId: z.string(),
  id: z.string(),
  channel: z.string(),
  body: z.string(),
  atMs: z.number(),
  tries: z.number(),
});
const waitingRow = z.object({ count: z.number(), oldestAtMs: z.number().nullable() });

type AlertMethods = Pick<RelayStore, 'keepAlert' | 'dueAlerts' | 'alertTried' | 'waitingAlerts'>;

/** Alerts in the relay's file; `now` makes a promise of what is done at once. */
export function alertMethods(
  db: Database,
  now: <Value>(work: () => Value) => Promise<Value>,
): AlertMethods {
  return {
    keepAlert: ({ machineId, id, body, atMs }, channels) =>
      now(() => {
        db.atomically(() => {
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
      }),
    dueAlerts: (nowMs) =>
      now(() =>
        db.all(
          alertRow,
          `SELECT machine_id AS machineId, id, channel, body, at AS atMs, tries FROM alert
           WHERE next_at <= ? ORDER BY at`,
          nowMs,
        ),
      ),
    alertTried: ({ machineId, id, channel }, nextAtMs) =>
      now(() => {
        db.run(
          `UPDATE alert SET tries = tries + 1, next_at = ? WHERE machine_id = ? AND id = ? AND channel = ?`,
          nextAtMs === undefined ? null : Math.round(nextAtMs),
          machineId,
          id,
          channel,
        );
      }),
    waitingAlerts: () =>
      now(
        () =>
          db.first(
            waitingRow,
            'SELECT count(*) AS count, min(at) AS oldestAtMs FROM alert WHERE next_at IS NOT NULL',
          ) ?? { count: 0, oldestAtMs: null },
      ),
  };
}
