import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { AuditStore } from '../ports/audit.ts';
import type { DatabaseAccess } from './database-access.ts';

const auditRow = z.object({ atMs: z.number(), action: z.string(), machineId: z.string() });

export function createAuditStore(db: Database, { read }: DatabaseAccess): AuditStore {
  return {
    list: (machineId, most) =>
      read(() =>
        db.all(
          auditRow,
          `SELECT at AS atMs, action, machine_id AS machineId FROM audit
           WHERE machine_id = ? ORDER BY id DESC LIMIT ?`,
          machineId,
          most,
        ),
      ),
  };
}
