import { z } from 'zod';
import type { UpdateRingStore } from '../ports/update-rings.ts';
import type { Queries } from './database-access.ts';

const ringRow = z.object({ ring: z.string() });

export function createUpdateRingStore(db: Queries): UpdateRingStore {
  return {
    find: async (machineId) => {
      const sql = 'SELECT ring FROM update_ring WHERE machine_id = $1';
      return (await db.first(ringRow, sql, machineId))?.ring;
    },
    save: async (machineId, ring) => {
      await db.run(
        `INSERT INTO update_ring (machine_id, ring) VALUES ($1, $2)
         ON CONFLICT (machine_id) DO UPDATE SET ring = excluded.ring`,
        machineId,
        ring,
      );
    },
  };
}
