import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { CheckInGrant, CheckInGrantStore, RefundStore } from '../ports/payment-limits.ts';
import type { DatabaseAccess } from './database-access.ts';

const grantRow = z
  .object({
    machineId: z.string(),
    checkInId: z.string(),
    atMs: z.number(),
    creates: z.string(),
    more: z.number(),
  })
  .transform(({ creates, more, ...row }): CheckInGrant => {
    const payments = z.array(z.string()).parse(JSON.parse(creates));
    return { ...row, payments, paymentsLeft: more };
  });
const sumRow = z.object({ known: z.number(), sum: z.number() });

export function createCheckInGrantStore(
  db: Database,
  { read, write }: DatabaseAccess,
): CheckInGrantStore {
  return {
    find: (machineId, checkInId) =>
      read(() =>
        db.first(
          grantRow,
          `SELECT machine_id AS machineId, check_in_id AS checkInId, at AS atMs, creates, more
           FROM check_in_grant WHERE machine_id = ? AND check_in_id = ?`,
          machineId,
          checkInId,
        ),
      ),
    save: ({ machineId, checkInId, atMs, payments, paymentsLeft }) =>
      write(() => {
        db.run(
          `INSERT INTO check_in_grant (machine_id, check_in_id, at, creates, more) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET creates = excluded.creates, more = excluded.more`,
          machineId,
          checkInId,
          Math.round(atMs),
          JSON.stringify(payments),
          paymentsLeft,
        );
      }),
    removeBefore: (atMs) =>
      write(() => {
        db.run('DELETE FROM check_in_grant WHERE at < ?', Math.round(atMs));
      }),
  };
}

export function createRefundStore(db: Database, { write }: DatabaseAccess): RefundStore {
  return {
    reserve: ({ machineId, key, amountMinor, atMs }, { capMinor, sinceMs }) =>
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
    release: ({ machineId, key }) =>
      write(() => {
        db.run('DELETE FROM refund_order WHERE machine_id = ? AND key = ?', machineId, key);
      }),
    removeBefore: (atMs) =>
      write(() => {
        db.run('DELETE FROM refund_order WHERE at < ?', Math.round(atMs));
      }),
  };
}
