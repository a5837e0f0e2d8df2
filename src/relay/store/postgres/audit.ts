import { z } from 'zod';
import type { AuditStore } from '../ports/audit.ts';
import type { Queries } from './database-access.ts';

const auditRow = z.object({ atMs: z.number(), action: z.string(), machineId: z.string() });

export function createAuditStore(db: Queries): AuditStore {
  return {
    list: (machineId, most) =>
      db.all(
        auditRow,
        `SELECT at AS "atMs", action, machine_id AS "machineId" FROM audit
         WHERE machine_id = $1 ORDER BY id DESC LIMIT $2`,
        machineId,
        most,
      ),
  };
}
