import type { Database } from '#sqlite/database.ts';
import type { KeptBundleStore } from '../ports/kept-bundles.ts';
import { keptBundleRow } from '../rows.ts';
import type { DatabaseAccess } from './database-access.ts';

export function createKeptBundleStore(
  db: Database,
  { read, write }: DatabaseAccess,
): KeptBundleStore {
  return {
    keep: (machineId, { atMs, body }) =>
      write(() => {
        db.run(
          `INSERT INTO kept_bundle (machine_id, at, body) VALUES (?, ?, ?)
           ON CONFLICT (machine_id) DO UPDATE SET at = excluded.at, body = excluded.body`,
          machineId,
          Math.round(atMs),
          Buffer.from(body).toString('base64'),
        );
      }),
    find: (machineId) =>
      read(() =>
        db.first(
          keptBundleRow,
          'SELECT at AS atMs, body FROM kept_bundle WHERE machine_id = ?',
          machineId,
        ),
      ),
  };
}
