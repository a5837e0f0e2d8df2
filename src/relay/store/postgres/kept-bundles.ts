import type { KeptBundleStore } from '../ports/kept-bundles.ts';
import { keptBundleRow } from '../rows.ts';
import type { Queries } from './database-access.ts';

export function createKeptBundleStore(db: Queries): KeptBundleStore {
  return {
    keep: async (machineId, { atMs, body }) => {
      await db.run(
        `INSERT INTO kept_bundle (machine_id, at, body) VALUES ($1, $2, $3)
         ON CONFLICT (machine_id) DO UPDATE SET at = excluded.at, body = excluded.body`,
        machineId,
        Math.round(atMs),
        Buffer.from(body).toString('base64'),
      );
    },
    find: (machineId) =>
      db.first(
        keptBundleRow,
        'SELECT at AS "atMs", body FROM kept_bundle WHERE machine_id = $1',
        machineId,
      ),
  };
}
