import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { StoreLane } from './ordered-queue.ts';
import type { GrantRow, RelayStore } from '../ports/relay-store.ts';

const grantRow = z
  .object({
    machineId: z.string(),
    checkInId: z.string(),
    atMs: z.number(),
    creates: z.string(),
    more: z.number(),
  })
  .transform((row): GrantRow => {
    const creates = z.array(z.string()).parse(JSON.parse(row.creates));
    return { ...row, creates };
  });
const sumRow = z.object({ known: z.number(), sum: z.number() });

type GateMethods = Pick<
  RelayStore,
  'grant' | 'keepGrant' | 'takeRefund' | 'dropRefund' | 'forgetGateRows'
>;

/** What machines may still ask of Vipps. */
export function gateMethods(db: Database, { read, write }: StoreLane): GateMethods {
  return {
    grant: (machineId, checkInId) =>
      read(() =>
        db.first(
          grantRow,
          `SELECT machine_id AS machineId, check_in_id AS checkInId, at AS atMs, creates, more
           FROM check_in_grant WHERE machine_id = ? AND check_in_id = ?`,
          machineId,
          checkInId,
        ),
      ),
    keepGrant: ({ machineId, checkInId, atMs, creates, more }) =>
      write(() => {
        db.run(
          `INSERT INTO check_in_grant (machine_id, check_in_id, at, creates, more) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET creates = excluded.creates, more = excluded.more`,
          machineId,
          checkInId,
          Math.round(atMs),
          JSON.stringify(creates),
          more,
        );
      }),
    takeRefund: ({ machineId, key, amountMinor, atMs }, { capMinor, sinceMs }) =>
      write(() =>
        db.atomically(() => {
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
      ),
    dropRefund: ({ machineId, key }) =>
      write(() => {
        db.run('DELETE FROM refund_order WHERE machine_id = ? AND key = ?', machineId, key);
      }),
    forgetGateRows: (beforeMs) =>
      write(() => {
        db.run('DELETE FROM check_in_grant WHERE at < ?', Math.round(beforeMs));
        db.run('DELETE FROM refund_order WHERE at < ?', Math.round(beforeMs));
      }),
  };
}
