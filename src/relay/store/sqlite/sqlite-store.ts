import { openDatabase, type Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { Clock } from '#core/base/ports.ts';
import type { Machine, RelayStore } from '../ports/relay-store.ts';
import { alertMethods } from './alerts.ts';
import { gateMethods } from './limits.ts';
import { createPatientLane, createStoreLane, type StoreLane } from './ordered-queue.ts';
import { qrTextMethods } from './qr-texts.ts';
import { RELAY_MIGRATIONS } from './schema.ts';

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
const invitationRow = z.object({
  machineId: z.string(),
  secretHash: z.string(),
  expiresAtMs: z.number(),
  wrongTries: z.number(),
});
const triesRow = z.object({ tries: z.number() });
const nameRow = z.object({ name: z.string() });
const deliveryRow = z.object({ sequence: z.number(), body: z.string() });
const registrationRow = z.object({
  merchantSerialNumber: z.string(),
  url: z.string(),
  id: z.string(),
  secret: z.string(),
  retiredAtMs: z
    .number()
    .nullable()
    .transform((value) => value ?? undefined),
});

const MACHINE_COLUMNS = 'machine_id, msn, location, credential_hash IS NOT NULL AS is_enrolled';

function machineMethods(
  db: Database,
  { read, write }: StoreLane,
): Pick<
  RelayStore,
  | 'addMachine'
  | 'removeMachine'
  | 'setLocation'
  | 'machine'
  | 'machines'
  | 'machineOfCredential'
  | 'setCredential'
> {
  const audit = (action: string, machineId: string, atMs: number): void => {
    db.run('INSERT INTO audit (at, action, machine_id) VALUES (?, ?, ?)', atMs, action, machineId);
  };
  const first = (where: string, value: string): Machine | undefined =>
    db.first(machineRow, `SELECT ${MACHINE_COLUMNS} FROM machine WHERE ${where} = ?`, value);
  return {
    addMachine: ({ machineId, merchantSerialNumber, location }, atMs) =>
      write(() => {
        db.atomically(() => {
          db.run(
            'INSERT INTO machine (machine_id, msn, location, created_at) VALUES (?, ?, ?, ?)',
            machineId,
            merchantSerialNumber,
            location,
            atMs,
          );
          audit('machine added', machineId, atMs);
        });
      }),
    removeMachine: (machineId, atMs) =>
      write(() => {
        db.atomically(() => {
          db.run('DELETE FROM invitation WHERE machine_id = ?', machineId);
          db.run('DELETE FROM qr_text WHERE machine_id = ?', machineId);
          db.run('DELETE FROM machine WHERE machine_id = ?', machineId);
          audit('machine removed', machineId, atMs);
        });
      }),
    setLocation: (machineId, location, atMs) =>
      write(() => {
        db.atomically(() => {
          db.run('UPDATE machine SET location = ? WHERE machine_id = ?', location, machineId);
          audit('location changed', machineId, atMs);
        });
      }),
    machine: (machineId) => read(() => first('machine_id', machineId)),
    machines: () =>
      read(() => db.all(machineRow, `SELECT ${MACHINE_COLUMNS} FROM machine ORDER BY machine_id`)),
    machineOfCredential: (hash) => read(() => first('credential_hash', hash)),
    setCredential: (machineId, hash, atMs) =>
      write(() => {
        db.atomically(() => {
          db.run(
            'UPDATE machine SET credential_hash = ? WHERE machine_id = ?',
            hash ?? null,
            machineId,
          );
          audit(hash === undefined ? 'credential revoked' : 'machine enrolled', machineId, atMs);
        });
      }),
  };
}

function invitationMethods(
  db: Database,
  { read, write }: StoreLane,
): Pick<RelayStore, 'putInvitation' | 'invitation' | 'countTry' | 'dropInvitation'> {
  return {
    putInvitation: (name, invitation) =>
      write(() => {
        db.atomically(() => {
          db.run('DELETE FROM invitation WHERE machine_id = ?', invitation.machineId);
          db.run(
            `INSERT INTO invitation (name, machine_id, secret_hash, expires_at, wrong_tries)
             VALUES (?, ?, ?, ?, ?)`,
            name,
            invitation.machineId,
            invitation.secretHash,
            invitation.expiresAtMs,
            invitation.wrongTries,
          );
        });
      }),
    invitation: (name) =>
      read(() =>
        db.first(
          invitationRow,
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
    dropInvitation: (name) =>
      write(
        () =>
          db.first(nameRow, 'DELETE FROM invitation WHERE name = ? RETURNING name', name) !==
          undefined,
      ),
  };
}

function deliveryMethods(
  db: Database,
  { read, write }: StoreLane,
): Pick<RelayStore, 'keepEvent' | 'undelivered' | 'markDelivered' | 'forgetDelivered'> {
  return {
    keepEvent: ({ machineId, key, body, atMs }) =>
      write(() =>
        db.first(
          deliveryRow,
          `INSERT INTO delivery (machine_id, key, body, at) VALUES (?, ?, ?, ?)
           ON CONFLICT (key) DO NOTHING RETURNING sequence, body`,
          machineId ?? null,
          key,
          body,
          atMs,
        ),
      ),
    undelivered: (machineId, { after, most }) =>
      read(() =>
        db.all(
          deliveryRow,
          `SELECT sequence, body FROM delivery
           WHERE machine_id = ? AND is_delivered = 0 AND sequence > ? ORDER BY sequence LIMIT ?`,
          machineId,
          after,
          most,
        ),
      ),
    markDelivered: (upTo) =>
      write(() => {
        db.atomically(() => {
          for (const [machineId, sequence] of upTo) {
            db.run(
              'UPDATE delivery SET is_delivered = 1 WHERE machine_id = ? AND sequence <= ? AND is_delivered = 0',
              machineId,
              sequence,
            );
          }
        });
      }),
    forgetDelivered: (beforeMs) =>
      write(() => {
        db.run('DELETE FROM delivery WHERE is_delivered = 1 AND at < ?', beforeMs);
      }),
  };
}

function registrationMethods(
  db: Database,
  { read, write }: StoreLane,
): Pick<RelayStore, 'registrations' | 'putRegistration'> {
  return {
    registrations: (merchantSerialNumber) =>
      read(() =>
        db.all(
          registrationRow,
          `SELECT msn AS merchantSerialNumber, url, id, secret, retired_at AS retiredAtMs
           FROM registration WHERE msn = ?`,
          merchantSerialNumber,
        ),
      ),
    putRegistration: ({ merchantSerialNumber, url, id, secret }, atMs) =>
      write(() => {
        db.atomically(() => {
          db.run(
            'UPDATE registration SET retired_at = ? WHERE msn = ? AND retired_at IS NULL',
            atMs,
            merchantSerialNumber,
          );
          db.run(
            'INSERT INTO registration (msn, url, id, secret) VALUES (?, ?, ?, ?)',
            merchantSerialNumber,
            url,
            id,
            secret,
          );
        });
      }),
  };
}

/**
 * The relay's memory in one SQLite file. With a clock nothing that is asked of it holds up the program when another one
 * has the file; without (commands) it is simply waited for. Throws `store/…`.
 */
export function openSqliteStore(path: string, clock?: Clock): RelayStore {
  const options = { path, migrations: RELAY_MIGRATIONS };
  const db = openDatabase(clock === undefined ? options : { ...options, busyTimeoutMs: 0 });
  const lane = clock === undefined ? createPatientLane() : createStoreLane(clock);
  return {
    ...machineMethods(db, lane),
    ...invitationMethods(db, lane),
    ...deliveryMethods(db, lane),
    ...registrationMethods(db, lane),
    ...alertMethods(db, lane),
    ...gateMethods(db, lane),
    ...qrTextMethods(db, lane),
    close: () =>
      lane.write(() => {
        db.close();
      }),
  };
}
