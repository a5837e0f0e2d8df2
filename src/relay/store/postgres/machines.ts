import { KioskError } from '#core/base/errors.ts';
import { z } from 'zod';
import {
  KEPT_ENDED_CREDENTIALS,
  type EnrolmentCodeStore,
  type Machine,
  type MachineStore,
} from '../ports/machines.ts';
import type { PostgresAccess, Queries } from './database-access.ts';
import { changeRow, codeRow, countRow, endRow, machineIdRow, triesRow } from '../rows.ts';

const machineRow = z.object({
  machineId: z.string(),
  merchantSerialNumber: z.string(),
  location: z.string(),
  isEnrolled: z.boolean(),
});

/** Their rows go with the machine. */
const OF_A_MACHINE = [
  'invitation',
  'ended_credential',
  'kept_bundle',
  'qr_text',
  'update_ring',
  'machine_status',
  'machine_history',
  'machine',
] as const;

const MACHINES = `SELECT machine_id AS "machineId", msn AS "merchantSerialNumber", location,
  credential_hash IS NOT NULL AS "isEnrolled" FROM machine`;

export function createMachineStore(access: PostgresAccess): MachineStore {
  const first = (column: string, value: string): Promise<Machine | undefined> =>
    access.first(machineRow, `${MACHINES} WHERE ${column} = $1`, value);
  const change = (
    audit: { readonly action: string; readonly machineId: string; readonly atMs: number },
    work: (db: Queries) => Promise<unknown>,
  ): Promise<void> =>
    access.atomically(async (db) => {
      await work(db);
      const { action, machineId, atMs } = audit;
      const insert = 'INSERT INTO audit (at, action, machine_id) VALUES ($1, $2, $3)';
      await db.run(insert, Math.round(atMs), action, machineId);
    });

  return {
    add: ({ machineId, merchantSerialNumber, location }, atMs) =>
      change({ action: 'machine added', machineId, atMs }, async (db) => {
        const added = await db.run(
          `INSERT INTO machine (machine_id, msn, location, created_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (machine_id) DO NOTHING`,
          machineId,
          merchantSerialNumber,
          location,
          Math.round(atMs),
        );
        if (added === 1) return;
        throw new KioskError('store/unwritable', `The machine ${machineId} is there already.`);
      }),
    remove: (machineId, atMs) =>
      change({ action: 'machine removed', machineId, atMs }, async (db) => {
        for (const table of OF_A_MACHINE) {
          await db.run(`DELETE FROM ${table} WHERE machine_id = $1`, machineId);
        }
      }),
    find: (machineId) => first('machine_id', machineId),
    findByCredential: (hash) => first('credential_hash', hash),
    whyEnded: async (hash) => {
      const row = await access.first(
        endRow,
        `SELECT CASE WHEN is_replaced THEN 'replaced' ELSE 'revoked' END AS why
         FROM ended_credential WHERE hash = $1`,
        hash,
      );
      return row?.why;
    },
    list: () => access.all(machineRow, `${MACHINES} ORDER BY machine_id COLLATE "C"`),
    count: async () =>
      (await access.first(countRow, 'SELECT count(*) AS count FROM machine'))?.count ?? 0,
    setLocation: (machineId, location, atMs) =>
      change({ action: 'location changed', machineId, atMs }, (db) => {
        const update = 'UPDATE machine SET location = $2 WHERE machine_id = $1';
        return db.run(update, machineId, location);
      }),
    setCredential: (machineId, hash, atMs) => {
      const action = hash === undefined ? 'credential revoked' : 'machine enrolled';
      return change({ action, machineId, atMs }, async (db) => {
        // Of two enrolments at the same time each ends a credential of its own.
        await db.run('SELECT FROM machine WHERE machine_id = $1 FOR UPDATE', machineId);
        await db.run(
          `INSERT INTO ended_credential (hash, machine_id, at, is_replaced)
           SELECT credential_hash, machine_id, $2, $3 FROM machine
           WHERE machine_id = $1 AND credential_hash IS NOT NULL`,
          ...[machineId, Math.round(atMs), hash !== undefined],
        );
        await db.run(
          `DELETE FROM ended_credential WHERE machine_id = $1 AND hash NOT IN
             (SELECT hash FROM ended_credential WHERE machine_id = $1 ORDER BY at DESC LIMIT $2)`,
          ...[machineId, KEPT_ENDED_CREDENTIALS],
        );
        const update = 'UPDATE machine SET credential_hash = $2 WHERE machine_id = $1';
        await db.run(update, machineId, hash ?? null);
      });
    },
    credentialChanges: async (after) => {
      // Read first: what commits in between is found again at the next look.
      const row = await access.first(changeRow, 'SELECT coalesce(max(id), 0) AS last FROM audit');
      const last = row?.last ?? 0;
      if (after === undefined) return { last, machineIds: [] };
      const changed = await access.all(
        machineIdRow,
        `SELECT DISTINCT machine_id AS "machineId" FROM audit
         WHERE id > $1 AND action IN ('credential revoked', 'machine enrolled', 'machine removed')`,
        after,
      );
      return { last, machineIds: changed.map(({ machineId }) => machineId) };
    },
  };
}

export function createEnrolmentCodeStore(access: PostgresAccess): EnrolmentCodeStore {
  return {
    replace: (name, { machineId, secretHash, expiresAtMs, wrongTries }) =>
      access.atomically(async (db) => {
        // Two codes at the same time: the machine's row decides which of them stays.
        await db.run('SELECT FROM machine WHERE machine_id = $1 FOR UPDATE', machineId);
        await db.run('DELETE FROM invitation WHERE machine_id = $1', machineId);
        await db.run(
          `INSERT INTO invitation (name, machine_id, secret_hash, expires_at, wrong_tries)
           VALUES ($1, $2, $3, $4, $5)`,
          name,
          machineId,
          secretHash,
          Math.round(expiresAtMs),
          wrongTries,
        );
      }),
    find: (name) =>
      access.first(
        codeRow,
        `SELECT machine_id AS "machineId", secret_hash AS "secretHash", expires_at AS "expiresAtMs",
           wrong_tries AS "wrongTries" FROM invitation WHERE name = $1`,
        name,
      ),
    countTry: async (name) => {
      const count =
        'UPDATE invitation SET wrong_tries = wrong_tries + 1 WHERE name = $1 RETURNING wrong_tries AS tries';
      return (await access.first(triesRow, count, name))?.tries;
    },
    remove: async (name) =>
      (await access.run('DELETE FROM invitation WHERE name = $1', name)) === 1,
  };
}
