import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import {
  KEPT_ENDED_CREDENTIALS,
  type EnrolmentCodeStore,
  type Machine,
  type MachineStore,
} from '../ports/machines.ts';
import type { DatabaseAccess } from './database-access.ts';
import { changeRow, codeRow, countRow, endRow, machineIdRow, triesRow } from '../rows.ts';

const machineRow = z
  .object({
    machine_id: z.string(),
    msn: z.string(),
    location: z.string(),
    is_enrolled: z.number(),
  })
  .transform((row): Machine => ({
    machineId: row.machine_id,
    merchantSerialNumber: row.msn,
    location: row.location,
    isEnrolled: row.is_enrolled !== 0,
  }));
const nameRow = z.object({ name: z.string() });

const MACHINE_COLUMNS = 'machine_id, msn, location, credential_hash IS NOT NULL AS is_enrolled';

export function createMachineStore(db: Database, { read, write }: DatabaseAccess): MachineStore {
  const first = (where: string, value: string): Machine | undefined =>
    db.first(machineRow, `SELECT ${MACHINE_COLUMNS} FROM machine WHERE ${where} = ?`, value);
  const change = (
    audit: { readonly action: string; readonly machineId: string; readonly atMs: number },
    work: () => void,
  ): Promise<void> =>
    write(() => {
      work();
      const { action, machineId, atMs } = audit;
      const insert = 'INSERT INTO audit (at, action, machine_id) VALUES (?, ?, ?)';
      db.run(insert, Math.round(atMs), action, machineId);
    });

  return {
    add: ({ machineId, merchantSerialNumber, location }, atMs) =>
      change({ action: 'machine added', machineId, atMs }, () => {
        db.run(
          'INSERT INTO machine (machine_id, msn, location, created_at) VALUES (?, ?, ?, ?)',
          machineId,
          merchantSerialNumber,
          location,
          Math.round(atMs),
        );
      }),
    remove: (machineId, atMs) =>
      change({ action: 'machine removed', machineId, atMs }, () => {
        db.run('DELETE FROM invitation WHERE machine_id = ?', machineId);
        db.run('DELETE FROM ended_credential WHERE machine_id = ?', machineId);
        db.run('DELETE FROM kept_bundle WHERE machine_id = ?', machineId);
        db.run('DELETE FROM qr_text WHERE machine_id = ?', machineId);
        db.run('DELETE FROM update_ring WHERE machine_id = ?', machineId);
        db.run('DELETE FROM machine_status WHERE machine_id = ?', machineId);
        db.run('DELETE FROM machine_history WHERE machine_id = ?', machineId);
        db.run('DELETE FROM machine WHERE machine_id = ?', machineId);
      }),
    find: (machineId) => read(() => first('machine_id', machineId)),
    findByCredential: (hash) => read(() => first('credential_hash', hash)),
    whyEnded: (hash) =>
      read(
        () =>
          db.first(
            endRow,
            `SELECT CASE is_replaced WHEN 1 THEN 'replaced' ELSE 'revoked' END AS why
             FROM ended_credential WHERE hash = ?`,
            hash,
          )?.why,
      ),
    list: () =>
      read(() => db.all(machineRow, `SELECT ${MACHINE_COLUMNS} FROM machine ORDER BY machine_id`)),
    count: () =>
      read(() => db.first(countRow, 'SELECT count(*) AS count FROM machine')?.count ?? 0),
    setLocation: (machineId, location, atMs) =>
      change({ action: 'location changed', machineId, atMs }, () => {
        db.run('UPDATE machine SET location = ? WHERE machine_id = ?', location, machineId);
      }),
    setCredential: (machineId, hash, atMs) => {
      const action = hash === undefined ? 'credential revoked' : 'machine enrolled';
      return change({ action, machineId, atMs }, () => {
        db.run(
          `INSERT INTO ended_credential (hash, machine_id, at, is_replaced)
           SELECT credential_hash, machine_id, ?, ? FROM machine
           WHERE machine_id = ? AND credential_hash IS NOT NULL`,
          Math.round(atMs),
          hash === undefined ? 0 : 1,
          machineId,
        );
        db.run(
          `DELETE FROM ended_credential WHERE machine_id = ? AND hash NOT IN
             (SELECT hash FROM ended_credential WHERE machine_id = ? ORDER BY at DESC LIMIT ?)`,
          ...[machineId, machineId, KEPT_ENDED_CREDENTIALS],
        );
        const update = 'UPDATE machine SET credential_hash = ? WHERE machine_id = ?';
        db.run(update, hash ?? null, machineId);
      });
    },
    credentialChanges: (after) =>
      read(() => {
        const last =
          db.first(changeRow, 'SELECT coalesce(max(id), 0) AS last FROM audit')?.last ?? 0;
        const changed = db.all(
          machineIdRow,
          `SELECT DISTINCT machine_id AS machineId FROM audit
           WHERE id > ? AND action IN ('credential revoked', 'machine enrolled', 'machine removed')`,
          after ?? last,
        );
        return { last, machineIds: changed.map(({ machineId }) => machineId) };
      }),
  };
}

export function createEnrolmentCodeStore(
  db: Database,
  { read, write }: DatabaseAccess,
): EnrolmentCodeStore {
  return {
    replace: (name, code) =>
      write(() => {
        db.run('DELETE FROM invitation WHERE machine_id = ?', code.machineId);
        db.run(
          `INSERT INTO invitation (name, machine_id, secret_hash, expires_at, wrong_tries)
             VALUES (?, ?, ?, ?, ?)`,
          name,
          code.machineId,
          code.secretHash,
          Math.round(code.expiresAtMs),
          code.wrongTries,
        );
      }),
    find: (name) =>
      read(() =>
        db.first(
          codeRow,
          `SELECT machine_id AS machineId, secret_hash AS secretHash, expires_at AS expiresAtMs,
             wrong_tries AS wrongTries FROM invitation WHERE name = ?`,
          name,
        ),
      ),
    countTry: (name) =>
      write(
        () =>
          db.first(
            triesRow,
            'UPDATE invitation SET wrong_tries = wrong_tries + 1 WHERE name = ? RETURNING wrong_tries AS tries',
            name,
          )?.tries,
      ),
    remove: (name) =>
      write(
        () =>
          db.first(nameRow, 'DELETE FROM invitation WHERE name = ? RETURNING name', name) !==
          undefined,
      ),
  };
}
