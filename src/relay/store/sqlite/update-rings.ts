import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { UpdateRingStore } from '../ports/update-rings.ts';
import type { DatabaseAccess } from './database-access.ts';

const ringRow = z.object({ ring: z.string() });

export function createUpdateRingStore(
  db: Database,
  { read, write }: DatabaseAccess,
): UpdateRingStore {
  return {
    find: async (machineId) => {
      const row = await read(() =>
        db.first(ringRow, 'SELECT ring FROM update_ring WHERE machine_id = ?', machineId),
      );
      return row?.ring;
    },
    save: (machineId, ring) =>
      write(() => {
        db.run(
          `INSERT INTO update_ring (machine_id, ring) VALUES (?, ?)
           ON CONFLICT DO UPDATE SET ring = excluded.ring`,
          machineId,
          ring,
        );
      }),
  };
}
