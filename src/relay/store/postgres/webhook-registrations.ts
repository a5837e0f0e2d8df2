import type { WebhookRegistrationStore } from '../ports/webhook-registrations.ts';
import type { PostgresAccess } from './database-access.ts';
import { registrationRow } from '../rows.ts';

export function createWebhookRegistrationStore(access: PostgresAccess): WebhookRegistrationStore {
  return {
    list: (merchantSerialNumber) =>
      access.all(
        registrationRow,
        `SELECT msn AS "merchantSerialNumber", url, id, secret, retired_at AS "retiredAtMs"
         FROM registration WHERE msn = $1`,
        merchantSerialNumber,
      ),
    replace: ({ merchantSerialNumber, url, id, secret }, atMs) =>
      access.atomically(async (db) => {
        // Of two that replace at the same time, the second retires what the first stored.
        await db.run(
          "SELECT pg_advisory_xact_lock(hashtextextended('registration ' || $1, 0))",
          merchantSerialNumber,
        );
        await db.run(
          'UPDATE registration SET retired_at = $2 WHERE msn = $1 AND retired_at IS NULL',
          merchantSerialNumber,
          Math.round(atMs),
        );
        await db.run(
          'INSERT INTO registration (msn, url, id, secret) VALUES ($1, $2, $3, $4)',
          merchantSerialNumber,
          url,
          id,
          secret,
        );
      }),
  };
}
