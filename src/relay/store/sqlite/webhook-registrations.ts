import type { Database } from '#sqlite/database.ts';
import type { WebhookRegistrationStore } from '../ports/webhook-registrations.ts';
import type { DatabaseAccess } from './database-access.ts';
import { registrationRow } from '../rows.ts';

export function createWebhookRegistrationStore(
  db: Database,
  { read, write }: DatabaseAccess,
): WebhookRegistrationStore {
  return {
    list: (merchantSerialNumber) =>
      read(() =>
        db.all(
          registrationRow,
          `SELECT msn AS merchantSerialNumber, url, id, secret, retired_at AS retiredAtMs
           FROM registration WHERE msn = ?`,
          merchantSerialNumber,
        ),
      ),
    replace: ({ merchantSerialNumber, url, id, secret }, atMs) =>
      write(() => {
        db.run(
          'UPDATE registration SET retired_at = ? WHERE msn = ? AND retired_at IS NULL',
          Math.round(atMs),
          merchantSerialNumber,
        );
        db.run(
          'INSERT INTO registration (msn, url, id, secret) VALUES (?, ?, ?, ?)',
          merchantSerialNumber,
          url,
          id,
          secret,
        );
      }),
  };
}
